import { partOfItem } from '../../config/elements.js'
import { type ReferenceFault, referenceFault } from '../../config/read-patterns.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'bad-result-reference',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'The result of a pattern refers to a group that it cannot have',
  why: `In the result of a regexp or pcre table, \`$1\`, \`\${1}\` and \`$(1)\` stand for what the first group in parentheses has matched.
A letter, digit or underscore right behind the number belongs to it, so \`$1st\` has to be written \`\${1}st\`. There is no
\`$0\` for the whole match, names are not known, a negated pattern (\`!/.../\`) has matched nothing that could be put there, and a
dollar sign of its own is written \`$$\`. Postfix skips a rule with a reference that it cannot use, with a warning.`,
  see: ['regexp_table(5)', 'pcre_table(5)', 'src/util/mac_parse.c', 'src/util/dict_regexp.c', 'src/util/dict_pcre.c'],
  evidence: {
    kind: 'log',
    says: ['replacement index', 'bad replacement syntax', '$number found in negative match'],
    by: 'postmap',
  },
  messages: {
    empty: () => 'no number follows this `$`, so Postfix skips the rule: write `$$` for a dollar sign',
    open: () => 'nothing closes the brace behind this `$`, so Postfix skips the rule',
    name: (d: { name: string; number: string | undefined }) =>
      d.number === undefined
        ? `\`${d.name}\` is no number of a group, so Postfix skips the rule: groups have numbers alone, and \`$$\` is a dollar sign`
        : `Postfix takes \`${d.name}\` for the name of a group, and skips the rule: write \`\${${d.number}}\` and then the text`,
    zero: () => 'there is no group 0, so Postfix skips the rule: put the whole pattern in parentheses and write `$1`',
    negated: () => 'a negated pattern has no matched text, so Postfix skips the rule: leave out the `$`',
    missing: (d: { number: string; groups: number }) =>
      `the pattern has ${d.groups === 0 ? 'no groups in parentheses' : d.groups === 1 ? 'only one group' : `only ${d.groups} groups`}, so there is no \`$${d.number}\`, and Postfix skips the rule`,
  },
  scope: 'table',
  syntaxes: ['regexp', 'pcre'],
  check({ table }, report) {
    return {
      line(line) {
        if (line.type !== 'pattern-rule') return
        const fault = referenceFault(line, table.syntax)
        if (fault !== undefined) report({ at: partOfItem(line.result, fault.start, fault.end), say: say(fault) })
      },
    }
  },
  examples: [
    {
      title: 'References that are none',
      'main.cf': 'virtual_alias_maps = regexp:/etc/postfix/virtual\n',
      tables: {
        virtual:
          '/^(.*)@example\\.com$/ «$2»@example.org\n/^a(.*)@example\\.net$/ «$1x»@example.org\n/^b@example\\.net$/ «$0»\n/^c@example\\.net$/ «${name}»@example.org\n',
      },
    },
    {
      title: 'Dollar signs, and a negated pattern',
      'main.cf': 'header_checks = pcre:/etc/postfix/header_checks\n',
      tables: {
        header_checks:
          '/^Subject: (money)/ REJECT costs 5«$»\n!/^Subject: (x)/ REPLACE «$1»\n/^X-(?:A|B): (c)/ WARN «$2»\n/^X-D: (e)/ WARN «${1»\n',
      },
    },
    {
      title: 'References to groups',
      clean: true,
      'main.cf': 'header_checks = pcre:/etc/postfix/header_checks\n',
      tables: { header_checks: '/^X-(A|B): (.*)$/ REPLACE X-$1-old: ${2} for $$5\n' },
    },
  ],
})

function say({ fault, name, groups }: ReferenceFault) {
  switch (fault) {
    case 'name': {
      const number = /^[0-9]+(?=[A-Za-z_])/.exec(name)?.[0]
      return ['name', { name: name.slice(0, 40), number }] as const
    }
    case 'missing':
      return ['missing', { number: name.slice(0, 20), groups }] as const
    default:
      return [fault] as const
  }
}
