import { addressesOf } from '../../config/table-values.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'virtual-alias-is-no-address',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A virtual alias leads to a command, a file or an include file',
  why: `Only aliases(5), read by local(8), and .forward files know \`|command\`, \`/file/name\` and \`:include:/file\`. A virtual
alias gives addresses: such a target is taken for a user name, gets \`@$myorigin\` appended, and its mail is returned as
user unknown. Let the virtual alias lead to a local alias, and that to the command.`,
  see: ['virtual(5)', 'aliases(5)', 'src/cleanup/cleanup_map1n.c'],
  evidence: {
    kind: 'source',
    because: 'virtual(5) results are addresses; delivery to commands and files is done by local(8) alone',
  },
  messages: {
    target: (d: { target: string }) =>
      `virtual aliases give addresses only, so \`${d.target}\` is taken for one and its mail is returned: lead it to an alias of \`alias_maps\``,
  },
  scope: 'table',
  syntaxes: ['postmap'],
  uses: ['virtual-alias'],
  check(_, report) {
    return {
      line(line) {
        if (line.type !== 'key-value') return
        const { value } = line.value
        // Nearly all are one address: nothing need be taken apart.
        if (!/[|/]|:include:/i.test(value)) return
        for (const target of addressesOf(line.value)) {
          if (!/^(?:\||:include:|\/(?!.*@))/i.test(target.address)) continue
          report({ at: target, say: ['target', { target: target.value }] })
        }
      },
    }
  },
  examples: [
    {
      title: 'Targets of an aliases file',
      'main.cf': 'virtual_alias_maps = hash:/etc/postfix/virtual\n',
      tables: {
        virtual:
          'help@example.com  «"|/usr/local/bin/ticket"»\nlog@example.com  «/var/mail/log», «:include:/etc/lists/all»\n',
      },
    },
    {
      title: 'By way of an alias',
      clean: true,
      'main.cf': `
        virtual_alias_maps = hash:/etc/postfix/virtual
        alias_maps = hash:/etc/postfix/aliases
        alias_database = $alias_maps
      `,
      tables: {
        virtual: 'help@example.com  help@localhost\n',
        aliases: 'postmaster: anna\nroot: anna\nhelp: "|/usr/local/bin/ticket"\n',
      },
    },
  ],
})
