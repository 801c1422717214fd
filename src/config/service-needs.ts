import type { Resolved } from './effective.js'
import type { Project } from './project.js'
import { serviceEndpoints } from './service-endpoints.js'

/** Why a service has to be in master.cf. */
export interface ServiceNeed {
  /** What does not work without it. */
  readonly lost: string
  /** `error`: mail stops; `warning`: something that is in use does not work; `info`: something few need. */
  readonly weight: 'error' | 'warning' | 'info'
  /** Default: always. */
  readonly when?: (project: Project) => boolean
}

const runs = (program: string) => (project: Project) =>
  serviceEndpoints(project).some(({ service }) => service.program === program)

/** Some program that is there runs with a setting that passes. */
const someSetting = (name: string, passes: (text: string) => boolean) => (project: Project) =>
  serviceEndpoints(project).some(({ service }) => {
    const setting = service.config.get(name)
    return setting !== undefined && !setting.unknown && !setting.expanded.problem && passes(setting.text)
  })

const isProxied = (word: string) => word.startsWith('proxy:')

/** Restrictions that ask verify(8). */
const probes: ReadonlySet<string> = new Set([
  'reject_unverified_recipient',
  'reject_unverified_sender',
  'reject_unverified_address',
])

/** The words of a value, when it is known. */
function wordsOf(setting: Resolved | undefined): readonly string[] {
  if (setting === undefined || setting.unknown || setting.expanded.problem) return []
  return setting.list().map(({ span }) => setting.text.slice(span.start, span.end))
}

function usesProxy(project: Project, name: string): boolean {
  return wordsOf(project.base.get(name)).some(isProxied)
}

/** True when a word of any setting, in main.cf or of a service, passes. */
function setAnywhere(project: Project, passes: (word: string) => boolean): boolean {
  const views = [project.base, ...serviceEndpoints(project).map(({ service }) => service.config)]
  return views.some(view => [...view.own.keys()].some(name => wordsOf(view.get(name)).some(passes)))
}

const notEmpty = (text: string) => text !== ''
const usesTls = (text: string) => text !== '' && text !== 'none'

/** The services that Postfix calls by name; transports, which the configuration chooses, are not among them. */
const needs: Readonly<Record<string, ServiceNeed>> = {
  cleanup: { lost: 'no mail is accepted', weight: 'error' },
  qmgr: { lost: 'no mail is delivered', weight: 'error' },
  rewrite: { lost: 'no mail is accepted or delivered', weight: 'error' },
  bounce: {
    lost: 'senders are not told when their mail cannot be delivered, and it stays in the queue',
    weight: 'error',
  },
  defer: {
    lost: 'the reasons why mail waits are not kept, and senders are not told when it is given up',
    weight: 'error',
  },
  pickup: {
    lost: 'mail that programs and users of this host send stays in the `maildrop` directory',
    weight: 'info',
  },
  trace: { lost: 'no reports of successful delivery are sent', weight: 'warning' },
  retry: { lost: 'mail for a destination that is down cannot be set aside properly', weight: 'warning' },
  error: { lost: 'addresses that are to be refused with an error are not, and their mail waits', weight: 'warning' },
  flush: { lost: '`postqueue -s` and ETRN do not work', weight: 'info' },
  showq: { lost: '`mailq` and `postqueue -p` do not work', weight: 'info' },
  anvil: {
    lost: 'limits on the connections and the rate of a client do not work, and each connection logs warnings',
    weight: 'warning',
    when: runs('smtpd'),
  },
  tlsmgr: {
    lost: 'TLS has no random numbers and no session cache, and may not work at all',
    weight: 'warning',
    when: project =>
      someSetting('smtpd_tls_security_level', usesTls)(project) ||
      someSetting('smtp_tls_security_level', usesTls)(project),
  },
  smtpd: { lost: 'postscreen(8) cannot hand over any client', weight: 'error', when: runs('postscreen') },
  dnsblog: {
    lost: 'postscreen(8) skips its DNS blocklist tests',
    weight: 'warning',
    when: project => runs('postscreen')(project) && someSetting('postscreen_dnsbl_sites', notEmpty)(project),
  },
  tlsproxy: {
    lost: 'postscreen(8) has no STARTTLS, and connections with TLS cannot be shared between deliveries',
    weight: 'warning',
    when: project =>
      someSetting('smtp_tls_connection_reuse', text => text.toLowerCase() === 'yes')(project) ||
      (runs('postscreen')(project) && someSetting('postscreen_tls_security_level', usesTls)(project)),
  },
  proxymap: {
    lost: 'tables named `proxy:...`, such as the default of `local_recipient_maps`, cannot be read, and mail is put off',
    weight: 'warning',
    when: project => usesProxy(project, 'local_recipient_maps') || setAnywhere(project, isProxied),
  },
  proxywrite: {
    lost: 'caches named `proxy:...` cannot be written',
    weight: 'warning',
    when: project => usesProxy(project, 'address_verify_map') || usesProxy(project, 'postscreen_cache_map'),
  },
  verify: {
    lost: 'addresses cannot be probed, and mail that depends on it is put off',
    weight: 'warning',
    when: project => setAnywhere(project, word => probes.has(word.toLowerCase())),
  },
  scache: { lost: 'connections cannot be used again for the next message', weight: 'info', when: runs('smtp') },
}

/** What is lost without a service, if this configuration needs it. */
export function serviceNeed(project: Project, name: string): ServiceNeed | undefined {
  const need = Object.hasOwn(needs, name) ? needs[name] : undefined
  return need?.when?.(project) === false ? undefined : need
}
