import { rememberedFrom } from '../text/remembered.js'
import { allNames, allOfMaster, type Effective } from './effective.js'
import type { Project } from './project.js'

const none: readonly Effective[] = []

/** The views whose own layer sets a name: main.cf, and each service with a `-o` for it. */
export function layersWith(project: Project, name: string): readonly Effective[] {
  return layersByName(project).get(name) ?? none
}

const layersByName = rememberedFrom(
  [allNames, allOfMaster],
  (project: Project): ReadonlyMap<string, readonly Effective[]> => {
    const layers = new Map<string, Effective[]>()
    const views = [
      project.base,
      ...project.services.filter(({ overrides }) => overrides.length > 0).map(({ config }) => config),
    ]
    for (const view of views) {
      for (const own of view.own.keys()) {
        const same = layers.get(own)
        if (same === undefined) layers.set(own, [view])
        else same.push(view)
      }
    }
    return layers
  },
)
