import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readCatalogData } from '../../scripts/catalog-update/catalog-data.js'
import { createCatalog } from '../../src/catalog/catalog.js'
import { parameterEntries } from '../../src/catalog/data-files.js'
import { loadProse } from '../../src/catalog/prose.js'
import { proseSchema } from '../../src/catalog/schema.js'
import { contentActions } from '../../src/config/content-actions.js'

const folder = new URL('../../src/catalog/data/', import.meta.url)
const data = readCatalogData(folder.pathname)
const prose = await loadProse()
const catalog = createCatalog({ version: '3.11.6', profile: 'upstream' })
const prefixed = (prefix: string, records: object) => Object.keys(records).map(name => `${prefix}: ${name}`)
const { restrictions, services, tables } = data

/** Settings that mean the same for each database. */
const ofAll = new Set(['domain', 'expansion_limit', 'result_format'])

/** Everything that has a name in the catalogue, and so a sentence. */
const named = {
  parameters: [...parameterEntries.names()],
  restrictions: [...Object.keys(restrictions.restrictions), ...prefixed('access action', restrictions.accessActions)],
  tables: Object.keys(tables.types),
  services: [
    ...prefixed('program', services.programs),
    ...prefixed('service', services.services),
    ...services.masterCf.fields.map(field => `field: ${field}`),
    ...services.masterCf.types.map(({ type }) => `type: ${type}`),
    ...prefixed('option', services.options),
    ...prefixed('pipe attribute', services.pipeAttributes),
    ...prefixed('pipe flag', services.pipeFlags),
    ...prefixed('pipe macro', services.pipeMacros),
    ...prefixed('spawn attribute', services.spawnAttributes),
    ...prefixed('smtp attribute', services.smtpAttributes),
    ...prefixed('smtp flag', services.smtpFlags),
  ],
  words: [
    ...contentActions.map(({ name }) => `content action: ${name}`),
    ...['i', 'm', 'x'].map(letter => `pattern flag: regexp ${letter}`),
    ...[...'imsxAEUX'].map(letter => `pattern flag: pcre ${letter}`),
    ...Object.entries(data.clients).flatMap(([type, keys]) =>
      Object.keys(keys).map(key => `${type === 'ldap' && !ofAll.has(key) ? 'ldap' : 'client'} setting: ${key}`),
    ),
    ...prefixed('tls level', data.vocabularies['smtp-tls-level']?.words ?? {}),
    ...(catalog.tableResult('smtp_tls_policy_maps')?.attributes ?? []).map(({ name }) => `tls attribute: ${name}`),
    ...prefixed('requiretls policy', data.vocabularies['requiretls-policy']?.words ?? {}),
    ...['NONE', 'MAY', 'MUST', 'MUST_NOPEERMATCH'].map(level => `tls per-site: ${level}`),
    ...prefixed('postscreen action', data.vocabularies['postscreen-access']?.words ?? {}),
    ...[...'sudSUD1'].flatMap(letter => [`query letter: ${letter}`, `result letter: ${letter}`]),
    ...['file', 'home-file', 'command', 'include'].map(kind => `target: ${kind}`),
    ...['block: if', 'block: endif', 'dns action: IGNORE'],
  ],
} as const

describe.each(Object.keys(named) as (keyof typeof named)[])('%s', section => {
  test('every name has its sentences, and nothing else has', () => {
    expect([...prose[section].keys()].sort()).toEqual([...new Set(named[section])].sort())
  })

  test('the sentences are sentences', () => {
    const odd = [...prose[section]].filter(
      ([, text]) =>
        !/^(?:[\p{Lu}`"\d]|master\.cf )/u.test(text) ||
        !/[.)]$/.test(text) ||
        text.length < 30 ||
        text.length > 400 ||
        / {2}/.test(text),
    )
    expect(odd).toEqual([])
  })

  test('backticks come in pairs', () => {
    expect([...prose[section]].filter(([, text]) => text.split('`').length % 2 === 0)).toEqual([])
  })
})

test('no two names have the same sentences', () => {
  const all = [prose.parameters, prose.restrictions, prose.tables].flatMap(section => [...section.values()])
  expect(all.filter((text, index) => all.indexOf(text) !== index)).toEqual([])
})

test('names in backticks are known', () => {
  const known = new Set<string>([
    ...named.parameters,
    ...named.restrictions,
    ...Object.keys(data.families.families),
    ...Object.values(data.clients).flatMap(keys => Object.keys(keys)),
    ...Object.values(data.vocabularies).flatMap(({ words }) => Object.keys(words)),
    ...Object.values(data.parameters).flatMap(({ macros }) => macros?.split(' ') ?? []),
    ...Object.keys(services.programs),
    ...Object.keys(services.pipeAttributes),
    // A word of the log, an attribute of the policy protocol, a name in OpenSSL's own file.
    ...['reject_warning', 'policy_context', 'openssl_conf'],
  ])
  const mentioned = Object.entries(prose).flatMap(([section, texts]) =>
    section === 'codes'
      ? []
      : [...(texts as ReadonlyMap<string, string>)].flatMap(([name, text]) =>
          [...text.matchAll(/`\$?([a-z0-9]+(?:_[a-z0-9A-Z]+)+)(?: = [^`]*)?`/g)].map(
            ([, word = '']) => [name, word] as const,
          ),
        ),
  )
  expect(mentioned.filter(([, word]) => !known.has(word))).toEqual([])
})

test.each(
  [1, 2, 3, 4].map(part => `parameters-${part}`).concat('restrictions', 'services', 'tables', 'codes', 'table-words'),
)('prose/%s.json fits its schema', file => {
  const text = readFileSync(new URL(`prose/${file}.json`, folder), 'utf8')
  expect(proseSchema.safeParse(JSON.parse(text)).error?.issues).toBeUndefined()
})

test('it is loaded once', async () => {
  expect(await loadProse()).toBe(prose)
})
