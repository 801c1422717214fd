import type { ClientKey, DictionaryClient } from '../../catalog/types.js'
import { templateKeys } from '../../config/client-settings.js'
import type { Table } from '../../config/tables.js'
import { linesOf } from '../tables/table-files.js'
import { type Proposal, plain } from './items.js'
import { type TableAnswer, wordAround } from './table-answers.js'
import type { TablePlace } from './table-place.js'

/** Settings of a database client that its file does not have yet. */
export function clientNames(client: DictionaryClient, table: Table, hasEquals: boolean): readonly Proposal[] {
  const present = new Set<string>()
  for (const line of linesOf(table)) if (line.type === 'setting') present.add(line.name)
  const newWay = ['query', 'select_function'].some(name => present.has(name))
  return client.keyNames().flatMap((name): readonly Proposal[] => {
    const key = present.has(name) ? undefined : client.key(name)
    if (key === undefined || (key.oldInterface && newWay)) return []
    const end = hasEquals ? '' : ' = '
    return [
      {
        label: name,
        kind: 'property',
        detail: detailOf(key),
        deprecated: key.ignored || key.oldInterface || key.replacedBy !== undefined,
        about: { kind: 'client-setting', name: `${client.type} ${name}` },
        rank: rankOf(key),
        text: name + end,
        ...(key.values && { more: true }),
      },
    ]
  })
}

function rankOf({ ignored, oldInterface, replacedBy, required, key }: ClientKey): number {
  if (ignored) return 9
  if (oldInterface || replacedBy !== undefined) return 8
  return required || usual.has(key) ? 1 : 5
}

/** What hardly any client file is without. */
const usual: ReadonlySet<string> = new Set([
  'hosts',
  'user',
  'password',
  'dbname',
  'query',
  'server_host',
  'search_base',
  'query_filter',
  'result_attribute',
  'memcache',
])

function detailOf({ default: built, required, type }: ClientKey): string {
  if (required) return 'has to be set'
  if (built === null) return type
  return built === '' ? 'default: empty' : `default: ${built}`
}

/** What a setting of a client can say at the cursor. */
export function clientValues(
  client: DictionaryClient,
  { setting, text, at }: TablePlace & { readonly type: 'client-value' },
): TableAnswer | undefined {
  const key = client.key(setting.name)
  if (key === undefined) return undefined
  const template = templateAnswer(setting.name, text, at)
  if (template !== undefined) return template
  const end = text.length
  const words = key.values ?? (key.type === 'boolean' ? ['yes', 'no'] : endpointWords[setting.name])
  if (words !== undefined) {
    const proposals = words.map((label): Proposal => {
      return { label, kind: 'word', ...(label === key.default && { detail: 'default' }), rank: 2 }
    })
    return { proposals, ...wordAround(text, at) }
  }
  const example = examples[`${client.type} ${setting.name}`] ?? examples[setting.name]
  const built = key.default === null || key.default === '' ? [] : [defaultProposal(key.default)]
  if (text.length > 1 || (example === undefined && built.length === 0)) return undefined
  const written: readonly Proposal[] =
    example === undefined
      ? []
      : [{ label: example, kind: 'snippet', detail: 'example', snippet: plain(example), rank: 3 }]
  return { proposals: [...built, ...written], start: 0, end }
}

function defaultProposal(label: string): Proposal {
  return { label, kind: 'value', detail: 'default', rank: 4 }
}

const endpointWords: Readonly<Record<string, readonly string[]>> = {
  hosts: ['unix:', 'inet:', '127.0.0.1'],
  memcache: ['unix:', 'inet:'],
}

/** What people begin with. */
const examples: Readonly<Record<string, string>> = {
  query: "SELECT goto FROM alias WHERE address = '%s' AND active = 1",
  'ldap query_filter': '(&(objectClass=inetOrgPerson)(mail=%s))',
  'mongodb query_filter': '{"address": "%s", "active": 1}',
  server_host: 'ldap://ldap.example.com',
  search_base: 'dc=example,dc=com',
  uri: 'mongodb://localhost:27017/',
}

const queryLetters: readonly (readonly [string, string])[] = [
  ['%s', 'the key'],
  ['%u', 'its local part'],
  ['%d', 'its domain'],
  ['%1', 'its top-level domain'],
  ['%2', 'the label before that'],
]

const resultLetters: readonly (readonly [string, string])[] = [
  ['%s', 'the value that was found'],
  ['%u', 'its local part'],
  ['%d', 'its domain'],
  ['%S', 'the key'],
  ['%U', 'the local part of the key'],
  ['%D', 'the domain of the key'],
]

/** Behind a `%`: what it can stand for. */
function templateAnswer(name: string, text: string, at: number): TableAnswer | undefined {
  const letters = templates[name]
  if (letters === undefined || text.charAt(at - 1) !== '%') return undefined
  const key = templateKeys(text).find(({ start }) => start === at - 1)
  if (key === undefined) return undefined
  return {
    proposals: letters.map(([label, detail]) => ({ label, kind: 'variable', detail, rank: 1 })),
    start: at - 1,
    end: at + 1,
  }
}

const templates: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  query: queryLetters,
  query_filter: queryLetters,
  search_base: queryLetters,
  key_format: queryLetters,
  result_format: resultLetters,
  result_filter: resultLetters,
}
