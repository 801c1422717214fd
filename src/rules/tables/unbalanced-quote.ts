import { defineRule } from '../define.js'

export default defineRule({
  id: 'unbalanced-quote',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A double quote in a table key is not closed',
  why: `Since Postfix 3.2, white space inside double quotes does not end a key, so that addresses like \`"anna smith"@example.com\`
can be keys. A quote that is not closed makes postmap(1) and \`texthash:\` skip the line with a warning.`,
  see: ['postmap(1)', 'src/postmap/postmap.c', 'src/util/dict_thash.c'],
  postfix: { from: '3.2' },
  evidence: { kind: 'log', says: ["unbalanced '\"' in"], by: 'postmap' },
  messages: {
    open: () => 'this double quote is not closed, so the line is skipped: close it before the end of the key',
  },
  scope: 'table',
  syntaxes: ['postmap'],
  check({ table }, report) {
    if (table.path === undefined) return undefined
    return {
      line(line) {
        if (line.type === 'broken-entry' && line.problem === 'unbalanced-quote') report({ at: line.at, say: ['open'] })
      },
    }
  },
  examples: [
    {
      title: 'A quoted name without its end',
      'main.cf': 'virtual_alias_maps = hash:/etc/postfix/virtual\n',
      tables: { virtual: '«"anna smith@example.com  anna@example.org»\n' },
    },
    {
      title: 'A quoted local part',
      clean: true,
      'main.cf': 'virtual_alias_maps = texthash:/etc/postfix/virtual\n',
      tables: { virtual: '"anna smith"@example.com  anna@example.org\n' },
    },
  ],
})
