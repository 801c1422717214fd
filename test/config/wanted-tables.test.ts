import { expect, it } from 'vitest'
import { createProject } from '../../src/config/project.js'
import { namedTables, tableMentions } from '../../src/config/table-mentions.js'
import { wantedTables } from '../../src/config/tables.js'
import { SourceText } from '../../src/text/source-text.js'
import { configuration } from '../parity/configurations.js'
import { fc, runs } from '../properties.js'
import { damaged, sampleMain, sampleMaster } from '../syntax/nasty-text.js'

const projectOf = (main: string, master: string) =>
  createProject({
    target: { version: '3.7.11', profile: 'debian' },
    main: new SourceText('main.cf', main),
    master: new SourceText('master.cf', master),
  })

it('what is known of a table without its places is what its places say', () => {
  const sample = fc.record({ main: damaged(sampleMain), master: damaged(sampleMaster) })
  let places = 0
  fc.assert(
    fc.property(fc.oneof(configuration, sample), ({ main, master }) => {
      const project = projectOf(main, master)
      const mentions = tableMentions(project).filter(({ spec }) => spec.group === undefined)
      const named = namedTables(project).flatMap(tables => tables.map(({ name }) => name))
      expect(named).toEqual(mentions.map(({ spec }) => spec.name.value))
      for (const { path, roles, uses, mentions } of wantedTables(project)) {
        places += mentions.length
        expect(mentions).toHaveLength(roles.length)
        for (const [index, mention] of mentions.entries()) {
          expect(mention).toMatchObject(roles[index] ?? {})
          expect(mention.spec.name.value.replaceAll(/\/(?:\.?\/)+/g, '/')).toBe(path)
        }
        expect(uses.map(({ name }) => name)).toEqual([...new Set(mentions.map(({ use }) => use.name))])
      }
    }),
    runs(300),
  )
  expect(places).toBeGreaterThan(1000)
})

it('a service has tables of its own where it sets them, or what a value or a default refers to', () => {
  const main = 'mine = lmdb:/etc/postfix/mine\ntransport_maps = $mine\nalias_maps = lmdb:/etc/aliases\n'
  const roles = (override: string) =>
    wantedTables(projectOf(main, `smtp inet n - y - - smtpd\ncleanup unix n - y - 0 cleanup -o ${override}\n`)).flatMap(
      ({ path, roles }) =>
        roles.flatMap(({ parameter, entry }) => (entry === undefined ? [] : `${entry} ${parameter} ${path}`)),
    )
  expect(roles('biff=no')).toEqual([])
  const restricted =
    'a inet n - y - - smtpd\nb inet n - y - - smtpd -o { smtpd_client_restrictions = check_client_access lmdb:/x }\n'
  expect(wantedTables(projectOf('', restricted)).find(({ path }) => path === '/x')?.roles).toMatchObject([
    { parameter: 'smtpd_client_restrictions', restriction: 'check_client_access', entry: 1 },
  ])
  expect(roles('transport_maps=lmdb:/x')).toEqual(['1 address_verify_transport_maps /x', '1 transport_maps /x'])
  expect(roles('mine=lmdb:/x')).toContain('1 transport_maps /x')
  expect(roles('virtual_maps=lmdb:/x')).toContain('1 virtual_alias_maps /x')
  expect(roles('alias_maps=lmdb:/x')).toContain('1 local_recipient_maps /x')
  expect(roles('alias_maps=lmdb:/etc/aliases')).toEqual([])
})

it('are found also where more services than anybody has may name some', () => {
  const services = Array.from({ length: 130_000 }, (_, index) => `s${index} unix n - - - - smtpd -o biff=no\n`)
  const project = projectOf('virtual_alias_maps = texthash:/etc/postfix/virtual\n', services.join(''))
  expect(wantedTables(project).map(({ path }) => path)).toContain('/etc/postfix/virtual')
})
