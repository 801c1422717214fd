import { rememberedFrom } from '../text/remembered.js'
import { allOfMaster, type Effective } from './effective.js'
import type { Project } from './project.js'
import type { Service } from './service.js'

const none: readonly Service[] = []

/** The views whose own layer sets a name: main.cf, and each service with a `-o` for it. */
export function layersWith(project: Project, name: string): readonly Effective[] {
  const { base } = project
  const ofServices = (servicesBySetting(project).get(name) ?? none).map(({ config }) => config)
  return base.sets(name) ? [base, ...ofServices] : ofServices
}

/** Without the views of the services, which take more than to look who sets something. */
const servicesBySetting = rememberedFrom([allOfMaster], (project: Project): ReadonlyMap<string, readonly Service[]> => {
  const services = new Map<string, Service[]>()
  for (const service of project.services) {
    for (const name of new Set(service.overrides.map(each => each.name))) {
      const same = services.get(name)
      if (same === undefined) services.set(name, [service])
      else same.push(service)
    }
  }
  return services
})
