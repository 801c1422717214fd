import { nameLocation } from '../../config/elements.js'
import { renameSetting } from '../../config/setting-edits.js'
import { unusedKind } from '../../config/unused-names.js'
import { defineRule } from '../define.js'

/** Whose parameters begin so. */
const owners: readonly (readonly [beginning: string, owner: string])[] = [
  ['smtpd_', 'the SMTP server'],
  ['smtp_', 'the SMTP client'],
  ['lmtp_', 'the LMTP client'],
  ['postscreen_', 'postscreen'],
  ['tlsproxy_', 'tlsproxy'],
]

function ownerOf(name: string): string {
  return owners.find(([beginning]) => name.startsWith(beginning))?.[1] ?? 'another program'
}

export default defineRule({
  id: 'unknown-parameter',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A name that Postfix does not know and that nothing refers to',
  why: `Postfix takes any name in main.cf and after \`-o\` in master.cf, because people may make up names of their own to
use them as \`$name\`. So it does not complain about a misspelled parameter: it ignores the line, and the parameter that
was meant keeps its default. Only postconf(1) warns of an unused parameter.

The SMTP server reads \`smtpd_...\`, the SMTP client \`smtp_...\`; many names exist on one of the two sides only.`,
  see: ['postconf(1)', 'postconf(5)', 'src/postconf/postconf_unused.c'],
  evidence: { kind: 'log', says: ['unused parameter'], by: 'postconf' },
  messages: {
    misspelled: (d: { name: string; meant: string }) =>
      `Postfix has no parameter \`${d.name}\` and ignores it. Did you mean \`${d.meant}\`?`,
    side: (d: { name: string; meant: string }) =>
      `Postfix has no parameter \`${d.name}\` and ignores it; there is only \`${d.meant}\`, for ${ownerOf(d.meant)}`,
    restriction: (d: { name: string; restriction: string }) =>
      `\`${d.name}\` is no parameter: Postfix ignores this line. \`${d.restriction}\` is a restriction, to be listed in the value of a parameter such as \`smtpd_recipient_restrictions\``,
    patch: (d: { name: string }) =>
      `\`${d.name}\` belongs to a quota patch (VDA) that is not part of Postfix: Postfix ignores it, and no quota is enforced by it`,
    foreign: (d: { name: string }) =>
      `No release of Postfix has a parameter \`${d.name}\`, and nothing refers to it as \`$${d.name}\`: it has no effect`,
  },
  scope: 'setting',
  check({ project, setting, service, view }, report) {
    const { name } = setting
    const found = unusedKind(project, name, service)
    if (found === undefined) return
    // A program that is not Postfix's own may read names of its own.
    if (service !== undefined && project.catalog.program(service.program) === undefined) return
    const complete = project.hasMain && project.hasMaster
    const at = nameLocation(setting)
    switch (found.kind) {
      case 'misspelled':
      case 'wrong-side': {
        const { meant } = found
        // In the file that is missing, `$name` may refer to a name that only resembles one of Postfix.
        if (!complete && (name.includes(meant) || meant.includes(name))) return
        const fix = { title: `Write \`${meant}\``, edits: renameSetting(setting, meant, view) }
        if (found.kind === 'misspelled') report({ at, say: ['misspelled', { name, meant }], fix })
        else report({ at, say: ['side', { name, meant }], fix: { ...fix, safety: 'manual' } })
        return
      }
      case 'restriction':
        report({ at, say: ['restriction', { name, restriction: found.restriction }] })
        return
      case 'quota-patch':
        report({ at, say: ['patch', { name }] })
        return
      case 'foreign':
        if (complete) report({ at, say: ['foreign', { name }] })
        return
      default:
        return
    }
  },
  examples: [
    {
      title: 'A slip of the pen',
      'main.cf': `
        «mydestnation» = example.com, localhost
      `,
      fixed: `
        mydestination = example.com, localhost
      `,
    },
    {
      title: 'The parameter exists for the client only',
      'main.cf': `
        «smtpd_tls_connection_reuse» = yes
      `,
    },
    {
      title: 'A part of the name is left out',
      'main.cf': `
        «smtp_CAfile» = /etc/ssl/certs/ca-certificates.crt
      `,
      fixed: `
        smtp_tls_CAfile = /etc/ssl/certs/ca-certificates.crt
      `,
    },
    {
      title: 'One name holds for server and client',
      'main.cf': `
        «smtpd_tls_medium_cipherlist» = HIGH:!aNULL
      `,
      fixed: `
        tls_medium_cipherlist = HIGH:!aNULL
      `,
      'master.cf': 'smtp inet n - y - - smtpd\n',
    },
    {
      title: 'The restriction is not listed anywhere',
      'main.cf': `
        «reject_unauth_destinations» = yes
      `,
    },
    {
      title: 'A name of the site itself, which is used',
      clean: true,
      'main.cf': `
        office_networks = 192.0.2.0/24
        mynetworks = 127.0.0.0/8 [::1]/128 $office_networks
      `,
    },
  ],
})
