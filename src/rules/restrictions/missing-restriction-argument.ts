import { originOf } from '../../config/elements.js'
import { allReachedSteps, servicesOf } from '../../config/restriction-programs.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'missing-restriction-argument',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A restriction stands without the argument that it needs',
  why: `\`check_..._access\` needs a table (\`type:name\`), \`check_policy_service\` an endpoint (\`unix:path\` or \`inet:host:port\`),
\`sleep\` a number. When what follows is something else, or nothing, smtpd(8) logs a warning and answers \`451 4.3.5 Server
configuration error\`; a word without a colon after \`check_policy_service\` even stops it when it starts. \`reject_rbl_client\` and
the other restrictions that ask a DNS list take any word that follows for a domain, so a restriction there is lost.`,
  see: ['SMTPD_ACCESS_README', 'access(5)', 'SMTPD_POLICY_README', 'src/smtpd/smtpd_check.c'],
  evidence: {
    kind: 'log',
    says: [
      'need maptype:mapname',
      'must be followed by',
      'requires domain name argument',
      'need service transport:endpoint',
    ],
    by: 'smtpd',
  },
  messages: {
    table: (d: { name: string; taken: string | undefined }) =>
      `\`${d.name}\` needs a table, written \`type:name\`${d.taken ? `, and \`${d.taken}\` is none` : ''}: smtpd answers \`451 Server configuration error\``,
    type: (d: { taken: string }) =>
      `A table needs its type: write \`texthash:${d.taken}\`, say, or \`hash:\`, \`lmdb:\`, whatever it is. As it is, smtpd answers \`451 Server configuration error\``,
    endpoint: (d: { taken: string | undefined }) =>
      d.taken
        ? `smtpd stops with a fatal error when it starts: \`check_policy_service\` needs \`unix:path\` or \`inet:host:port\`, and \`${d.taken}\` is neither`
        : '`check_policy_service` needs `unix:path` or `inet:host:port` after it: smtpd answers `451 Server configuration error`',
    number: (d: { name: string }) =>
      `\`${d.name}\` needs a number of seconds after it: smtpd answers \`451 Server configuration error\``,
    domain: (d: { name: string }) =>
      `\`${d.name}\` needs the domain of a DNS list after it: smtpd only logs a warning and checks nothing`,
    swallowed: (d: { name: string; taken: string }) =>
      `\`${d.name}\` takes \`${d.taken}\` for the domain of a DNS list: neither of the two does its work. Write the domain between them`,
  },
  scope: 'project',
  check({ project }, report) {
    for (const { view, step } of allReachedSteps(project)) {
      const { info, argument, fault, word } = step
      if (info?.argument === undefined || step.kind !== 'known' || originOf(word) === undefined) continue
      const name = word.value
      const taken = argument?.value
      // A restriction there is in its right place: what is missing is before it.
      const isRestriction = taken !== undefined && project.catalog.restriction(taken) !== undefined
      const at = argument === undefined || isRestriction ? word : argument
      const common = { at, ...servicesOf(view) }
      switch (info.argument.kind) {
        case 'map':
          if (fault === undefined) break
          if (taken?.startsWith('/')) report({ ...common, say: ['type', { taken }] })
          else report({ ...common, say: ['table', { name, taken }] })
          break
        case 'policy-endpoint':
          if (fault !== undefined) report({ ...common, say: ['endpoint', { taken }] })
          break
        case 'seconds':
          if (fault !== undefined) report({ ...common, say: ['number', { name }] })
          break
        case 'dnsbl':
          if (fault !== undefined) report({ ...common, say: ['domain', { name }], severity: 'warning' })
          else if (isRestriction) report({ ...common, say: ['swallowed', { name, taken }], severity: 'warning' })
          break
      }
    }
  },
  examples: [
    {
      title: 'A table without its type',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_client_restrictions = check_client_access «/etc/postfix/clients»
      `,
    },
    {
      title: 'A table is missing',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_client_restrictions = «check_client_access», permit_mynetworks
      `,
    },
    {
      title: 'A policy server without unix: or inet:',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_recipient_restrictions = check_policy_service «private/policy»
      `,
    },
    {
      title: 'The domain is missing at the end',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_client_restrictions = permit_mynetworks, «reject_rbl_client»
      `,
      // Its warning comes only for a client that is not in mynetworks.
      prove: false,
    },
    {
      title: 'Each with its argument',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_client_restrictions = check_client_access texthash:/etc/postfix/clients, sleep 1
      `,
    },
  ],
})
