import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createCatalog } from '../../src/catalog/catalog.js'

const folder = new URL('../../fixtures/postconf/3.7.11-debian/', import.meta.url)
const lines = (file: string) => readFileSync(new URL(file, folder), 'utf8').trimEnd().split('\n')

/** What postconf(1) printed: name and default. */
const recorded = new Map(
  lines('postconf-d.txt').map(line => {
    const equals = line.indexOf('=')
    return [line.slice(0, equals).trim(), line.slice(equals + 1).trim()] as const
  }),
)

/** Defaults that no table can hold, and why. */
const computed: Readonly<Record<string, string>> = {
  mail_release_date: 'the release',
  mail_version: 'the release',
  mydomain: 'the host',
  myhostname: 'the host',
  mynetworks: 'the host',
  process_id: 'the process',
  process_name: 'the process',
}

describe('Debian Postfix 3.7.11', () => {
  const catalog = createCatalog({ version: '3.7.11', profile: 'debian' })
  const services = lines('postconf-M.txt')
    .filter(line => /^\S/.test(line))
    .map(line => line.split(/\s+/))
    .map(([name = '', , , , , , , program = '']) => ({ name, program }))
  const made = new Map(
    services.flatMap(service => catalog.serviceMade(service).map(({ name, default: text }) => [name, text] as const)),
  )
  const shown = catalog.parameterNames().filter(name => {
    const group = catalog.parameter(name)?.class
    return group === 'builtin' || group === 'read-only'
  })

  test('the same names', () => {
    expect([...shown, ...made.keys()].sort()).toEqual([...recorded.keys()].sort())
    expect(recorded.size).toBe(1043)
  })

  test('the same defaults', () => {
    const different = shown.filter(name => catalog.parameter(name)?.default !== recorded.get(name))
    expect(different).toEqual(Object.keys(computed))
    expect(different.filter(name => catalog.parameter(name)?.default !== null)).toEqual([])
  })

  test('the same defaults of names that services make', () => {
    expect([...made].filter(([name, text]) => recorded.get(name) !== text)).toEqual([])
    expect(made.size).toBe(recorded.size - shown.length)
  })

  test('every name that a service makes is of a family', () => {
    for (const [name, text] of made) expect(catalog.transportFamily(name)).toMatchObject({ name, default: text })
  })

  test('the upstream build differs in its directories only', () => {
    const upstream = createCatalog({ version: '3.7.11', profile: 'upstream' })
    const different = shown.filter(name => upstream.parameter(name)?.default !== catalog.parameter(name)?.default)
    expect(different).toEqual(['daemon_directory', 'html_directory', 'manpage_directory', 'readme_directory'])
    expect(different.filter(name => !upstream.parameter(name)?.buildDependent)).toEqual([])
  })

  test('the same table types, plug-ins that are not installed left out', () => {
    const installed = new Set(lines('postconf-m.txt'))
    expect([...installed].filter(type => !catalog.tableType(type))).toEqual([])
    const others = catalog.tableTypes().filter(type => !installed.has(type))
    for (const type of others) expect([type, catalog.tableType(type)?.package]).not.toEqual([type, 'postfix'])
  })

  test('every program of its master.cf is known', () => {
    expect(services.filter(({ program }) => !catalog.program(program))).toEqual([])
  })
})
