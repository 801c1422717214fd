import type { TableUseName } from '../../catalog/types.js'
import { partOfItem } from '../../config/elements.js'
import { deliversToPaths } from '../../config/virtual-delivery.js'
import { resultReferences } from '../../syntax/patterns/references.js'
import { defineRule } from '../define.js'

const uses: readonly TableUseName[] = [
  'aliases',
  'mailbox-command',
  'mailbox-transport',
  'transport',
  'sender-transport',
  'sender-relayhost',
  'virtual-uid',
  'virtual-gid',
  'virtual-mailbox',
]

export default defineRule({
  id: 'substitution-not-allowed',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A result holds text of the client where Postfix does not allow that',
  why: `Where a result decides about a command, a user or a destination, Postfix takes none that is made of what somebody
else has sent: in \`alias_maps\`, \`mailbox_command_maps\`, \`transport_maps\` and other tables of that kind it skips each
rule of a regexp or pcre table whose result has \`$1\`, with a warning. Write a rule for each result, or look the value up in
another table.`,
  see: ['regexp_table(5)', 'pcre_table(5)', 'src/util/dict_regexp.c', 'src/trivial-rewrite/transport.c'],
  evidence: { kind: 'log', says: ['regular expression substitution is not allowed'], by: 'trivial-rewrite' },
  messages: {
    forbidden: (d: { reference: string; parameter: string }) =>
      `Postfix allows no text out of the pattern in \`${d.parameter}\`, so it skips this rule because of \`${d.reference}\``,
  },
  scope: 'table',
  syntaxes: ['regexp', 'pcre'],
  uses,
  check({ project, table }, report) {
    const role = table.roles.find(
      ({ use, type }) =>
        uses.includes(use.name) && type === table.type && (use.name !== 'virtual-mailbox' || deliversToPaths(project)),
    )
    if (role === undefined) return undefined
    const { parameter } = role
    return {
      line(line) {
        if (line.type !== 'pattern-rule' || line.negations % 2 === 1) return
        const references = resultReferences(line.result.value)
        const [first] = references
        if (first === undefined || !references.every(({ name }) => /^0*[1-9][0-9]*$/.test(name))) return
        const reference = line.result.value.slice(first.start, first.end)
        report({ at: partOfItem(line.result, first.start, first.end), say: ['forbidden', { reference, parameter }] })
      },
    }
  },
  examples: [
    {
      title: 'A destination out of the address',
      'main.cf': 'transport_maps = regexp:/etc/postfix/transport\n',
      tables: { transport: '/@(.*\\.example\\.com)$/ smtp:[«$1»]\n' },
    },
    {
      title: 'Where text of an address may be used',
      clean: true,
      'main.cf': 'virtual_alias_maps = regexp:/etc/postfix/virtual\n',
      tables: { virtual: '/^(.*)@example\\.com$/ $1@example.org\n' },
    },
  ],
})
