import type { SemanticTokens, SemanticTokensLegend } from 'vscode-languageserver'
import type { Project } from '../config/project.js'
import type { ConfigFile, MainLine, MasterLine } from '../syntax/nodes.js'
import type { TableLine } from '../syntax/tables/nodes.js'
import type { Range } from '../text/range.js'
import type { Occurrence, TableWordSort } from './occurrence-types.js'
import { fileNamed, occurrencesIn } from './occurrences.js'
import { toPosition } from './positions.js'
import { linesTouching, tableNamed } from './tables/table-files.js'
import { occurrencesOfLine } from './tables/table-occurrences.js'

const tokenTypes = [
  'comment',
  'property',
  'variable',
  'keyword',
  'type',
  'class',
  'function',
  'enumMember',
  'number',
  'parameter',
  'operator',
  'regexp',
] as const
const tokenModifiers = ['declaration', 'deprecated', 'defaultLibrary'] as const

type TokenType = (typeof tokenTypes)[number]
type TokenModifier = (typeof tokenModifiers)[number]

/** Names of what the tokens are, in the order of their numbers. */
export const legend: SemanticTokensLegend = { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] }

interface Token {
  readonly range: Range
  readonly type: TokenType
  readonly modifiers: readonly TokenModifier[]
}

/** What each name of a file is, for colouring; `within` limits it to a stretch. */
export function semanticTokens(project: Project, uri: string, within?: Range): SemanticTokens {
  const file = fileNamed(project, uri)
  const found = file ? tokensOf(project, file) : tableTokens(project, uri, within)
  const tokens = found
    .filter(({ range }) => within === undefined || (range.start < within.end && range.end > within.start))
    .sort((a, b) => a.range.start - b.range.start || b.range.end - a.range.end)
  return { data: encode(project, uri, tokens) }
}

function tokensOf(project: Project, file: ConfigFile): readonly Token[] {
  const comments = file.lines.flatMap(commentTokens)
  return [...comments, ...occurrencesIn(project, file).flatMap(found => tokenOf(project, found))]
}

/** So much of a table is coloured when all of it is asked for; editors ask for what they show. */
const mostColoured = 200_000

function tableTokens(project: Project, uri: string, within: Range = { start: 0, end: mostColoured }): readonly Token[] {
  const table = tableNamed(project, uri)
  const tokens: Token[] = []
  for (const line of table === undefined ? [] : linesTouching(table, within)) {
    tokens.push(...commentTokens(line))
    if (table) for (const found of occurrencesOfLine(project, table, line)) tokens.push(...tokenOf(project, found))
  }
  return tokens
}

/** A comment, or those within an entry. */
function commentTokens(line: MainLine | MasterLine | TableLine): readonly Token[] {
  const own =
    line.type === 'comment' ? [line] : 'inner' in line ? line.inner.filter(inner => inner.type === 'comment') : []
  return own.map(({ hash, range }) => ({ range: { start: hash, end: range.end }, type: 'comment', modifiers: [] }))
}

function tokenOf(project: Project, found: Occurrence): readonly Token[] {
  const { range } = found
  const token = (type: TokenType, ...modifiers: readonly TokenModifier[]) => [{ range, type, modifiers }]
  switch (found.kind) {
    case 'parameter': {
      const known = project.catalog.parameter(found.name) ?? project.catalog.transportFamily(found.name)
      const deprecated = known?.deprecated ? (['deprecated'] as const) : []
      if (found.role === 'set') return token(known ? 'property' : 'variable', 'declaration', ...deprecated)
      return token('variable', ...deprecated)
    }
    case 'macro':
      return token('parameter')
    case 'restriction':
      return token('keyword')
    case 'table-type':
      return token('type')
    case 'service':
      return token('class', ...(found.role === 'define' ? (['declaration'] as const) : []))
    case 'program':
      return token('function')
    case 'reply-code':
      return token('number')
    case 'word':
      return token('enumMember')
    case 'option':
      return token('operator')
    case 'attribute':
      return token('property')
    case 'column':
      return found.name === 'type' ? token('type') : []
    case 'flag':
    case 'table-value':
      return []
    case 'table-key':
      return token(found.line.type.startsWith('pattern') ? 'regexp' : 'property', 'declaration')
    case 'table-word':
      return token(tokenOfWord[found.sort])
    case 'group':
      return token('parameter')
    case 'client-setting':
      return token(
        'property',
        'declaration',
        ...(found.client?.key(found.name)?.ignored ? (['deprecated'] as const) : []),
      )
    case 'alias':
      return found.role === 'define' ? token('property', 'declaration') : token('variable')
    default:
      return found satisfies never
  }
}

const tokenOfWord: { readonly [sort in TableWordSort]: TokenType } = {
  'access action': 'keyword',
  'content action': 'keyword',
  'tls level': 'enumMember',
  'tls attribute': 'property',
  'tls per-site': 'enumMember',
  'postscreen action': 'keyword',
  'dns action': 'keyword',
  'requiretls policy': 'enumMember',
  'query letter': 'parameter',
  'result letter': 'parameter',
  'pattern flag': 'operator',
  block: 'keyword',
  target: 'function',
}

/** Five numbers a token, each place relative to the one before. A token is on one line and overlaps no other. */
function encode(project: Project, uri: string, tokens: readonly Token[]): number[] {
  const source = project.sources.get(uri)
  const data: number[] = []
  let line = 0
  let character = 0
  let reached = 0
  for (const { range, type, modifiers } of source ? tokens : []) {
    if (range.start < reached || source === undefined) continue
    const text = source.text.slice(range.start, range.end)
    const length = /^[^\r\n]*/.exec(text)?.[0].length ?? 0
    if (length === 0) continue
    const start = toPosition(source, range.start)
    const bits = modifiers.reduce((sum, modifier) => sum | (1 << tokenModifiers.indexOf(modifier)), 0)
    data.push(
      start.line - line,
      start.line === line ? start.character - character : start.character,
      length,
      tokenTypes.indexOf(type),
      bits,
    )
    ;({ line, character } = start)
    reached = range.start + length
  }
  return data
}
