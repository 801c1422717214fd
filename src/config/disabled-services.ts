import { remembered } from '../text/remembered.js'
import type { Project } from './project.js'
import type { Service } from './service.js'

/** Services that `master_service_disable` switches off (`match_service_match` in `src/global/match_service.c`). */
export const disabledServices = remembered((project: Project): ReadonlySet<Service> => {
  const setting = project.base.get('master_service_disable')
  const patterns = setting?.list().map(({ span }) => setting.text.slice(span.start, span.end)) ?? []
  return new Set(project.services.filter(service => isDisabled(service, patterns)))
})

function isDisabled(service: Service, patterns: readonly string[]): boolean {
  for (const pattern of patterns) {
    const [, not = '', text = ''] = /^(!*)(.*)$/s.exec(pattern) ?? []
    const compared = text.includes('/') ? `${service.name}/${service.type}` : service.type
    if (compared.toLowerCase() === text.toLowerCase()) return not.length % 2 === 0
  }
  return false
}
