import { manualUrl } from '../../catalog/manual.js'
import type { Prose } from '../../catalog/prose.js'
import type { ClientKey } from '../../catalog/types.js'
import { contentAction } from '../../config/content-actions.js'
import type { Project } from '../../config/project.js'
import { hasFlag, readTablePattern } from '../../config/read-patterns.js'
import type { Table } from '../../config/tables.js'
import type { GroupNode, PatternNode } from '../../syntax/patterns/nodes.js'
import type { TableLine } from '../../syntax/tables/nodes.js'
import { bullets, code, codes, link, paragraphs } from '../markdown.js'
import type { AliasName, ClientSetting, GroupReference, TableWord } from '../occurrence-types.js'
import { linesOf } from './table-files.js'

/** What a word of a table means. */
export function describeTableWord(project: Project, at: TableWord, prose: Prose): string {
  const { sort, name, text } = at
  const title = `**${text}** · ${titles[sort] ?? sort}`
  switch (sort) {
    case 'access action': {
      const action = project.catalog.accessAction(name)
      const sentences = prose.restrictions.get(`access action: ${name}`)
      if (sentences === undefined) return ''
      return paragraphs(
        title,
        sentences,
        bullets(
          action?.replyCodeParameter ? `Reply code: ${code(action.replyCodeParameter)}` : undefined,
          action && action.name === name ? `Since Postfix ${action.since}` : undefined,
        ),
        link('access(5)', manualUrl({ topic: 'access-action', name })),
      )
    }
    case 'content action': {
      const action = contentAction(name)
      const since = action && `Since Postfix ${action.since}`
      return sentencesOf(
        title,
        at,
        prose,
        since,
        link('header_checks(5)', manualUrl({ topic: 'page', name: 'header_checks(5)' })),
      )
    }
    case 'block': {
      const partner = at.table && partnerOf(at.table, at.range.start)
      return sentencesOf(
        title,
        at,
        prose,
        partner === undefined
          ? 'Nothing belongs to it.'
          : `With it belongs ${code(partner.text)} in line ${partner.line}.`,
      )
    }
    case 'tls attribute': {
      const known = project.catalog.tableResult('smtp_tls_policy_maps')?.attributes.find(each => each.name === name)
      const levels = known?.levels && `With the levels ${codes(known.levels)}`
      return sentencesOf(title, at, prose, paragraphs(levels, known && `Since Postfix ${known.since}`))
    }
    default:
      return sentencesOf(title, at, prose)
  }
}

function sentencesOf(
  title: string,
  { sort, name }: TableWord,
  prose: Prose,
  ...more: readonly (string | undefined)[]
): string {
  const text = prose.words.get(`${sort}: ${name}`)
  return text === undefined ? '' : paragraphs(title, text, ...more)
}

/** The `endif` of an `if`, or the other way round. */
function partnerOf(table: Table, offset: number): { readonly text: string; readonly line: number } | undefined {
  const open: TableLine[] = []
  const show = ({ range }: TableLine) => {
    const { line } = table.source.positionAt(range.start)
    return { text: table.source.text.slice(range.start, range.end).trimEnd(), line }
  }
  for (const line of linesOf(table)) {
    if (line.type === 'pattern-if' || line.type === 'network-if') open.push(line)
    if (line.type !== 'endif') continue
    const begin = open.pop()
    if (begin === undefined) continue
    if (begin.range.start === offset) return show(line)
    if (line.range.start === offset) return show(begin)
  }
  return undefined
}

const titles: Partial<Readonly<Record<TableWord['sort'], string>>> = {
  'tls level': 'TLS security level',
  'tls attribute': 'attribute of a TLS policy',
  'tls per-site': 'TLS policy',
  'dns action': 'action on a DNS record',
  'requiretls policy': 'REQUIRETLS policy',
  'query letter': 'filled in before the query',
  'result letter': 'filled in after the query',
  'pattern flag': 'flag of a pattern',
  block: 'block of a table',
  target: 'where an alias leads',
}

/** `$1`: the part of the pattern that it stands for. */
export function describeGroup({ name, table, pattern }: GroupReference): string {
  const number = Number(name)
  const { alternatives, complete, groups } = readTablePattern(pattern, table.syntax)
  const group = findGroup(alternatives.flat(), number)
  const written = group && pattern.pattern.value.slice(group.start, group.end)
  const missing =
    complete && number > groups ? `The pattern has ${groups === 0 ? 'no groups' : `${groups} of them`}.` : undefined
  const negated =
    pattern.negations % 2 === 1 ? 'A pattern that is turned around by `!` has no groups to offer.' : undefined
  return paragraphs(
    `**$${name}** · what a group of the pattern matched`,
    written && `${code(written)}, group ${number} of ${groups}`,
    missing,
    negated,
    hasFlag(pattern, 'i') ? undefined : 'Filled in as the text has it, in upper or lower case.',
  )
}

/** A group by its number; patterns can lie in each other, not deeper than the reader goes. */
export function findGroup(nodes: readonly PatternNode[], number: number): GroupNode | undefined {
  for (const node of nodes) {
    const inner = node.type === 'repeat' ? node.item : node
    if (inner.type !== 'group') continue
    if (inner.number === number) return inner
    const found = findGroup(inner.alternatives.flat(), number)
    if (found !== undefined) return found
  }
  return undefined
}

/** The sentences about a setting of a database client. */
export function clientProse(type: string | undefined, name: string, prose: Prose): string | undefined {
  return prose.words.get(`${type} setting: ${name}`) ?? prose.words.get(`client setting: ${name}`)
}

/** A setting in the file of a database client. Its value is not shown: it can be a password. */
export function describeClientSetting({ name, client }: ClientSetting, prose: Prose): string {
  const key = client?.key(name)
  const text = clientProse(client?.type, name, prose)
  if (client !== undefined && key === undefined) {
    return paragraphs(`**${name}**`, `Tables of type ${code(client.type)} have no such setting: nothing reads it.`)
  }
  if (text === undefined) return ''
  const title =
    client === undefined
      ? `**${name}** · setting of a database client`
      : `**${name}** · setting of ${code(client.type)} tables`
  return paragraphs(
    title,
    text,
    key && bullets(...factsOf(key)),
    client && link(`${client.type}_table(5)`, manualUrl({ topic: 'table-type', name: client.type })),
  )
}

function factsOf(key: ClientKey): readonly (string | undefined)[] {
  const { default: built, values, min, max, type } = key
  const bounds =
    type !== 'integer' || (min === undefined && max === undefined)
      ? undefined
      : max === undefined
        ? `At least ${min}`
        : `From ${min ?? 0} to ${max}`
  return [
    key.required ? 'Has to be set' : built === null ? undefined : `Default: ${built === '' ? 'empty' : code(built)}`,
    values && `One of: ${codes(values)}`,
    type === 'boolean' ? 'yes or no' : undefined,
    bounds,
    key.ignored ? '**Ignored**: Postfix reads it and does nothing with it' : undefined,
    key.replacedBy ? `Use ${code(key.replacedBy)} instead` : undefined,
    `Since Postfix ${key.since}`,
  ]
}

/** A name of a local recipient. */
export function describeAlias({ name, role, line }: AliasName, isDefined: boolean): string {
  if (role === 'define') {
    const count = line.type === 'alias' ? line.targets.length : 0
    return paragraphs(
      `**${name}** · alias`,
      `Mail for ${code(name)} goes to ${count === 1 ? 'the recipient' : `the ${count} recipients`} on the right, wherever the domain is one of \`mydestination\`. Upper and lower case are the same.`,
      ownerOf(name),
    )
  }
  const known = isDefined
    ? 'An entry of this table says where its mail goes.'
    : name.includes('@')
      ? 'This table has no entry for it, and leads no further.'
      : 'This table has no entry for it: it is an account, or something else knows it.'
  return paragraphs(`**${name}** · recipient`, known)
}

function ownerOf(name: string): string | undefined {
  const list = /^owner-(.+)$/i.exec(name)?.[1]
  return (
    list &&
    `Bounces of mail to the list ${code(list)} go here: it becomes the sender of what the list sends on (\`owner_request_special\`).`
  )
}
