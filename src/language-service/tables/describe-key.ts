import { manualUrl } from '../../catalog/manual.js'
import { keyFormText, valueKindText } from '../../catalog/table-uses.js'
import type { TableUse } from '../../catalog/types.js'
import { formatAddress } from '../../config/addresses.js'
import { lastAddress, readNetwork } from '../../config/networks.js'
import type { Project } from '../../config/project.js'
import { hasFlag, readTablePattern } from '../../config/read-patterns.js'
import { dottedParents, formsOf, shapeOf } from '../../config/table-keys.js'
import type { TableMention } from '../../config/table-mentions.js'
import type { Table } from '../../config/tables.js'
import type { Pattern } from '../../syntax/tables/nodes.js'
import { bullets, code, codes, link, paragraphs } from '../markdown.js'
import type { TableKey, TableValue } from '../occurrence-types.js'

/** Keys are long where they are patterns. */
const longestTitle = 60

/** What the left-hand side of a line stands for, and who looks it up. */
export function describeKey(project: Project, at: TableKey): string {
  const { table, line, name } = at
  const shown = name.length > longestTitle ? `${name.slice(0, longestTitle)}…` : name
  const about =
    line.type === 'pattern-rule' || line.type === 'pattern-if'
      ? ['pattern', ...patternLines(table, line, name === line.pattern.value ? line : (second(line) ?? line))]
      : line.type === 'network-rule' || line.type === 'network-if'
        ? ['network', networkText(line.whole.value)]
        : ['key']
  const [kind = '', ...facts] = about
  return paragraphs(
    `**${code(shown)}** · ${kind} of a lookup table`,
    kind === 'key' ? fixedKey(project, table, name) : undefined,
    bullets(...facts, ...lookupLines(project, table, kind === 'key')),
    pages(table),
  )
}

function second(line: TableKey['line']): Pattern | undefined {
  return line.type === 'pattern-rule' ? line.second : undefined
}

/** What a table answers where nothing more can be said about the words of it. */
export function describeAnswer(project: Project, { table }: TableValue): string {
  if (table.uses.length === 0) return ''
  const lines = table.uses.map(use => `${usersOf(table, use)} expects ${valueKindText(use.value)}`)
  return paragraphs('**value** of a lookup table', bullets(...lines, ...whereNamed(project, table)), pages(table))
}

function pages({ uses }: Table): string {
  const names = [...new Set(uses.map(({ manual }) => manual))]
  return names.map(name => link(name, manualUrl({ topic: 'page', name }))).join(' · ')
}

/** How a key of an indexed table is understood, by each use that can ask for it. */
function fixedKey(project: Project, table: Table, key: string): string | undefined {
  const shape = shapeOf(key)
  const found = table.uses.flatMap(use => {
    const forms = formsOf(use, shape)
    const [mention] = mentionsOf(table, use)
    const dotted = mention === undefined ? 'unknown' : dottedParents(project, mention)
    return meaning(key, shape, use, forms, dotted) ?? []
  })
  if (found.length === 0 && table.uses.length > 0) {
    return shape === 'network'
      ? `No network: this table compares texts, and is never asked for ${code(key)}. Networks need a \`cidr:\` table.`
      : 'Postfix never asks for a key of this form here.'
  }
  return [...new Set(found)].join(' ')
}

function meaning(
  key: string,
  shape: ReturnType<typeof shapeOf>,
  use: TableUse,
  forms: TableUse['keys'],
  dotted: ReturnType<typeof dottedParents>,
): string | undefined {
  const covers = use.keys.includes('parent-domain')
  switch (shape) {
    case 'address':
      if (forms.length === 0) return undefined
      return use.keys.includes('address-without-extension')
        ? `The address ${code(key)}, and with \`recipient_delimiter\` also such as have an extension.`
        : `The address ${code(key)}.`
    case 'at-domain':
      return forms.length > 0
        ? `Every address in the domain ${code(key.slice(1))} without an entry of its own.`
        : undefined
    case 'user-at':
      return forms.length > 0
        ? `Every address with the local part ${code(key.slice(0, -1))}, in any domain.`
        : undefined
    case 'dot-domain':
      if (!covers && forms.length === 0) return undefined
      return dotted === 'never' && covers
        ? `Nothing: with ${code('parent_domain_matches_subdomains')} as it is, a domain without the dot stands for those below it.`
        : `Every name below the domain ${code(key.slice(1))}, but not that domain itself.`
    case 'domain':
      if (!forms.some(form => form === 'domain' || form === 'host' || form === 'parent-domain')) return undefined
      if (covers && dotted === 'never')
        return `The domain ${code(key)} and every name below it without an entry of its own.`
      return covers ? `The domain ${code(key)}; names below it need ${code(`.${key}`)}.` : `The name ${code(key)}.`
    case 'asterisk':
      return forms.length > 0 ? 'Everything that no other key stands for.' : undefined
    case 'ip':
      if (forms.length === 0) return undefined
      return `The address ${code(key)}.`
    case 'ip-prefix':
      return forms.includes('ip-prefix')
        ? `All addresses that begin with ${code(key)}, cut at a dot or colon.`
        : undefined
    case 'network':
      return undefined
    case 'word':
    case 'other':
      return forms.includes('user') || forms.includes('user-with-extension')
        ? `The local part ${code(key)}, where the domain is one of this host's own (\`myorigin\`, \`mydestination\`, \`inet_interfaces\`).`
        : undefined
    default:
      return shape satisfies never
  }
}

function patternLines({ syntax, uses }: Table, { type }: TableKey['line'], pattern: Pattern): readonly string[] {
  const { groups, complete } = readTablePattern(pattern, syntax)
  const [first] = [...new Set(uses.flatMap(({ keys }) => keys.slice(0, 1)))]
  return [
    pattern.negations % 2 === 1 ? 'Turned around by `!`: counts where the pattern does not match' : '',
    type === 'pattern-if' ? 'The rules up to the matching `endif` are looked at only where it matches' : '',
    hasFlag(pattern, 'i')
      ? 'Upper and lower case differ, because of the flag `i`'
      : 'Upper and lower case are the same',
    complete && groups > 0
      ? `${groups === 1 ? 'One group, `$1`' : `Groups \`$1\` to \`$${groups}\``} for the result`
      : '',
    first === undefined
      ? ''
      : `Compared once, with ${first === 'text' ? 'a whole line of text' : keyFormText(first)}: never with a part of it`,
  ]
}

function networkText(written: string): string {
  const network = readNetwork(written.replace(/^[!\s]+/, ''))
  if (!network.ok) return 'Not a network that Postfix can read'
  const { address, prefix } = network
  const last = lastAddress(address, prefix)
  const from = formatAddress(address)
  const addresses = from === last ? `address ${code(from)}` : `addresses from ${code(from)} to ${code(last)}`
  return written.startsWith('!') ? `All but the ${addresses}` : `The ${addresses}`
}

/** Which parameters and restrictions ask a table and what for; of a table of fixed strings, in which order. */
function lookupLines(project: Project, table: Table, isFixed: boolean): readonly string[] {
  const { uses, mentions } = table
  if (uses.length === 0 && mentions.length === 0) return ['No main.cf that is known names this table']
  const lines = uses.map(use => {
    const order = use.keys.map(keyFormText).join('; ')
    const asks = isFixed && use.keys.length > 1 ? `. Asked for, until one is found: ${order}` : ''
    return `${usersOf(table, use)}: ${valueKindText(use.value)}${asks}`
  })
  const folded = isFixed && uses.every(use => use.folded) ? ['Upper and lower case are the same'] : []
  return [...lines, ...folded, ...whereNamed(project, table)]
}

/** At most so many places are listed. */
const mostPlaces = 6

/** The names of what asks a table for one use. */
export function usersOf(table: Table, use: TableUse): string {
  const names = mentionsOf(table, use).map(({ restriction, parameter }) =>
    restriction === undefined ? code(parameter) : `${code(restriction)} in ${code(parameter)}`,
  )
  const distinct = [...new Set(names)]
  if (distinct.length === 0) return `A table for ${use.name.replaceAll('-', ' ')}`
  const more = distinct.length > mostPlaces ? ` and ${distinct.length - mostPlaces} more` : ''
  return distinct.slice(0, mostPlaces).join(', ') + more
}

function mentionsOf({ mentions }: Table, use: TableUse): readonly TableMention[] {
  return mentions.filter(mention => mention.use.name === use.name)
}

/** The programs that read the parameters that name a table. */
function whereNamed(project: Project, { mentions }: Table): readonly string[] {
  const programs = readersOf(project, mentions)
  return programs.length === 0 ? [] : [`Read by ${codes(programs)}`]
}

/** The programs that ask a table, as far as the parameters tell. */
export function readersOf(project: Project, mentions: readonly TableMention[]): readonly string[] {
  const programs = mentions.flatMap(({ parameter, restriction }) =>
    restriction === undefined ? (project.catalog.parameter(parameter)?.readBy ?? []) : ['smtpd'],
  )
  return [...new Set(programs)].filter(program => program !== 'all')
}
