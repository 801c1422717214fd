import { replaceValue, valueLocation, wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { enabledProtocols } from '../../config/tls-protocols.js'
import { findWord } from '../../config/words.js'
import { defineRule } from '../define.js'

/** What is safe today. */
const modern: ReadonlySet<string> = new Set(['TLSv1.2', 'TLSv1.3'])
/** Broken for everybody; SSLv2 is not in any OpenSSL that Postfix is built with today. */
const broken = 'SSLv3'

export default defineRule({
  id: 'outdated-tls-protocol',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A list of TLS protocols leaves broken ones on, or has none that is used today',
  why: `A list of exclusions leaves on what it does not name, so old lists such as \`!SSLv2\` let SSLv3 be used where the TLS library still has
it. Where TLS is demanded (the \`..._mandatory_protocols\`), \`TLSv1\` and \`TLSv1.1\` have no place either: RFC 8996 says not to use
them. Where it is only offered they do less harm, as the alternative is plain text; nothing is said about them there. A
list without \`TLSv1.2\` and \`TLSv1.3\` shuts out all that is up to date.

Since Postfix 3.6 one bound is enough: \`>=TLSv1.2\`.`,
  see: ['postconf(5) smtpd_tls_mandatory_protocols', 'TLS_README', 'RFC 7568', 'RFC 8996', 'src/tls/tls_misc.c'],
  evidence: {
    kind: 'source',
    because: 'tls_proto_mask_lims() excludes what is named; what OpenSSL itself refuses is not seen',
  },
  messages: {
    broken: (d: { protocol: string; better: string }) =>
      `This leaves \`${d.protocol}\` on, which anybody on the way can break, if the TLS library still has it. Write \`${d.better}\``,
    old: (d: { protocols: string; better: string }) =>
      `This leaves ${d.protocols} on where TLS is demanded, and nobody should use that any more (RFC 8996). Write \`${d.better}\``,
    none: (d: { better: string }) =>
      `This leaves no protocol on, so no TLS connection can be made. Write \`${d.better}\` or remove the line`,
    past: (d: { protocols: string; better: string }) =>
      `This allows only ${d.protocols}, which up-to-date servers and clients refuse, so TLS fails with them. Write \`${d.better}\``,
  },
  scope: 'setting',
  kinds: ['tls-protocol-list'],
  check({ project, setting, resolved, parameter, view }, report) {
    const vocabulary = parameter?.vocabulary && project.catalog.vocabulary(parameter.vocabulary)
    if (parameter === undefined || vocabulary === undefined || !isReadable(resolved)) return
    // A list that repeats another is judged there.
    if (view.get(setting.name)?.setting !== setting || resolved.expanded.references.length > 0) return
    const enabled = enabledProtocols(resolved, parameter, vocabulary)
    if (enabled === undefined) return
    const at = resolved.text === '' ? valueLocation(setting) : wholeValue(resolved)
    // Before 2.5 a list can leave nothing out.
    if (!project.catalog.atLeast('2.5')) return
    const isKnown = (name: string) => findWord(name, vocabulary) !== undefined
    const named = [...modern].some(isKnown) ? ['SSLv2', broken, 'TLSv1', 'TLSv1.1'] : ['SSLv2', broken]
    const better = project.catalog.atLeast('3.6') ? '>=TLSv1.2' : named.map(name => `!${name}`).join(', ')
    const fix = { title: `Write \`${better}\``, edits: replaceValue(setting, better) }
    const isMandatory = setting.name.includes('_mandatory_')
    const quote = (names: readonly string[]) => names.map(name => `\`${name}\``).join(' and ')
    // What has no name in this release cannot be left out.
    const old = enabled.filter(name => !modern.has(name) && named.includes(name) && name !== 'SSLv2')
    if (enabled.length === 0) report({ at, say: ['none', { better }], fix })
    else if (!enabled.some(name => modern.has(name)))
      report({ at, say: ['past', { protocols: quote(enabled), better }], fix })
    else if (enabled.includes(broken)) report({ at, say: ['broken', { protocol: broken, better }], fix })
    else if (isMandatory && old.length > 0)
      report({ at, say: ['old', { protocols: quote(old), better }], fix, severity: 'info' })
  },
  examples: [
    {
      title: 'An old list of exclusions',
      'main.cf': `
        compatibility_level = 3.6
        smtp_tls_security_level = may
        smtp_tls_protocols = «!SSLv2»
        smtp_tls_mandatory_protocols = «!SSLv2, !SSLv3»
      `,
      fixed: `
        compatibility_level = 3.6
        smtp_tls_security_level = may
        smtp_tls_protocols = >=TLSv1.2
        smtp_tls_mandatory_protocols = >=TLSv1.2
      `,
    },
    {
      title: 'Only what is past',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_mandatory_protocols = «SSLv3, TLSv1»
      `,
      fixed: `
        compatibility_level = 3.6
        smtpd_tls_mandatory_protocols = >=TLSv1.2
      `,
    },
    {
      title: 'A release that knows no newer names',
      version: '2.5',
      'main.cf': `
        smtpd_tls_mandatory_protocols = «!SSLv2»
      `,
      fixed: `
        smtpd_tls_mandatory_protocols = !SSLv2, !SSLv3
      `,
    },
    {
      title: 'A bound',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtp_tls_security_level = may
        smtp_tls_protocols = >=TLSv1
        smtp_tls_mandatory_protocols = >=TLSv1.2
      `,
    },
  ],
})
