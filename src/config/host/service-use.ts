import { remembered } from '../../text/remembered.js'
import type { Project } from '../project.js'
import type { Service } from '../service.js'
import { tableMentions } from '../table-mentions.js'
import { usedTransports } from '../used-transports.js'

/** Stock entries that run a command for mail; nearly every host has them, and hardly any has the commands. */
const stockCommands = remembered(
  (project: Project): ReadonlySet<string> =>
    new Set(project.catalog.stockEntries().flatMap(entry => (entry.command === 'pipe' ? [entry.service] : []))),
)

/** True when a table is asked for transports: it may name any. */
const hasTransportTables = remembered((project: Project): boolean =>
  tableMentions(project).some(({ use }) => use.value === 'transport'),
)

/**
 * Whether mail goes to a pipe(8) service: main.cf or a `-o` names it (`used`), a table may (`perhaps`), or nothing does.
 * Entries as they came with Postfix, for software that this host does not have, count as `unused` unless they are named.
 */
export function useOf(project: Project, service: Service): 'used' | 'perhaps' | 'unused' {
  if (service.program !== 'pipe' || usedTransports(project).has(service.name)) return 'used'
  if (stockCommands(project).has(service.name)) return 'unused'
  return hasTransportTables(project) ? 'perhaps' : 'unused'
}
