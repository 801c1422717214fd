import { rememberedFrom } from '../text/remembered.js'
import { allOfMaster, type Effective } from './effective.js'
import type { Project } from './project.js'

const none: readonly Effective[] = []

/** The views whose own layer sets a name: main.cf, and each service with a `-o` for it. */
export function layersWith(project: Project, name: string): readonly Effective[] {
  const { base } = project
  const ofServices = serviceLayers(project).get(name) ?? none
  return base.sets(name) ? [base, ...ofServices] : ofServices
}

const serviceLayers = rememberedFrom([allOfMaster], (project: Project): ReadonlyMap<string, readonly Effective[]> => {
  const layers = new Map<string, Effective[]>()
  for (const { overrides, config } of project.services) {
    if (overrides.length === 0) continue
    for (const own of config.own.keys()) {
      const same = layers.get(own)
      if (same === undefined) layers.set(own, [config])
      else same.push(config)
    }
  }
  return layers
})
