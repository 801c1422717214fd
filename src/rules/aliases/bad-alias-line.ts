import { defineRule } from '../define.js'

export default defineRule({
  id: 'bad-alias-line',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A line of an aliases file is not `name: value`',
  why: `newaliases(1) and postalias(1) want a name, a colon, and at least one target. A line without the colon (as in other
tables), without a name, without a target, or with several names before the colon is skipped with a warning, so there is
no such alias.`,
  see: ['aliases(5)', 'src/postalias/postalias.c'],
  evidence: { kind: 'log', says: ['need name:value pair'], by: 'postalias' },
  messages: {
    'missing-colon': (d: { key: string }) =>
      `an alias is \`name: target\`, and this line has no colon, so it is skipped: write \`${d.key}:\``,
    'missing-key': () => 'there is no name before the colon, so the line is skipped',
    'missing-value': (d: { key: string }) =>
      `\`${d.key}\` has no target, so the line is skipped: write where its mail goes, or \`/dev/null\``,
    several: () => 'an alias has one name, so this line is skipped: write a line for each name',
  },
  scope: 'table',
  syntaxes: ['aliases'],
  check(_, report) {
    return {
      line(line) {
        if (line.type !== 'broken-entry') return
        const key = line.key?.value ?? ''
        if (line.problem === 'missing-colon') {
          const [first = ''] = line.whole.value.split(/\s/)
          report({ at: line.at, say: ['missing-colon', { key: first }] })
        } else if (line.problem === 'missing-key') report({ at: line.at, say: ['missing-key'] })
        else if (line.problem === 'missing-value') report({ at: line.at, say: ['missing-value', { key }] })
        else if (line.problem === 'comma-in-key') report({ at: line.at, say: ['several'] })
      },
    }
  },
  examples: [
    {
      title: 'Lines as in other tables',
      'main.cf': 'alias_maps = hash:/etc/postfix/aliases\n',
      tables: { aliases: 'postmaster: root\n«anna  anna@example.org»\n«bert:»\ncarl«,» dora: anna\n' },
    },
    {
      title: 'Aliases',
      clean: true,
      'main.cf': 'alias_maps = hash:/etc/postfix/aliases\nalias_database = $alias_maps\n',
      tables: { aliases: 'postmaster: root\nroot: anna@example.org, "|/usr/local/bin/filter -x"\n' },
    },
  ],
})
