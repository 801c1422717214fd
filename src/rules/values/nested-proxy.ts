import { openedKinds, type TableSpec, tablesOf } from '../../config/table-specs.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'nested-proxy',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  summary: 'A table behind proxymap names proxymap once more',
  why: `\`proxy:\` has proxymap(8) open a table for the program that asks. A second \`proxy:\` inside is done without, as the table is opened
by proxymap already; but \`proxy_read_maps\` must hold the whole name, as it is written.`,
  see: ['proxymap(8)', 'src/proxymap/proxymap.c'],
  evidence: {
    kind: 'source',
    because: 'proxymap(8) opens its tables itself, and takes a further `proxy:` for nothing',
  },
  messages: {
    nested: (d: { value: string }) =>
      `\`${d.value}\` stands in a table that \`proxymap\` opens already: the second \`proxy:\` does nothing, remove it`,
  },
  scope: 'setting',
  kinds: openedKinds,
  check({ resolved, parameter }, report) {
    if (parameter === undefined || resolved.expanded.problem) return
    const visit = (table: TableSpec, proxied: boolean) => {
      const isProxy = table.type?.value === 'proxy'
      if (isProxy && proxied) report({ at: table, say: ['nested', { value: table.value }] })
      else for (const inner of table.inner) visit(inner, proxied || isProxy)
    }
    for (const table of tablesOf(resolved, parameter.kind)) visit(table, false)
  },
  examples: [
    {
      title: 'In a union of tables',
      'main.cf': `
        compatibility_level = 3.6
        virtual_alias_maps = proxy:unionmap:{«proxy:texthash:/etc/postfix/one», texthash:/etc/postfix/two}
      `,
    },
    {
      title: 'Once, outside',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        virtual_alias_maps = proxy:unionmap:{texthash:/etc/postfix/one, texthash:/etc/postfix/two}
      `,
    },
  ],
})
