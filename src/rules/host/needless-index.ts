import { tableFiles } from '../../config/host/table-files.js'
import { defineRule } from '../define.js'

/** What postmap(1) and postalias(1) put behind the name of a table. */
const suffixes = ['.db', '.lmdb', '.cdb'] as const

export default defineRule({
  id: 'needless-index',
  severity: 'info',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'A table of patterns was indexed, which has no effect',
  why: `Postfix reads tables of patterns (\`regexp:\`, \`pcre:\`, \`cidr:\`) as they are, when a program starts. postmap(1) on
such a file makes an index that nothing looks at, mostly with warnings ("expected format: key whitespace value"). A change in
the file needs \`postfix reload\`, or some patience until the programs start anew.`,
  see: ['DATABASE_README', 'regexp_table(5)', 'pcre_table(5)', 'cidr_table(5)'],
  evidence: { kind: 'source', because: 'no program opens the other file' },
  messages: {
    index: (d: { path: string; index: string; type: string }) =>
      `\`${d.index}\` is an index that nobody reads: \`${d.type}:\` tables need no postmap(1). Remove it, and run \`postfix reload\` after changes in \`${d.path}\``,
  },
  scope: 'project',
  check({ project }, report) {
    for (const { mention, path, type, source } of tableFiles(project)) {
      const grammar = type?.sourceGrammar
      if (type === undefined || source === 'missing' || source.kind !== 'file') continue
      if (grammar !== 'regexp' && grammar !== 'pcre' && grammar !== 'cidr') continue
      const index = suffixes
        .map(suffix => path + suffix)
        .find(each => {
          const fact = project.facts.path(each)
          return typeof fact !== 'string' && fact.kind === 'file'
        })
      if (index === undefined) continue
      const services = mention.service === undefined ? [] : [mention.service]
      report({ at: mention.spec, say: ['index', { path, index, type: type.name }], services })
    }
  },
  examples: [
    {
      title: 'postmap was run on patterns',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        header_checks = «regexp:/etc/postfix/header_checks»
      `,
      files: { '/etc/postfix/header_checks': {}, '/etc/postfix/header_checks.db': {} },
    },
    {
      title: 'The file alone',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        header_checks = regexp:/etc/postfix/header_checks
      `,
      files: {
        '/etc/postfix/header_checks': {},
        '/etc/postfix/header_checks.db': 'missing',
        '/etc/postfix/header_checks.lmdb': 'missing',
      },
    },
  ],
})
