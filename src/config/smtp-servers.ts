import { certainSwitch, certainText } from './certain-values.js'
import { disabledServices } from './disabled-services.js'
import type { Effective } from './effective.js'
import { isLocalOnly } from './listeners.js'
import { type ProgramView, viewsOf } from './measures.js'
import type { Project } from './project.js'
import { levelOfSwitches, tlsSwitches } from './tls-switches.js'

/** What an SMTP server does about TLS. */
export interface ServerTls {
  /** `none`: no TLS; `may`: it is offered; `encrypt`: nothing works without it. */
  readonly level: 'none' | 'may' | 'encrypt'
  /** TLS begins with the connection, without STARTTLS. */
  readonly wrapped: boolean
  /** The parameter that decides this. */
  readonly decidedBy: string
}

const levels: ReadonlyMap<string, ServerTls['level']> = new Map([
  ['none', 'none'],
  ['may', 'may'],
  ['encrypt', 'encrypt'],
  // smtpd(8) has only the three levels above (`pre_jail_init` in `src/smtpd/smtpd.c`).
  ['fingerprint', 'encrypt'],
  ['verify', 'encrypt'],
  ['secure', 'encrypt'],
])

/** The TLS level of smtpd(8) in a view, as `pre_jail_init` works it out; undefined when that is not certain. */
export function serverTls(view: Effective): ServerTls | undefined {
  const wrapper = 'smtpd_tls_wrappermode'
  const wrapped = certainSwitch(view, wrapper)
  const text = certainText(view, 'smtpd_tls_security_level')
  if (wrapped === undefined || text === undefined) return undefined
  if (wrapped) return { level: 'encrypt', wrapped, decidedBy: wrapper }
  if (text !== '') {
    const level = levels.get(text.toLowerCase())
    return level && { level, wrapped, decidedBy: 'smtpd_tls_security_level' }
  }
  const [switches] = tlsSwitches
  if (switches === undefined) return undefined
  const old = levelOfSwitches(view, switches)
  const decidedBy = old === 'encrypt' ? switches.enforce : old === 'may' ? switches.use : switches.level
  return { level: old === 'encrypt' || old === 'may' ? old : 'none', wrapped, decidedBy }
}

/** Every smtpd(8) that is switched on, with its view; without a master.cf, what main.cf alone says. */
export function smtpServers(project: Project): readonly ProgramView[] {
  const off = disabledServices(project)
  return viewsOf(project, ['smtpd']).filter(({ service }) => service === undefined || !off.has(service))
}

/** Those that can be reached from other hosts: by their own port, or behind postscreen(8). */
export function publicSmtpServers(project: Project): readonly ProgramView[] {
  return smtpServers(project).filter(
    ({ service }) =>
      service === undefined ||
      service.type === 'pass' ||
      (service.type === 'inet' && isLocalOnly(project, service) === false),
  )
}

/** The services of a finding that speaks of one view. */
export function servicesOf({ service }: ProgramView) {
  return service === undefined ? [] : [service]
}
