import { describe, expect, test } from 'vitest'
import { createCatalog } from '../../src/catalog/catalog.js'
import { branches } from '../../src/catalog/versions.js'

const upstream = (version: string) => createCatalog({ version, profile: 'upstream' })
const catalog = upstream('3.7.11')

/** Counted in src and in conf/master.cf of the last release of each branch; entries in comments included. */
test.each([
  ['2.3', 24, 32],
  ['2.4', 24, 35],
  ['2.5', 24, 36],
  ['2.6', 24, 36],
  ['2.7', 24, 36],
  ['2.8', 27, 40],
  ['2.9', 27, 40],
  ['2.10', 27, 40],
  ['2.11', 27, 40],
  ['3.0', 27, 40],
  ['3.1', 27, 40],
  ['3.2', 27, 40],
  ['3.3', 27, 40],
  ['3.4', 28, 41],
  ['3.5', 28, 41],
  ['3.6', 28, 43],
  ['3.7', 28, 43],
  ['3.8', 28, 43],
  ['3.9', 28, 43],
  ['3.10', 28, 43],
  ['3.11', 29, 43],
  ['3.12', 29, 43],
])('Postfix %s has %d programs and %d stock entries', (branch, programs, entries) => {
  expect(upstream(branch).programs()).toHaveLength(programs)
  expect(upstream(branch).stockEntries()).toHaveLength(entries)
})

describe.each(branches.map(({ branch }) => branch))('the stock master.cf of %s', branch => {
  const target = upstream(branch)
  const entries = target.stockEntries()

  test('every program is known and can run so', () => {
    for (const entry of entries) {
      const program = target.program(entry.command)
      expect([entry.command, program?.types.includes(entry.type)]).toEqual([entry.command, true])
      if (program?.privileged) expect([entry.service, entry.unprivileged]).toEqual([entry.service, 'n'])
      if (program?.processLimit !== undefined)
        expect([entry.service, entry.maxproc]).toEqual([entry.service, String(program.processLimit)])
      if (program?.chroot === 'not-allowed') expect([entry.service, entry.chroot]).toEqual([entry.service, 'n'])
      if (program?.arguments === 'none')
        expect(entry.args.filter((word, at) => word !== '-o' && entry.args[at - 1] !== '-o')).toEqual([])
    }
  })

  test('every type is known', () => {
    const types = target.masterFields().types.map(({ type }) => type)
    expect(entries.filter(({ type }) => !types.includes(type))).toEqual([])
  })

  test('every overridden parameter is known', () => {
    const names = entries.flatMap(({ args }) =>
      args.filter((_, at) => args[at - 1] === '-o').map(word => word.split('=')[0] ?? ''),
    )
    expect(names.filter(name => !target.parameter(name))).toEqual([])
  })

  test('well-known services agree with it', () => {
    for (const service of target.services().filter(({ stock }) => stock)) {
      const entry = entries.find(
        ({ service: name, type, commented }) => name === service.name && type === service.stockType && !commented,
      )
      expect([service.name, entry?.command]).toEqual([service.name, service.program])
      expect([service.name, entry?.maxproc]).toEqual([service.name, service.maxproc])
      expect([service.name, entry?.wakeup]).toEqual([service.name, service.wakeup ?? '-'])
      expect([service.name, entry?.private === '-' ? 'y' : entry?.private]).toEqual([service.name, service.private])
    }
  })

  test('the default of a parameter that names a service is that service', () => {
    for (const { name, nameParameter } of target.services()) {
      if (nameParameter === undefined) continue
      const parameter = target.parameter(nameParameter)
      if (parameter) expect([nameParameter, parameter.default]).toEqual([nameParameter, name])
    }
  })
})

test('programs', () => {
  expect(catalog.program('smtp')).toMatchObject({
    skeleton: 'single',
    arguments: 'attributes',
    types: ['inet', 'unix', 'pass'],
  })
  expect(upstream('3.4').program('smtp')?.arguments).toBe('none')
  expect(catalog.program('qmgr')).toMatchObject({
    processLimit: 1,
    wakeupRequired: true,
    types: ['unix', 'fifo', 'pass'],
  })
  expect(catalog.program('local')).toMatchObject({ privileged: true, chroot: 'not-allowed' })
  expect(catalog.program('nqmgr')).toMatchObject({ aliasOf: 'qmgr', deprecated: true })
  expect(upstream('2.4').program('smtpd')?.types).toEqual(['inet', 'unix'])
  expect(upstream('3.3').program('tlsproxy')?.processLimit).toBeUndefined()
  expect(upstream('3.4').program('tlsproxy')?.processLimit).toBe(0)
  expect(upstream('2.8.10').program('dnsblog')).toMatchObject({ skeleton: 'multi' })
  expect(upstream('2.8.11').program('dnsblog')).toMatchObject({ skeleton: 'single' })
  expect(upstream('2.9.2').program('dnsblog')).toMatchObject({ skeleton: 'multi' })
  expect(upstream('3.3').program('postlogd')).toBeUndefined()
  expect(catalog.program('nbdb_reindexd')).toBeUndefined()
  expect(catalog.program('smtpd')?.optionLetters).toContain('r:')
  expect(upstream('3.3').program('smtpd')?.optionLetters).not.toContain('r:')
})

test('columns of master.cf', () => {
  expect(catalog.masterFields()).toMatchObject({
    chrootByLevel: true,
    braceArguments: true,
    defaults: { private: 'y', unprivileged: 'y', chroot: 'y', wakeup: '0' },
  })
  expect(upstream('2.11').masterFields()).toMatchObject({ chrootByLevel: false, braceArguments: false })
  expect(
    upstream('2.4')
      .masterFields()
      .types.map(({ type }) => type),
  ).toEqual(['inet', 'unix', 'fifo'])
  expect(catalog.masterFields().types.map(({ type }) => type)).toEqual(['inet', 'unix', 'fifo', 'pass', 'unix-dgram'])
})

test('options of the daemons', () => {
  expect(catalog.daemonOption('-o')).toMatchObject({ userSpecifiable: true, longForm: '{ name = value }' })
  expect(upstream('2.11').daemonOption('-o')?.longForm).toBeUndefined()
  expect(upstream('3.3').daemonOption('-r')).toBeUndefined()
  expect(catalog.daemonOption('-d')?.userSpecifiable).toBe(false)
  expect(catalog.daemonOption('-x')).toBeUndefined()
})

test('delivery agents', () => {
  expect(catalog.pipeAttribute('USER')).toMatchObject({ name: 'user', required: true })
  expect(catalog.pipeAttribute('argv')).toMatchObject({ required: true, mustBeLast: true })
  expect(catalog.pipeAttribute('flag')).toBeUndefined()
  expect(
    catalog
      .pipeFlags()
      .map(({ letter }) => letter)
      .join(''),
  ).toBe('BDFORXhqu.>')
  expect(upstream('2.4').pipeFlag('X')).toBeUndefined()
  expect(catalog.pipeMacro('recipient')).toMatchObject({ perRecipient: true })
  expect(catalog.pipeMacro('envid')).toBeUndefined()
  expect(catalog.spawnAttributes().map(({ name }) => name)).toEqual(['user', 'argv'])
  expect(catalog.spawnAttribute('user')?.required).toBe(true)
  expect(catalog.smtpAttribute('flags')).toBeDefined()
  expect(upstream('3.4').smtpAttributes()).toEqual([])
  expect(
    catalog
      .smtpFlags()
      .map(({ letter }) => letter)
      .join(''),
  ).toBe('DORX')
  expect(catalog.smtpFlag('D')?.requires).toContain('recipient_limit')
})

test('the stock relay entry changed in each branch at another release', () => {
  const relay = (version: string) =>
    upstream(version)
      .stockEntries()
      .filter(({ service }) => service === 'relay')
  const plain = ['-o', 'syslog_name=postfix/$service_name']
  for (const version of ['3.3.0', '3.6.15', '3.7.0', '3.7.11', '3.9.0']) {
    expect([version, relay(version).map(({ args }) => args)]).toEqual([version, [plain]])
  }
  for (const version of ['3.6.16', '3.7.12', '3.9.1', '3.10.0', '3.12']) {
    expect([version, relay(version).length, relay(version)[0]?.args[1]]).toEqual([
      version,
      1,
      'syslog_name=${multi_instance_name?{$multi_instance_name}:{postfix}}/$service_name',
    ])
  }
})
