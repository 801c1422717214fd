import { originOf } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { allReachedSteps, type ReachedStep, type RestrictionView } from '../../config/restriction-programs.js'
import type { Service } from '../../config/service.js'
import { defineRule } from '../define.js'

/** Who demands a certificate asks for it as well. */
const impliedBy: Readonly<Record<string, string>> = { smtpd_tls_ask_ccert: 'smtpd_tls_req_ccert' }

/** True when a setting is as wanted, or not known. */
function isMet({ config }: RestrictionView, name: string, value: string): boolean {
  return [name, impliedBy[name]].some(each => {
    const resolved = each === undefined ? undefined : config.get(each)
    return resolved !== undefined && (!isReadable(resolved) || resolved.text.toLowerCase() === value)
  })
}

/** What a step lacks: the first setting that is not as it needs it. */
function lackOf({ view, step }: ReachedStep): { readonly name: string; readonly value: string } | undefined {
  if (step.kind !== 'known') return undefined
  for (const setting of step.info?.requiresSetting ?? []) {
    const equals = setting.indexOf('=')
    const [name, value] = [setting.slice(0, equals), setting.slice(equals + 1)]
    if (!isMet(view, name, value)) return { name, value }
  }
  return undefined
}

export default defineRule({
  id: 'idle-restriction',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A restriction does nothing because what it depends on is switched off',
  why: `Restrictions about logins work only with \`smtpd_sasl_auth_enable = yes\`, those about certificates of clients only with
\`smtpd_tls_ask_ccert = yes\`. Otherwise they do nothing, and smtpd(8) logs a warning each time it comes to one.`,
  see: ['SASL_README', 'TLS_README', 'src/smtpd/smtpd_check.c'],
  evidence: { kind: 'log', says: ['ignored: no SASL support', 'is requested, but'], by: 'smtpd' },
  messages: {
    idle: (d: { word: string; name: string; value: string }) =>
      `\`${d.word}\` does nothing, and smtpd logs a warning each time, because \`${d.name}\` is not \`${d.value}\` here. Set it, or remove the restriction`,
  },
  scope: 'project',
  check({ project }, report) {
    if (!project.hasMain) return
    // One list of main.cf can serve services with and without logins: it is idle only if no service can use it.
    const places = new Map<string, ReachedStep[]>()
    for (const reached of allReachedSteps(project)) {
      const location = originOf(reached.step.word)?.location
      if (location === undefined) continue
      const key = `${location.file}:${location.range.start}`
      const before = places.get(key)
      if (before === undefined) places.set(key, [reached])
      else before.push(reached)
    }
    for (const steps of places.values()) {
      const [first] = steps
      const lack = first && lackOf(first)
      if (first === undefined || lack === undefined || steps.some(step => lackOf(step) === undefined)) continue
      const services = [...new Set(steps.flatMap(({ view }): Service[] => (view.service ? [view.service] : [])))]
      const { word } = first.step
      // A service of a master.cf that is not seen may well have what it takes.
      const guess = !project.hasMaster ? { severity: 'info' as const } : {}
      report({ at: word, say: ['idle', { word: word.value, ...lack }], services, ...guess })
    }
  },
  examples: [
    {
      title: 'Logins are off',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_sender_login_maps = texthash:/etc/postfix/owners
        smtpd_sender_restrictions = «reject_sender_login_mismatch»
      `,
    },
    {
      title: 'No certificate is asked for',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_client_restrictions = «check_ccert_access» texthash:/etc/postfix/certificates
      `,
    },
    {
      title: 'Logins are on',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = /etc/ssl/private/mail.example.com.pem
        smtpd_tls_auth_only = yes
        smtpd_sasl_auth_enable = yes
        smtpd_sender_login_maps = texthash:/etc/postfix/owners
        smtpd_sender_restrictions = reject_sender_login_mismatch
      `,
    },
  ],
})
