import { alwaysMatches } from '../../config/pattern-facts.js'
import { hasFlag, isSkipped, opensBlock, readTablePattern } from '../../config/read-patterns.js'
import { origin } from '../../text/mapped-text.js'
import type { Range } from '../../text/range.js'
import { defineRule } from '../define.js'

/** What an open block has seen. */
interface Block {
  readonly patterns: Map<string, Range>
  /** A rule that matches everything that comes here. */
  catchAll?: Range
  said: boolean
}

/** More patterns than that are not remembered. */
const most = 50_000

export default defineRule({
  id: 'unreachable-pattern',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A rule of a pattern table is never reached',
  why: `Postfix goes through a regexp or pcre table from the top and takes the first rule that matches. A rule behind one
that matches everything (\`/./\`, \`/.*/\`, \`/^/\`), or one with the same pattern as a rule before it, has no effect; inside
of an \`if\` block that is so up to its \`endif\`.`,
  see: ['regexp_table(5)', 'pcre_table(5)', 'src/util/dict_regexp.c', 'src/util/dict_pcre.c'],
  evidence: { kind: 'source', because: 'what is never reached is never said: the first match is the answer' },
  messages: {
    same: () => 'a rule with this pattern stands before it, and the first match counts: this one has no effect',
    behind: (d: { pattern: string }) =>
      `\`${d.pattern}\` matches everything before this rule is reached, so it and what follows have no effect: move the other to the end`,
  },
  scope: 'table',
  syntaxes: ['regexp', 'pcre'],
  check({ table }, report) {
    const { syntax } = table
    const hasEmptyKeys = table.uses.length === 0 || table.uses.some(({ name }) => name.includes('body'))
    const create = (): Block => ({ patterns: new Map(), said: false })
    const blocks = [create()]
    let count = 0
    const file = table.source.name
    return {
      line(line) {
        const block = blocks.at(-1)
        if (block === undefined) return
        if (line.type === 'endif') {
          if (blocks.length > 1) blocks.pop()
          return
        }
        if (line.type !== 'pattern-rule' && line.type !== 'pattern-if') return
        const { catchAll } = block
        if (catchAll !== undefined && !block.said) {
          block.said = true
          const pattern = table.source.text.slice(catchAll.start, catchAll.end)
          report({
            at: line.whole,
            say: ['behind', { pattern }],
            related: [{ at: { file, range: catchAll }, message: 'this matches everything' }],
          })
        }
        if (line.type === 'pattern-if') {
          if (opensBlock(line, syntax)) blocks.push({ ...create(), said: block.said })
          return
        }
        if (block.said || line.second !== undefined || isSkipped(line, syntax)) return
        const range = origin(line.whole.text, line.whole.span)?.location.range
        if (range === undefined) return
        const key = `${line.negations % 2}${[...line.flags.value].sort().join('')}/${line.pattern.value}`
        const before = blocks.slice(-8).map(({ patterns }) => patterns.get(key))
        const first = before.find(found => found !== undefined)
        if (first !== undefined) {
          report({
            at: line.whole,
            say: ['same'],
            related: [{ at: { file, range: first }, message: 'this rule counts' }],
          })
          return
        }
        if (++count <= most) block.patterns.set(key, range)
        if (line.negations % 2 === 1 || hasFlag(line, 's') || hasFlag(line, 'm')) return
        const matches = alwaysMatches(readTablePattern(line, syntax))
        if (matches === 'always' || (matches === 'not-empty' && !hasEmptyKeys)) block.catchAll = range
      },
    }
  },
  examples: [
    {
      title: 'A rule for everything in the middle',
      'main.cf': 'smtpd_sender_restrictions = check_sender_access regexp:/etc/postfix/senders\n',
      tables: { senders: '/^spam@example\\.com$/ REJECT\n/./ DUNNO\n«/^junk@example\\.com$/» REJECT\n/x/ OK\n' },
    },
    {
      title: 'The same pattern twice, also inside of a block',
      'main.cf': 'header_checks = pcre:/etc/postfix/header_checks\n',
      tables: {
        header_checks:
          '/^X-Spam: yes/ REJECT\n«/^X-Spam: yes/» WARN\nif /^X-/\n«/^X-Spam: yes/» HOLD\n/.*/ DUNNO\n«/^X-A:/» WARN\nendif\n/^To:/ WARN\n',
      },
    },
    {
      title: 'The rule for everything at the end',
      clean: true,
      'main.cf': 'smtpd_sender_restrictions = check_sender_access pcre:/etc/postfix/senders\n',
      tables: { senders: 'if /@example\\.com$/\n/^spam@/ REJECT\nendif\n/^spam@/ WARN\n/^junk@/ REJECT\n/.*/ DUNNO\n' },
    },
    {
      title: 'Lines of a body can be empty',
      clean: true,
      'main.cf': 'body_checks = pcre:/etc/postfix/body_checks\n',
      tables: { body_checks: '/./ DUNNO\n/^$/ WARN\n' },
    },
  ],
})
