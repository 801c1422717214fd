import { toInteger } from '../../config/convert.js'
import { isReadable } from '../../config/mail-path.js'
import type { Project } from '../../config/project.js'
import { addressesOf, partWithin } from '../../config/table-values.js'
import { defineRule } from '../define.js'

function limitOf(project: Project, name: string): number | undefined {
  const services = project.services.filter(({ program }) => program === 'cleanup')
  const configs = services.length === 0 ? [project.base] : services.map(({ config }) => config)
  const values = configs.map(config => {
    const resolved = config.get(name)
    const number = resolved === undefined || !isReadable(resolved) ? undefined : toInteger(resolved.text)
    return number?.ok ? number.value : undefined
  })
  return values.includes(undefined) ? undefined : Math.max(...values.map(value => value ?? 0))
}

/** `^(.*)@domain$`, with or without the ends; the domain without backslashes. */
function domainOf(pattern: string): string | undefined {
  const found = /^\^?\(\.[*+]\)@((?:[\w-]|\\?\.)+)\$?$/.exec(pattern)?.[1]
  return found?.replaceAll('\\', '').toLowerCase()
}

/** The domain of a result that puts something before or behind what the pattern found. */
function grownDomain(result: string): string | undefined {
  const found = /^([^@$\s,]*)\$(?:1|\{1\}|\(1\))([^@$\s,]*)@([\w.-]+)$/.exec(result)
  return found === null || (found[1] ?? '') + (found[2] ?? '') === '' ? undefined : found[3]?.toLowerCase()
}

export default defineRule({
  id: 'oversized-alias',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A virtual alias becomes longer, or leads to more addresses, than Postfix takes',
  why: `The result of a virtual alias is looked up again. When a pattern matches what it makes itself (\`/^(.*)@example.com$/ x$1@example.com\`), the
address grows with each round, until it is longer than \`virtual_alias_address_length_limit\`. With more than
\`virtual_alias_expansion_limit\` addresses for one recipient it is the same: cleanup(8) says "unreasonable virtual_alias_maps ..." and does not
take the message, now or later. A list of so many addresses is for a list manager, or for an \`:include:\` file of local aliases.`,
  see: ['virtual(5)', 'postconf(5) virtual_alias_address_length_limit', 'src/cleanup/cleanup_map1n.c'],
  evidence: { kind: 'log', says: ['unreasonable virtual_alias_maps result', 'map nesting for'], by: 'cleanup' },
  messages: {
    grows: (d: { pattern: string }) =>
      `the pattern \`${d.pattern}\` matches this result again, which grows with each round until messages are refused: let it match only what it has not changed`,
    long: (d: { length: number; limit: number }) =>
      `an address of ${d.length} characters is more than \`virtual_alias_address_length_limit\` (${d.limit}), so messages are refused`,
    many: (d: { count: number; limit: number }) =>
      `${d.count} addresses are more than \`virtual_alias_expansion_limit\` (${d.limit}), so messages are refused`,
  },
  scope: 'table',
  syntaxes: ['postmap', 'regexp', 'pcre'],
  uses: ['virtual-alias'],
  check({ project, table }, report) {
    if (!table.roles.some(({ answers, parameter }) => answers && parameter === 'virtual_alias_maps')) return undefined
    const length = limitOf(project, 'virtual_alias_address_length_limit')
    const many = limitOf(project, 'virtual_alias_expansion_limit')
    return {
      line(line) {
        if (line.type === 'pattern-rule') {
          const domain =
            line.negations % 2 === 1 || line.second !== undefined ? undefined : domainOf(line.pattern.value)
          if (domain !== undefined && domain === grownDomain(line.result.value))
            report({ at: line.result, say: ['grows', { pattern: line.pattern.value.slice(0, 60) }] })
          return
        }
        if (line.type !== 'key-value') return
        const { value } = line
        // Nothing below can be true of a shorter one.
        if (value.value.length <= (length ?? 0) && value.value.length <= (many ?? 0) * 2) return
        const addresses = addressesOf(value)
        const long = addresses.find(({ address }) => length !== undefined && address.length > length)
        if (long !== undefined && length !== undefined)
          report({ at: long, say: ['long', { length: long.address.length, limit: length }] })
        if (many !== undefined && addresses.length > many)
          report({
            at: partWithin(value, 0, addresses[0]?.value.length),
            say: ['many', { count: addresses.length, limit: many }],
          })
      },
    }
  },
  examples: [
    {
      title: 'A pattern that matches its own result',
      'main.cf': 'virtual_alias_maps = regexp:/etc/postfix/virtual\n',
      tables: { virtual: '/^(.*)@example\\.net$/  «x-$1@example.net»\n' },
    },
    {
      title: 'More addresses than are allowed',
      prove: false,
      'main.cf': 'virtual_alias_expansion_limit = 2\nvirtual_alias_maps = hash:/etc/postfix/virtual\n',
      tables: { virtual: 'all@example.net  «anna@example.org», bert@example.org, carl@example.org\n' },
    },
    {
      title: 'Another domain',
      clean: true,
      'main.cf': 'virtual_alias_maps = regexp:/etc/postfix/virtual\n',
      tables: { virtual: '/^(.*)@example\\.net$/  x-$1@example.org\n' },
    },
  ],
})
