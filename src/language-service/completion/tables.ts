import type { CompletionItem } from 'vscode-languageserver'
import { clientOf } from '../../config/client-settings.js'
import type { Project } from '../../config/project.js'
import { patternFlags, readTablePattern } from '../../config/read-patterns.js'
import type { Table } from '../../config/tables.js'
import type { PatternNode } from '../../syntax/patterns/nodes.js'
import type { TableLine } from '../../syntax/tables/nodes.js'
import { linesOf, tableNamed } from '../tables/table-files.js'
import { clientNames, clientValues } from './client-settings.js'
import { type ItemForm, type Proposal, toItems } from './items.js'
import { type Proposals, ruleNames } from './rule-names.js'
import { answerProposals, groupProposals, type TableAnswer, wordAround } from './table-answers.js'
import { type TablePlace, tablePlace, type Written } from './table-place.js'

/** What can be written at an offset of a lookup table. */
export function completeTable(project: Project, uri: string, offset: number, form: ItemForm): CompletionItem[] {
  const table = tableNamed(project, uri)
  const place = table && tablePlace(table, offset)
  if (table === undefined || place === undefined) return []
  const { source } = table
  return proposalsAt(project, table, place, offset).flatMap(({ word, proposals }) =>
    toItems(proposals, { source, uri, word, offset }, form),
  )
}

function proposalsAt(project: Project, table: Table, place: TablePlace, offset: number): readonly Proposals[] {
  const put = ({ at }: Written, answers: readonly TableAnswer[]): readonly Proposals[] =>
    answers.map(({ proposals, start, end }) => ({
      // The probing letter is not in the file.
      word: { start: offset - (at - start), end: offset + Math.max(0, end - at - 1) },
      proposals,
    }))
  switch (place.type) {
    case 'comment': {
      const found = ruleNames(table.source, place.hash, offset)
      return found ? [found] : []
    }
    case 'client-name': {
      const client = clientOf(project, table)
      const proposals = client ? clientNames(client, table, place.hasEquals) : []
      return put(place, [{ proposals, start: 0, end: place.text.length }])
    }
    case 'client-value': {
      const client = table.source.isSecret({ start: offset, end: offset }) ? undefined : clientOf(project, table)
      const found = client && clientValues(client, place)
      return found ? put(place, [found]) : []
    }
    case 'flags':
      return put(place, [{ proposals: flagProposals(table, place), start: place.at, end: place.at + 1 }])
    case 'key':
      return isBegun(place.line) ? put(place, keyAnswers(project, table, place)) : []
    case 'value': {
      const group = groupAnswer(table, place)
      return put(
        place,
        group ? [group] : table.syntax === 'aliases' ? [targets(table, place)] : answerProposals(project, table, place),
      )
    }
    default:
      return place satisfies never
  }
}

/** True for a line that has no more than the beginning of a key. */
function isBegun(line: TableLine): boolean {
  return line.type === 'broken-entry' || (line.type === 'network-rule' && line.result.value === '')
}

function flagProposals({ syntax }: Table, { text }: Written): readonly Proposal[] {
  if (syntax !== 'regexp' && syntax !== 'pcre') return []
  return [...patternFlags[syntax]]
    .filter(letter => !text.includes(letter))
    .map(letter => ({
      label: letter,
      kind: 'keyword',
      about: { kind: 'words', name: `pattern flag: ${syntax} ${letter}` },
    }))
}

/** What a line can begin with. */
function keyAnswers(project: Project, table: Table, { text }: Written): readonly TableAnswer[] {
  const { syntax } = table
  const answer = (proposals: readonly Proposal[]): readonly TableAnswer[] => [{ proposals, start: 0, end: text.length }]
  const block = (key: string, place: string): Proposal => ({
    label: 'if ... endif',
    filter: 'if',
    kind: 'snippet',
    detail: 'a block',
    text: `if ${key}\nendif`,
    snippet: `if ${place}\n$0\nendif`,
    about: { kind: 'words', name: 'block: if' },
    rank: 3,
  })
  const endif: Proposal = { label: 'endif', kind: 'keyword', about: { kind: 'words', name: 'block: endif' }, rank: 3 }
  switch (syntax) {
    case 'regexp':
    case 'pcre': {
      const rule: Proposal = {
        label: '/pattern/ action',
        filter: '/',
        kind: 'snippet',
        text: '/^pattern$/ DUNNO',
        snippet: '/^${1:pattern}\\$/ ${2:DUNNO}',
        rank: 2,
      }
      return answer([rule, block('/^pattern/', '/^${1:pattern}/'), endif])
    }
    case 'cidr':
      return project.catalog.tableGrammar('cidr')?.blocks
        ? answer([block('192.0.2.0/24', '${1:192.0.2.0/24}'), endif])
        : []
    case 'aliases':
      return answer(aliasNames(table))
    default:
      return []
  }
}

/** Names that RFC 2142 wants, and programs write to. */
const wantedAliases = ['postmaster', 'root', 'abuse', 'hostmaster', 'webmaster', 'mailer-daemon']

function aliasNames(table: Table): readonly Proposal[] {
  const present = namesIn(table)
  return wantedAliases
    .filter(name => !present.has(name))
    .map(label => ({
      label,
      kind: 'value',
      text: `${label}: `,
      rank: label === 'postmaster' || label === 'root' ? 2 : 4,
    }))
}

/** As many names of a table are proposed. */
const mostNames = 500

function namesIn(table: Table): ReadonlySet<string> {
  const names = new Set<string>()
  for (const line of linesOf(table)) {
    if (line.type === 'alias') names.add(line.name.toLowerCase())
    if (names.size >= mostNames) break
  }
  return names
}

/** Where an alias can lead. */
function targets(table: Table, { line, text, at }: Written & { readonly line: TableLine }): TableAnswer {
  const own = line.type === 'alias' ? line.name.toLowerCase() : ''
  const names = [...namesIn(table)].filter(name => name !== own && /^[\w.+-]+$/.test(name))
  const forms: readonly Proposal[] = [
    {
      label: ':include:',
      kind: 'keyword',
      text: ':include:/',
      about: { kind: 'words', name: 'target: include' },
      rank: 3,
    },
    {
      label: '"|command"',
      kind: 'keyword',
      text: '"|/"',
      snippet: '"|${1:/path/of/command}"',
      about: { kind: 'words', name: 'target: command' },
      rank: 4,
    },
    { label: '/file', kind: 'keyword', text: '/', about: { kind: 'words', name: 'target: file' }, rank: 4 },
  ]
  return {
    proposals: [...names.map((label): Proposal => ({ label, kind: 'value', detail: 'alias', rank: 2 })), ...forms],
    ...wordAround(text, at),
  }
}

/** Behind a `$` in the result of a pattern: its groups. */
function groupAnswer(
  table: Table,
  { line, text, at }: Written & { readonly line: TableLine },
): TableAnswer | undefined {
  if (line.type !== 'pattern-rule' || text.charAt(at - 1) !== '$' || line.negations % 2 === 1) return undefined
  const { alternatives } = readTablePattern(line, table.syntax)
  const groups: string[] = []
  collectGroups(alternatives.flat(), line.pattern.value, groups)
  return { proposals: groupProposals(groups), start: at - 1, end: at + 1 }
}

function collectGroups(nodes: readonly PatternNode[], text: string, groups: string[]): void {
  for (const node of nodes) {
    const inner = node.type === 'repeat' ? node.item : node
    if (inner.type !== 'group') continue
    if (inner.number !== undefined) groups[inner.number - 1] = text.slice(inner.start, inner.end)
    collectGroups(inner.alternatives.flat(), text, groups)
  }
}
