import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { catalogNames } from '../../scripts/catalog-names.js'
import { dataFiles } from '../../scripts/catalog-update/catalog-data.js'
import { formatData } from '../../scripts/catalog-update/data-format.js'
import { parameterEntries } from '../../src/catalog/data-files.js'
import * as schemas from '../../src/catalog/schema.js'

const folder = new URL('../../src/catalog/data/', import.meta.url)
const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, folder), 'utf8'))

const schemaOf: Readonly<Record<string, z.ZodType>> = {
  'compatibility.json': schemas.compatibilitySchema,
  'dictionary-clients.json': schemas.dictionaryClientsSchema,
  'log-messages.json': schemas.logMessagesSchema,
  'name-families.json': schemas.nameFamiliesSchema,
  'parameters.json': schemas.parametersSchema,
  'profiles.json': schemas.profilesSchema,
  'restrictions.json': schemas.restrictionsSchema,
  'services.json': schemas.servicesSchema,
  'stock-master.json': schemas.stockMasterSchema,
  'table-uses.json': schemas.tableUsesSchema,
  'tables.json': schemas.tablesSchema,
  'value-syntax.json': schemas.valueSyntaxSchema,
  'versions.json': schemas.versionsSchema,
  'vocabularies.json': schemas.vocabulariesSchema,
}

test('every data file has a schema', () => {
  expect(
    readdirSync(folder)
      .filter(file => file.endsWith('.json'))
      .sort(),
  ).toEqual(Object.keys(schemaOf).sort())
})

test.each(Object.keys(schemaOf))('%s fits its schema', file => {
  const result = schemaOf[file]?.safeParse(read(file))
  expect(result?.error?.issues.slice(0, 5)).toBeUndefined()
})

test('parameters.json has each entry on a line of its own, in order', () => {
  const text = readFileSync(new URL('parameters.json', folder), 'utf8')
  const names = Object.keys(schemas.parametersSchema.parse(JSON.parse(text)))
  expect(text.split('\n').map(line => /^"([^"]+)":\{.*\},?$/.exec(line)?.[1])).toEqual([
    undefined,
    ...names,
    undefined,
    undefined,
  ])
  expect([...names].sort()).toEqual(names)
  expect(parameterEntries.names()).toEqual(names)
  for (const name of ['', '0', 'a', 'zzz', 'smtpd_banne', 'smtpd_bannerr', '{', '}', '"', 'virtual_uid_maps_']) {
    expect(parameterEntries.get(name)).toBeUndefined()
  }
  expect(Object.fromEntries(names.map(name => [name, parameterEntries.get(name)]))).toEqual(JSON.parse(text))
})

test.each(Object.values(dataFiles))('%s has an entry on each line, as the update writes it', file => {
  expect(formatData(read(file) as object)).toBe(readFileSync(new URL(file, folder), 'utf8'))
})

test('src/catalog/names.ts is what scripts/catalog.ts makes', () => {
  const written = readFileSync(new URL('../names.ts', folder), 'utf8')
  expect(written).toBe(catalogNames())
})

describe('references between files', () => {
  const parameters = schemas.parametersSchema.parse(read('parameters.json'))
  const syntax = schemas.valueSyntaxSchema.parse(read('value-syntax.json'))
  const vocabularies = schemas.vocabulariesSchema.parse(read('vocabularies.json'))
  const restrictions = schemas.restrictionsSchema.parse(read('restrictions.json'))
  const services = schemas.servicesSchema.parse(read('services.json'))
  const tables = schemas.tablesSchema.parse(read('tables.json'))
  const families = schemas.nameFamiliesSchema.parse(read('name-families.json'))
  const missing = (names: readonly (string | undefined)[], known: object) =>
    names.filter(name => name !== undefined && !Object.hasOwn(known, name))

  test('kinds', () => {
    const kinds = Object.values(parameters).flatMap(({ kind }) =>
      typeof kind === 'string' ? [kind] : Object.values(kind),
    )
    expect(missing(kinds, syntax.kinds)).toEqual([])
    expect(Object.keys(syntax.kinds).filter(kind => !kinds.includes(kind))).toEqual([])
    expect(
      missing(
        Object.values(families.families).map(({ kind }) => kind),
        syntax.kinds,
      ),
    ).toEqual([])
  })

  test('vocabularies', () => {
    expect(
      missing(
        Object.values(parameters).map(({ vocabulary }) => vocabulary),
        vocabularies,
      ),
    ).toEqual([])
    expect(
      missing(
        Object.values(syntax.tableResults).map(({ levels }) => levels),
        vocabularies,
      ),
    ).toEqual([])
  })

  test('parameters', () => {
    const named = [
      ...Object.values(parameters).flatMap(({ deprecated }) => deprecated?.use ?? []),
      ...Object.values(families.families).map(({ inherits }) => inherits),
      ...Object.keys(restrictions.lists),
      ...Object.values(restrictions.lists).map(({ delayedBy }) => delayedBy),
      ...Object.values(restrictions.restrictions).flatMap(entry => [entry.replyCodeParameter, entry.relatedParameter]),
      ...Object.values(restrictions.accessActions).map(({ replyCodeParameter }) => replyCodeParameter),
      ...Object.values(services.services).map(({ nameParameter }) => nameParameter),
      ...Object.keys(tables.securitySensitive),
      ...Object.values(tables.types).flatMap(({ accessControlledBy, redirectedTo }) => [
        ...(accessControlledBy ?? []),
        redirectedTo,
      ]),
      ...Object.keys(syntax.syntaxes),
      ...Object.keys(syntax.tableResults),
      ...Object.values(syntax.syntaxes).flatMap(({ sameAs, charactersFrom, prefixesFrom }) => [
        sameAs,
        charactersFrom,
        prefixesFrom,
      ]),
    ]
    // A restriction replaced maps_rbl_domains.
    expect(missing(named, { ...parameters, ...restrictions.restrictions })).toEqual([])
  })

  test('restrictions', () => {
    const named = [
      ...restrictions.relayRequirement.words.flatMap(({ anyOf }) => anyOf),
      restrictions.relayRequirement.searchStopsAt,
      restrictions.relayRequirement.skipsWordAfter,
      ...restrictions.lexical.textAfterTerminalIgnored,
      ...Object.values(restrictions.lists).map(({ bareMapMeans }) => bareMapMeans),
      ...Object.values(restrictions.restrictions).flatMap(({ expandsTo }) => expandsTo ?? []),
    ]
    expect(missing(named, restrictions.restrictions)).toEqual([])
    const replacements = Object.values(restrictions.restrictions).flatMap(({ replacement }) => replacement ?? [])
    expect(missing(replacements, { ...restrictions.restrictions, ...parameters })).toEqual([])
    expect(
      missing(
        Object.values(restrictions.restrictions).map(({ requires }) => requires),
        restrictions.contexts,
      ),
    ).toEqual([])
  })

  test('programs', () => {
    expect(
      missing(
        Object.values(services.services).map(({ program }) => program),
        services.programs,
      ),
    ).toEqual([])
    const others = Object.values(services.programs).flatMap(({ aliasOf, sameProgramAs }) => [aliasOf, sameProgramAs])
    expect(missing(others, services.programs)).toEqual([])
    expect(
      missing(
        Object.values(services.programs).flatMap(({ skeleton }) =>
          typeof skeleton === 'string' ? [skeleton] : Object.values(skeleton),
        ),
        services.skeletons,
      ),
    ).toEqual([])
    expect(
      missing(
        Object.values(families.families).flatMap(({ programs }) => programs.split(' ')),
        services.programs,
      ),
    ).toEqual([])
  })

  test('grammars of table sources', () => {
    const grammars = Object.values(tables.types).map(({ sourceGrammar }) => sourceGrammar)
    expect(missing(grammars, tables.grammars)).toEqual([])
  })

  test('releases of timelines ascend', () => {
    const keyOf = (release: string) => {
      const [major = '0', minor = '0', patch = '0'] = release.split(/[.-]/)
      return Number(major) * 1e6 + Number(minor) * 1e3 + Number(patch)
    }
    const unordered = Object.entries(parameters).filter(([, record]) =>
      [record.default, record.type, record.kind, record.class, record.min, record.max, record.readBy].some(timeline => {
        if (timeline === null || typeof timeline !== 'object') return false
        const releases = Object.keys(timeline).map(keyOf)
        return releases.some((release, index) => index > 0 && release <= (releases[index - 1] ?? 0))
      }),
    )
    expect(unordered.map(([name]) => name)).toEqual([])
  })
})
