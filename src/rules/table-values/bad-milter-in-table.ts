import { partWithin, resultOf } from '../../config/table-values.js'
import { isBlankOrComma } from '../../syntax/characters.js'
import { nextWord } from '../../syntax/words.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'bad-milter-in-table',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A table of mail filters has a result that is no filter',
  why: `A result of \`smtpd_milter_maps\` stands for \`smtpd_milters\` for the clients of that entry: a list of filters, \`inet:host:port\` or \`unix:path\`,
or the word \`DISABLE\` for none. Any other word, such as an action of access(5), is taken for a filter that cannot be reached, and
\`milter_default_action\` decides: by default such clients are told to try again.`,
  see: ['postconf(5) smtpd_milter_maps', 'MILTER_README', 'src/smtpd/smtpd.c', 'src/milter/milter8.c'],
  evidence: {
    kind: 'source',
    because: 'the result is used as the value of smtpd_milters; a client that the entry is about has to come',
  },
  messages: {
    bad: (d: { word: string }) =>
      `\`${d.word}\` is no filter, such as \`inet:host:port\` or \`unix:path\`, so clients of this entry are told to try again: for no filter write \`DISABLE\``,
  },
  scope: 'table',
  syntaxes: ['postmap', 'cidr', 'regexp', 'pcre'],
  uses: ['milters'],
  check({ table }, report) {
    if (!table.roles.some(({ answers }) => answers)) return undefined
    return {
      line(line) {
        const result = resultOf(line)
        if (result === undefined || result.value.toUpperCase() === 'DISABLE') return
        for (let at = 0; ; ) {
          const word = nextWord(result.value, at, true, isBlankOrComma)
          if (word === undefined) return
          at = word.end
          const text = result.value.slice(word.start, word.end)
          if (text.startsWith('{') || /^[a-z0-9]+:./i.test(text)) continue
          report({ at: partWithin(result, word.start, word.end), say: ['bad', { word: text.slice(0, 40) }] })
          return
        }
      },
    }
  },
  examples: [
    {
      title: 'An action of access tables',
      'main.cf': 'smtpd_milters = inet:127.0.0.1:8891\nsmtpd_milter_maps = cidr:/etc/postfix/filters\n',
      tables: { filters: '192.0.2.0/24  «OK»\n' },
    },
    {
      title: 'No filter, and another',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_milters = inet:127.0.0.1:8891
        smtpd_milter_maps = cidr:/etc/postfix/filters
      `,
      tables: {
        filters: '192.0.2.0/24  DISABLE\n198.51.100.0/24  { inet:127.0.0.1:8892, default_action=accept }\n',
      },
    },
  ],
})
