import { defineRule } from '../define.js'

export default defineRule({
  id: 'pattern-in-plain-table',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A table of plain keys has regular expressions in it',
  why: `A type such as \`hash:\` or \`texthash:\` compares what is looked up with the keys as they are, so \`/^spam/\` stands for itself and nothing else.
Files with patterns are named with \`regexp:\` or \`pcre:\`, and are not made into an index by postmap(1).`,
  see: ['DATABASE_README', 'regexp_table(5)', 'pcre_table(5)'],
  evidence: { kind: 'source', because: 'a key that is never asked for is silent' },
  messages: {
    pattern: (d: { key: string; type: string }) =>
      `\`${d.type}:\` tables know no patterns, so \`${d.key}\` is never found: name the file with \`regexp:\` or \`pcre:\``,
  },
  scope: 'table',
  syntaxes: ['postmap'],
  check({ table }, report) {
    if (table.path === undefined || table.uses.length === 0) return undefined
    const type = table.type ?? 'hash'
    return {
      line(line) {
        if (line.type !== 'key-value') return
        const key = line.key.value
        if (/^!?\/.+\/[imsx]*$/.test(key) && /[\^$*\\()[\]|]/.test(key))
          report({ at: line.key, say: ['pattern', { key: key.slice(0, 60), type }] })
      },
    }
  },
  examples: [
    {
      title: 'Patterns in an indexed table',
      'main.cf': 'smtpd_sender_restrictions = check_sender_access hash:/etc/postfix/senders\n',
      tables: { senders: '«/^spam.*@/»  REJECT\nexample.net  REJECT\n' },
    },
    {
      title: 'Patterns where they belong',
      clean: true,
      'main.cf': 'smtpd_sender_restrictions = check_sender_access regexp:/etc/postfix/senders\n',
      tables: { senders: '/^spam.*@/  REJECT\n' },
    },
  ],
})
