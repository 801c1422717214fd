import type { Effective } from './effective.js'
import type { Project } from './project.js'

const projects = new WeakMap<Project, ReadonlyMap<string, readonly Effective[]>>()

const none: readonly Effective[] = []

/** The views whose own layer sets a name: main.cf, and each service with a `-o` for it. */
export function layersWith(project: Project, name: string): readonly Effective[] {
  const known = projects.get(project)
  if (known !== undefined) return known.get(name) ?? none
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
  projects.set(project, layers)
  return layers.get(name) ?? none
}
