import type { Project } from './project.js'
import type { Service } from './service.js'

const disabled = new WeakMap<Project, ReadonlySet<Service>>()

/** Services that `master_service_disable` switches off (`match_service_match` in `src/global/match_service.c`). */
export function disabledServices(project: Project): ReadonlySet<Service> {
  const known = disabled.get(project)
  if (known !== undefined) return known
  const setting = project.base.get('master_service_disable')
  const patterns = setting?.list().map(({ span }) => setting.text.slice(span.start, span.end)) ?? []
  const found = new Set(project.services.filter(service => isDisabled(service, patterns)))
  disabled.set(project, found)
  return found
}

function isDisabled(service: Service, patterns: readonly string[]): boolean {
  for (const pattern of patterns) {
    const [, not = '', text = ''] = /^(!*)(.*)$/s.exec(pattern) ?? []
    const compared = text.includes('/') ? `${service.name}/${service.type}` : service.type
    if (compared.toLowerCase() === text.toLowerCase()) return not.length % 2 === 0
  }
  return false
}
