import { partOfItem, wholeValue } from '../../config/elements.js'
import { type HostNameProblem, hostNameFault } from '../../config/host-names.js'
import { defineRule } from '../define.js'

const faults: { readonly [P in HostNameProblem]: string } = {
  empty: 'it is empty',
  character: 'a name has letters, digits, `-` and `_`, with dots between its parts',
  dot: 'a dot can neither begin nor end it, nor follow another',
  hyphen: 'no part of it can begin or end with `-`',
  'long-label': 'one part of it is longer than 63 characters',
  'too-long': 'it is longer than 255 characters',
  numeric: 'it consists of digits and dots alone',
}

export default defineRule({
  id: 'bad-hostname',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'The name of this host or its domain is no valid name',
  why: `\`myhostname\` and \`mydomain\` are checked by every Postfix program as soon as it reads main.cf. With a name that has
another character than letters, digits, \`-\`, \`_\` and dots, a dot or a hyphen where none can be, or nothing but digits,
every program stops with a fatal error, and no mail is handled. Quotes are not taken off.`,
  see: ['postconf(5) myhostname', 'src/util/valid_hostname.c', 'src/global/mail_params.c'],
  evidence: { kind: 'log', says: ['bad parameter value'], by: 'postfix' },
  messages: {
    bad: (d: { name: string; value: string; fault: string }) =>
      `\`${d.value}\` is no valid \`${d.name}\`, so every Postfix program stops with a fatal error: ${d.fault}`,
  },
  scope: 'setting',
  parameters: ['myhostname', 'mydomain'],
  check({ project, setting, resolved }, report) {
    if (resolved.unknown || resolved.expanded.problem || resolved.text === '') return
    const fault = hostNameFault(resolved.text, project.catalog.atLeast('3.0'))
    if (fault === undefined) return
    report({
      at: partOfItem(wholeValue(resolved), fault.start, fault.end),
      say: ['bad', { name: setting.name, value: resolved.text, fault: faults[fault.problem] }],
      // Names are checked as they are at the end: one that another line overrides does no harm.
      ...(project.base.get(setting.name)?.setting !== setting && { severity: 'warning' }),
    })
  },
  examples: [
    {
      title: 'Two dots',
      'main.cf': `
        myhostname = mail«.».example.com
      `,
    },
    {
      title: 'An address',
      'main.cf': `
        myhostname = «192.0.2.25»
      `,
    },
    {
      title: 'A name',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
      `,
    },
  ],
})
