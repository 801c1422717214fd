import { listItems, valueLocation, wholeValue } from '../../config/elements.js'
import { readInetEndpoint } from '../../config/inet-endpoint.js'
import type { Service } from '../../config/service.js'
import { defineRule } from '../define.js'

/** Decides what the SMTP server does with a line that ends in a newline alone. */
const protection = 'smtpd_forbid_bare_newline'

/** True for a listener that strangers may reach: not one of this host alone, behind a content filter for example. */
function isOpen({ type, program, name }: Service): boolean {
  if (program !== 'smtpd') return false
  return type === 'pass' || (type === 'inet' && !/^(127\.|::1$|localhost$)/i.test(readInetEndpoint(name).host))
}

/** The workaround for releases without the protection. */
function refusesPipelining({ config }: Service): boolean {
  const restrictions = config.get('smtpd_data_restrictions')
  return (
    restrictions !== undefined &&
    listItems(restrictions).some(item => item.value.toLowerCase() === 'reject_unauth_pipelining')
  )
}

export default defineRule({
  id: 'smuggling-protection-off',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'The SMTP server lets a second message be smuggled inside another',
  why: `Mail servers disagree about which bytes end a message. An attacker can send, through a server that passes them on, a
text that Postfix takes for the end of the message and the start of another, with a sender of the attacker's choice that
passes SPF (SMTP smuggling, CVE-2023-51764). \`smtpd_forbid_bare_newline = normalize\` ends that: only \`CR LF . CR LF\`
ends a message. It is the default from Postfix 3.9 on; 3.5.24, 3.6.14, 3.7.10 and 3.8.5 have it, switched off.`,
  see: ['https://www.postfix.org/smtp-smuggling.html', 'postconf(5) smtpd_forbid_bare_newline'],
  evidence: {
    kind: 'source',
    because: 'the attack needs a sending server that passes the bytes on (`src/smtpd/smtpd.c`, `smtp_get_noexcept`)',
  },
  messages: {
    off: (d: { value: string }) =>
      `\`${protection} = ${d.value}\` lets strangers smuggle a forged message inside another one (CVE-2023-51764): use \`normalize\``,
    unset: (d: { value: string; version: string }) =>
      `Postfix ${d.version} does not protect against SMTP smuggling (CVE-2023-51764) unless main.cf says \`${protection} = ${d.value}\``,
    lacking: (d: { version: string; remedy: string }) =>
      `Postfix ${d.version} has no \`${protection}\` against SMTP smuggling (CVE-2023-51764): upgrade it, ${d.remedy}`,
  },
  scope: 'project',
  check({ project }, report) {
    const { catalog, base } = project
    const parameter = catalog.parameter(protection)
    const best = parameter?.type === 'boolean' ? 'yes' : 'normalize'
    const views = [
      { view: base, services: [] as const },
      ...project.services.filter(isOpen).map(service => ({ view: service.config, services: [service] })),
    ]
    for (const { view, services } of views) {
      const setting = view.own.get(protection)
      const resolved = view.get(protection)
      if (parameter === undefined || setting === undefined || resolved === undefined) continue
      if (resolved.unknown || resolved.expanded.problem || resolved.text.toLowerCase() !== 'no') continue
      const edits = [{ ...valueLocation(setting), text: best }]
      const fix = setting.value.text.includes('$') ? undefined : { title: `Write \`${best}\``, edits }
      report({ at: wholeValue(resolved), say: ['off', { value: resolved.text }], services, fix })
    }
    const [first] = project.services.filter(isOpen)
    const file = project.master?.source.name
    if (first === undefined || file === undefined || base.sets(protection) || first.config.sets(protection)) return
    const at = { file, range: first.entry.command.range }
    const { version } = catalog
    if (parameter?.default === 'no') report({ at, say: ['unset', { value: best, version }] })
    if (parameter !== undefined || refusesPipelining(first)) return
    const remedy = 'or list `reject_unauth_pipelining` in `smtpd_data_restrictions` until then'
    report({ at, say: ['lacking', { version, remedy }] })
  },
  examples: [
    {
      title: 'Switched off',
      'main.cf': `
        smtpd_forbid_bare_newline = «no»
      `,
      fixed: `
        smtpd_forbid_bare_newline = normalize
      `,
    },
    {
      title: 'A release that has it, switched off by default',
      version: '3.7.11',
      prove: false,
      'main.cf': `
        myhostname = mail.example.com
      `,
      'master.cf': `
        smtp inet n - n - - «smtpd»
      `,
    },
    {
      title: 'The default of Postfix 3.9',
      clean: true,
      'main.cf': `
        myhostname = mail.example.com
      `,
      'master.cf': `
        smtp inet n - n - - smtpd
      `,
    },
  ],
})
