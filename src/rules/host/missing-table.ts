import { tableFiles } from '../../config/host/table-files.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'missing-table',
  severity: 'error',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'The file of a lookup table is missing, or was never indexed',
  why: `A program opens its tables when it starts. When one cannot be opened, it goes on, but each lookup fails: mail is deferred
with "451 4.3.0 Temporary lookup failure", or a list does not match. For \`hash:\`, \`btree:\`, \`lmdb:\`, \`cdb:\` and \`dbm:\`
Postfix reads an index that postmap(1) makes of the text file, or postalias(1) for aliases; it never reads the text itself.`,
  see: ['DATABASE_README', 'postmap(1)', 'postalias(1)', 'src/util/dict_open.c'],
  evidence: {
    kind: 'log',
    says: ['No such file or directory', 'open database', 'is unavailable'],
    by: 'postfix',
  },
  messages: {
    nothing: (d: { path: string; parameter: string }) =>
      `There is no file \`${d.path}\`: lookups fail, and mail that needs them is deferred (\`${d.parameter}\`). Create it, or leave the table out`,
    index: (d: { path: string; type: string; command: string; parameter: string }) =>
      `\`${d.path}\` was never indexed: Postfix reads only the index, so lookups fail and mail is deferred (\`${d.parameter}\`). Run \`${d.command} ${d.type}:${d.path}\``,
  },
  scope: 'project',
  check({ project }, report) {
    for (const { mention, path, source, index, type, command } of tableFiles(project)) {
      const { spec, parameter, service } = mention
      const services = service === undefined ? [] : [service]
      if (index === undefined ? source === 'missing' : source === 'missing' && index.fact === 'missing')
        report({ at: spec, say: ['nothing', { path, parameter }], services })
      else if (index?.fact === 'missing')
        report({ at: spec, say: ['index', { path, type: type?.name ?? '', command, parameter }], services })
    }
  },
  examples: [
    {
      title: 'Never indexed',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        transport_maps = «lmdb:/etc/postfix/transport»
      `,
      files: { '/etc/postfix/transport': {}, '/etc/postfix/transport.lmdb': 'missing' },
    },
    {
      title: 'No such file',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        virtual_alias_maps = «regexp:/etc/postfix/virtual-patterns»
      `,
      files: { '/etc/postfix/virtual-patterns': 'missing' },
    },
    {
      title: 'A list in a file that is not there',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        relay_domains = «/etc/postfix/relay-domains»
      `,
      files: { '/etc/postfix/relay-domains': 'missing' },
    },
    {
      title: 'A table with its index',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        transport_maps = lmdb:/etc/postfix/transport
      `,
      files: { '/etc/postfix/transport': { modified: 1000 }, '/etc/postfix/transport.lmdb': { modified: 2000 } },
    },
  ],
})
