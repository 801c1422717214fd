import type { Parameter } from '../catalog/types.js'
import type { Assignment } from '../syntax/nodes.js'
import type { Project } from './project.js'
import type { Service } from './service.js'

/** Which programs take the value of one written setting. */
export interface Readers {
  /**
   * `certain`: something of this configuration does read it; `assumed`: there is no master.cf to look at; `nobody`: no
   * service here reads this very value (another setting of the name wins, or the program is not there).
   */
  readonly known: 'certain' | 'assumed' | 'nobody'
  /** What happens to them, as the subject of a sentence: `` `smtpd` stops ``, `every Postfix program stops`. */
  readonly stop: string
}

/** What is asked about: the context of a rule of scope `setting`. */
export interface WrittenSetting {
  readonly project: Project
  readonly setting: Assignment
  readonly parameter: Parameter
  readonly service?: Service | undefined
}

/** Finds the readers of a setting, as its parameter's `readBy` and the services of master.cf have it. */
export function readersOf({ project, setting, parameter, service }: WrittenSetting): Readers {
  if (service !== undefined) {
    const wins = service.config.get(setting.name)?.setting === setting
    const reads = readsIt(project, parameter, service)
    return { known: wins && reads ? 'certain' : 'nobody', stop: `\`${service.program}\` stops` }
  }
  const stop = describeStop(parameter)
  if (project.base.get(setting.name)?.setting !== setting) return { known: 'nobody', stop }
  if (parameter.readBy.includes('all')) return { known: 'certain', stop }
  const commands = parameter.readBy.some(name => project.catalog.program(name) === undefined)
  if (commands) return { known: 'certain', stop }
  if (!project.hasMaster) return { known: 'assumed', stop }
  const reader = project.services.some(
    each => readsIt(project, parameter, each) && each.config.get(setting.name)?.setting === setting,
  )
  return { known: reader ? 'certain' : 'nobody', stop }
}

function readsIt(project: Project, parameter: Parameter, service: Service): boolean {
  const { readBy } = parameter
  const program = project.catalog.program(service.program)
  const known = readBy.includes('all')
    ? program !== undefined
    : readBy.includes(service.program) || (program?.aliasOf !== undefined && readBy.includes(program.aliasOf))
  if (!known || parameter.class !== 'service') return known
  // The queue manager looks the name up for a transport it delivers through; pipe(8) and spawn(8) only for themselves.
  const family = project.catalog.transportFamily(parameter.name)
  if (family === undefined) return true
  if (family.readBy.some(name => family.programs.includes(name))) return service.name === family.transport
  return project.services.some(each => each.name === family.transport)
}

/** Programs worth naming: each that master.cf starts, in the order people think of them. */
function describeStop(parameter: Parameter): string {
  const names = parameter.readBy.filter(name => name !== 'oqmgr')
  if (names.includes('all')) return 'every Postfix program stops'
  if (names.length === 0) return 'the program that reads it stops'
  const quoted = names.map(name => `\`${name}\``)
  if (quoted.length === 1) return `${quoted[0]} stops`
  if (quoted.length > 3) return `${quoted[0]} and each other program that reads it stop`
  return `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)} stop`
}
