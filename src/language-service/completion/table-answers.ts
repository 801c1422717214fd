import type { AccessAction, ResultAttribute, TableUse } from '../../catalog/types.js'
import { isForbidden } from '../../config/access-results.js'
import { type ContentAction, checkerOf, contentActions } from '../../config/content-actions.js'
import type { Project } from '../../config/project.js'
import type { Table } from '../../config/tables.js'
import { restrictionClasses } from '../../config/value-kinds.js'
import { type Proposal, plain } from './items.js'
import type { Written } from './table-place.js'
import { serviceProposals } from './values.js'

/** Proposals, and the stretch of the text that they take the place of. */
export interface TableAnswer {
  readonly proposals: readonly Proposal[]
  readonly start: number
  readonly end: number
}

/** What a table can answer, by what it is used for. */
export function answerProposals(project: Project, table: Table, written: Written): readonly TableAnswer[] {
  const { text, at } = written
  const word = wordAround(text, at)
  const answer = (proposals: readonly Proposal[], start = word.start): readonly TableAnswer[] =>
    proposals.length === 0 ? [] : [{ proposals, start, end: word.end }]
  return table.uses.flatMap((use): readonly TableAnswer[] => {
    switch (use.value) {
      case 'access-action':
        return accessAnswers(project, table, use, written, word)
      case 'content-action':
        return word.start === 0 ? answer(contentProposals(project, use)) : filterAnswers(project, written)
      case 'transport':
        return transportAnswer(project, text, at, 0)
      case 'tls-policy':
        return policyAnswers(project, written, word)
      case 'tls-level':
        return answer(wordsOfSort('tls per-site', ['NONE', 'MAY', 'MUST', 'MUST_NOPEERMATCH']))
      case 'postscreen-action':
        return answer(wordsOfSort('postscreen action', ['permit', 'reject', 'dunno']))
      case 'dns-action':
        return answer(wordsOfSort('dns action', ['IGNORE']))
      case 'requiretls-policy':
        return answer(wordsOfSort('requiretls policy', project.catalog.vocabulary('requiretls-policy')?.words ?? []))
      case 'ehlo-keywords':
      case 'pix-workarounds':
        return answer(vocabularyProposals(project, use.value))
      case 'sender-patterns':
        return answer([
          { label: '*', kind: 'word', detail: 'any address' },
          { label: '<>', kind: 'word', detail: 'the empty sender' },
        ])
      case 'milters':
        return answer([{ label: 'DISABLE', kind: 'keyword', detail: 'no Milters for these clients' }])
      case 'nexthop':
        return answer([{ label: 'DUNNO', kind: 'keyword', detail: 'as if the sender were not in the table' }])
      default:
        return []
    }
  })
}

/** The word at an offset, between white space. */
export function wordAround(text: string, at: number): { readonly start: number; readonly end: number } {
  let start = at
  while (start > 0 && !/[\s,]/.test(text.charAt(start - 1))) start--
  let end = at
  while (end < text.length && !/[\s,]/.test(text.charAt(end))) end++
  return { start, end }
}

function wordsOfSort(sort: string, words: readonly string[]): readonly Proposal[] {
  return words.map(label => ({ label, kind: 'keyword', about: { kind: 'words', name: `${sort}: ${label}` }, rank: 2 }))
}

function vocabularyProposals(project: Project, name: string): readonly Proposal[] {
  const words = project.catalog.vocabulary(name)?.words ?? []
  return words.map(label => ({ label, kind: 'word', rank: 2 }))
}

function accessAnswers(
  project: Project,
  table: Table,
  use: TableUse,
  written: Written,
  word: { readonly start: number; readonly end: number },
): readonly TableAnswer[] {
  const { text } = written
  const first = text.slice(0, wordAround(text, 0).end)
  const actions = project.catalog.accessActions().filter(({ name }) => /^[A-Z_]+$/.test(name))
  if (word.start > 0) {
    if (/^(?:[45]\d\d|\d+)$/.test(first)) return []
    if (actions.some(({ name }) => name === first.toUpperCase())) return filterAnswers(project, written)
    return [{ proposals: restrictionProposals(project), ...word }]
  }
  const restrictions = table.mentions.flatMap(mention =>
    mention.use.name === use.name && mention.restriction !== undefined ? [mention.restriction] : [],
  )
  const allowed = actions.filter(action => !restrictions.some(restriction => isForbidden(action, restriction)))
  return [{ proposals: [...allowed.map(actionProposal), ...codeProposals, ...restrictionProposals(project)], ...word }]
}

function actionProposal({ name, argument, argumentRequired, documented, outcome }: AccessAction): Proposal {
  const wants = argumentRequired ? argumentTexts[argument] : undefined
  return {
    label: name,
    kind: 'keyword',
    detail: wants === undefined ? outcome : wants.replaceAll(/\$\{\d:([^}]*)\}/g, '$1'),
    about: { kind: 'words', name: `access action: ${name}` },
    rank: documented ? 2 : 8,
    ...(wants !== undefined && { text: `${name} `, snippet: `${name} ${wants}` }),
  }
}

/** What stands where the argument of an action is to be filled in. */
const argumentTexts: Readonly<Record<string, string>> = {
  'transport:destination': '${1:transport}:${2:destination}',
  'user@domain': '${1:user@example.com}',
  'headername: headervalue': '${1:X-Name}: ${2:value}',
  text: '${1:text}',
}

/** Replies with a code of one's own. */
const codeProposals: readonly Proposal[] = [
  ['450', '4NN', 'refuses for now, with this text'],
  ['550', '5NN', 'refuses for good, with this text'],
  ['421', '421', 'refuses for now, and hangs up'],
  ['521', '521', 'refuses for good, and hangs up'],
].map(([code = '', action = '', detail]) => ({
  label: `${code} ${code.charAt(0)}.7.1`,
  kind: 'value',
  detail,
  about: { kind: 'words', name: `access action: ${action}` },
  rank: 3,
  text: `${code} ${code.charAt(0)}.7.1 `,
  snippet: `${code} ${code.charAt(0)}.7.1 \${1:text}`,
}))

/** Restrictions that can stand in a result: those that need no table, and classes. */
function restrictionProposals(project: Project): readonly Proposal[] {
  const { catalog } = project
  const names = catalog.restrictionNames().flatMap((name): readonly Proposal[] => {
    const found = catalog.restriction(name)
    if (found === undefined || found.status !== 'active' || found.argument?.kind === 'map') return []
    return [{ label: name, kind: 'function', about: { kind: 'restriction', name }, rank: 5 }]
  })
  const classes = [...restrictionClasses(project)].map((label): Proposal => {
    return { label, kind: 'variable', detail: 'restriction class', about: { kind: 'parameter', name: label }, rank: 3 }
  })
  return [...classes, ...names]
}

function contentProposals(project: Project, use: TableUse): readonly Proposal[] {
  const checker = checkerOf(use)
  return contentActions
    .filter(
      ({ since, checkers }) => project.catalog.atLeast(since) && (checker === undefined || checkers.includes(checker)),
    )
    .map(contentProposal)
}

const contentTexts: { readonly [argument in NonNullable<ContentAction['argument']>]: string } = {
  address: '${1:user@example.com}',
  destination: '${1:transport}:${2:destination}',
  header: '${1:X-Name}: ${2:value}',
}

function contentProposal({ name, argument }: ContentAction): Proposal {
  return {
    label: name,
    kind: 'keyword',
    about: { kind: 'words', name: `content action: ${name}` },
    rank: name === 'OK' ? 8 : 2,
    ...(argument && { text: `${name} `, snippet: `${name} ${contentTexts[argument]}` }),
  }
}

/** Behind `FILTER`: a transport. */
function filterAnswers(project: Project, { text, at }: Written): readonly TableAnswer[] {
  const before = /^filter\s+/i.exec(text)?.[0].length
  return before === undefined || at < before ? [] : transportAnswer(project, text, at, before)
}

function transportAnswer(project: Project, text: string, at: number, start: number): readonly TableAnswer[] {
  const colon = text.indexOf(':', start)
  if (colon >= 0 && colon < at) return []
  const proposals = serviceProposals(project, true).map(proposal =>
    colon < 0 ? proposal : { ...proposal, text: proposal.label },
  )
  return [{ proposals, start, end: colon < 0 ? wordAround(text, at).end : colon }]
}

function policyAnswers(
  project: Project,
  { text, at }: Written,
  word: { readonly start: number; readonly end: number },
): readonly TableAnswer[] {
  const { catalog } = project
  const result = catalog.tableResult('smtp_tls_policy_maps')
  if (result === undefined) return []
  if (word.start === 0) {
    const levels = catalog.vocabulary(result.levels)?.words ?? []
    return [{ proposals: wordsOfSort('tls level', levels), ...word }]
  }
  const equals = text.indexOf('=', word.start)
  if (equals >= 0 && equals < at) {
    const name = text.slice(word.start, equals).toLowerCase()
    const separator = text.lastIndexOf(':', at - 1)
    const start = Math.max(equals + 1, separator + 1)
    return [{ proposals: attributeValues(project, name), start, end: word.end }]
  }
  const level = text.slice(0, wordAround(text, 0).end).toLowerCase()
  const present = new Set([...text.matchAll(/([a-z_]+)=/gi)].map(([, name = '']) => name.toLowerCase()))
  const attributes = result.attributes.filter(
    attribute => attribute.levels?.includes(level) !== false && (attribute.repeatable || !present.has(attribute.name)),
  )
  const end = equals >= 0 && equals < word.end ? equals + 1 : word.end
  return [{ proposals: attributes.map(attributeProposal), start: word.start, end }]
}

function attributeProposal({ name, value, since }: ResultAttribute): Proposal {
  return {
    label: name,
    text: `${name}=`,
    kind: 'property',
    detail: value,
    about: { kind: 'words', name: `tls attribute: ${name}` },
    // Those of programs that answer with policies.
    rank: since === '3.10' ? 8 : 2,
    more: true,
  }
}

function attributeValues(project: Project, name: string): readonly Proposal[] {
  const words = (labels: readonly string[]): readonly Proposal[] => labels.map(label => ({ label, kind: 'word' }))
  switch (name) {
    case 'ciphers':
      return vocabularyProposals(project, 'tls-cipher-grade')
    case 'protocols': {
      const { words: known = [], prefixes = [] } = project.catalog.vocabulary('tls-protocols') ?? {}
      const bound = prefixes.some(({ prefix }) => prefix === '>=') ? ['>=TLSv1.2', '>=TLSv1.3'] : []
      return words([...bound, ...known.map(protocol => `!${protocol}`), ...known])
    }
    case 'match':
      return words(['nexthop', 'dot-nexthop', 'hostname'])
    case 'servername':
      return words(['nexthop', 'hostname'])
    case 'connection_reuse':
    case 'enable_rpk':
      return words(['yes', 'no'])
    case 'policy_type':
      return words(['sts', 'no-policy-found'])
    default:
      return []
  }
}

/** A table's result can refer to the groups of its pattern. */
export function groupProposals(groups: readonly string[]): readonly Proposal[] {
  return groups.map((group, index) => {
    const label = `$${index + 1}`
    return { label, kind: 'variable', detail: group, snippet: plain(label), rank: 1 }
  })
}
