import { partOfItem } from '../../config/elements.js'
import { readTablePattern } from '../../config/read-patterns.js'
import { defineRule } from '../define.js'

/** Escapes of Perl that are letters for the C library, and what means the same there. */
const posix: Readonly<Record<string, string>> = {
  d: '[[:digit:]]',
  D: '[^[:digit:]]',
  h: '[[:blank:]]',
}

const escapes = /\\(?:\\|[dDhHvRtnrxAzZ])|\[(?:\[:[a-z]*:\]|[^\]])*\]/g

export default defineRule({
  id: 'perl-syntax-in-regexp',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A regexp table has an escape that only Perl and PCRE know',
  why: `Patterns of a \`regexp:\` table are extended regular expressions of POSIX. A backslash before a letter such as \`d\` means
nothing there: \`\\d\` matches the letter \`d\`, so the rule never does what it says, without any warning. (The GNU C library
does know \`\\w\`, \`\\s\` and \`\\b\`.) Write a class, such as \`[[:digit:]]\`, or use a \`pcre:\` table, which also is
faster.`,
  see: ['regexp_table(5)', 'regex(7)'],
  evidence: {
    kind: 'source',
    because: 'the library takes the letter as it is, and a pattern that does not match is silent',
  },
  messages: {
    letter: (d: { text: string; wanted: string | undefined }) =>
      `\`${d.text}\` matches the letter \`${d.text.slice(1)}\` in a \`regexp:\` table: ${d.wanted === undefined ? 'use a `pcre:` table for such escapes' : `write \`${d.wanted}\`, or use a \`pcre:\` table`}`,
  },
  scope: 'table',
  syntaxes: ['regexp'],
  check(_, report) {
    return {
      line(line) {
        if (line.type !== 'pattern-rule' && line.type !== 'pattern-if') return
        if (!readTablePattern(line, 'regexp').complete) return
        for (const { 0: text, index } of line.pattern.value.matchAll(escapes)) {
          if (text.startsWith('[') || text === '\\\\' || text === `\\${line.delimiter}`) continue
          report({
            at: partOfItem(line.pattern, index, index + text.length),
            say: ['letter', { text, wanted: posix[text.slice(1)] }],
          })
        }
      },
    }
  },
  examples: [
    {
      title: 'Digits',
      'main.cf': 'header_checks = regexp:/etc/postfix/header_checks\n',
      tables: { header_checks: '/^Subject: «\\d»+ new messages/ REJECT\n/^X-A:«\\t»/ WARN\n' },
    },
    {
      title: 'Classes, and what the GNU library knows',
      clean: true,
      'main.cf': 'header_checks = regexp:/etc/postfix/header_checks\n',
      tables: { header_checks: '/^Subject:\\s[[:digit:]]+ \\bnew\\b/ REJECT\n/\\\\d/ WARN\n' },
    },
    {
      title: 'A pcre table',
      clean: true,
      'main.cf': 'header_checks = pcre:/etc/postfix/header_checks\n',
      tables: { header_checks: '/^Subject:\\s\\d+ new messages/ REJECT\n' },
    },
  ],
})
