import { toInteger } from '../../config/convert.js'
import { resultOf } from '../../config/table-values.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'bad-mailbox-owner',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A table of mailbox owners has a result that is no user or group number',
  why: `A result of \`virtual_uid_maps\` is a number, not less than \`virtual_minimum_uid\`, and one of \`virtual_gid_maps\` a number above 0.
virtual(8) knows no names there: for anything else it warns, and mail for the entry stays in the queue until it is returned.`,
  see: ['virtual(8)', 'postconf(5) virtual_uid_maps', 'src/virtual/mailbox.c'],
  evidence: { kind: 'source', because: 'deliver_mailbox reads the number when it delivers to that address' },
  messages: {
    uid: (d: { value: string; minimum: number }) =>
      `\`${d.value}\` is no number from ${d.minimum} on (\`virtual_minimum_uid\`), so mail for this entry stays in the queue: write the number of the user`,
    gid: (d: { value: string }) =>
      `\`${d.value}\` is no number above 0, so mail for this entry stays in the queue: write the number of the group`,
  },
  scope: 'table',
  syntaxes: ['postmap', 'regexp', 'pcre'],
  uses: ['virtual-uid', 'virtual-gid'],
  check({ project, table, uses }, report) {
    if (!table.roles.some(({ answers }) => answers)) return undefined
    const isUser = uses.some(({ name }) => name === 'virtual-uid')
    const setting = project.base.get('virtual_minimum_uid')
    const found = setting === undefined || setting.unknown ? undefined : toInteger(setting.text)
    const minimum = isUser ? (found?.ok ? found.value : undefined) : 1
    if (minimum === undefined) return undefined
    return {
      line(line) {
        const result = resultOf(line)
        if (result === undefined) return
        // Postfix reads the digits at the beginning and stops there.
        const number = Number(/^\s*[+-]?[0-9]+/.exec(result.value)?.[0] ?? '0')
        if (number >= minimum) return
        const value = result.value.slice(0, 40)
        report({ at: result, say: isUser ? ['uid', { value, minimum }] : ['gid', { value }] })
      },
    }
  },
  examples: [
    {
      title: 'A name, and a number that is too low',
      'main.cf': 'virtual_uid_maps = hash:/etc/postfix/owners\nvirtual_gid_maps = hash:/etc/postfix/groups\n',
      tables: {
        owners: 'anna@example.com  «vmail»\nbert@example.com  «8»\n',
        groups: 'anna@example.com  «mail»\n',
      },
    },
    {
      title: 'Numbers',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        virtual_uid_maps = hash:/etc/postfix/owners
        virtual_gid_maps = static:5000
      `,
      tables: { owners: 'anna@example.com  5000\n@example.com  5001\n' },
    },
  ],
})
