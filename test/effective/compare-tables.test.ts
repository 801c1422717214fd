import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { tablesFromTexts } from '../../src/config/load-tables.js'
import { createProject } from '../../src/config/project.js'
import { type Comparison, compareConfigurations } from '../../src/effective/compare.js'
import { mostEntries } from '../../src/effective/compare-tables.js'
import { SourceText } from '../../src/text/source-text.js'
import { fc, runs } from '../properties.js'

const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync('schemas/comparison.schema.json', 'utf8')),
)

const master =
  'smtp inet n - y - - smtpd\ncleanup unix n - y - 0 cleanup\nrewrite unix - - y - - trivial-rewrite\nout unix - - y - - smtp\n'

interface Side {
  readonly main: string
  readonly master?: string
  readonly tables: Readonly<Record<string, string>>
}

function projectOf({ main, master: services = master, tables }: Side) {
  return createProject({
    main: new SourceText('main.cf', main),
    master: new SourceText('master.cf', services),
    target: { version: '3.9.0', profile: 'upstream' },
    tables: tablesFromTexts(tables),
  })
}

function compared(before: Side, after: Side): Comparison {
  const comparison = compareConfigurations(projectOf(before), projectOf(after))
  expect(validate(JSON.parse(JSON.stringify(comparison))), JSON.stringify(validate.errors)).toBe(true)
  expect(comparison.same).toBe(comparison.changedTables.length + comparison.changedParameters.length === 0)
  return comparison
}

/** The changes of the only table, one a line: `+ key value`, `- key value`, `~ key before > after`. */
function changes({ changedTables }: Comparison): readonly string[] {
  expect(changedTables).toHaveLength(1)
  return (changedTables[0]?.entries ?? []).map(({ key, before, after }) =>
    before === null
      ? `+ ${key} ${after?.value}`
      : after === null
        ? `- ${key} ${before.value}`
        : `~ ${key} ${before.value} > ${after.value}`,
  )
}

const virtual = 'virtual_alias_maps = hash:/etc/postfix/virtual\n'
const side = (main: string, text: string, name = 'virtual'): Side => ({ main, tables: { [name]: text } })

describe('a table', () => {
  it('has entries that came, went, and say something else', () => {
    const comparison = compared(
      side(virtual, 'joe@example.com joe\nann@example.com ann\nbob@example.com bob\n'),
      side(virtual, '# staff\nann@example.com\n  ann, joe\nbob@example.com bob\neve@example.com eve\n'),
    )
    expect(comparison.changedTables).toEqual([
      {
        before: 'hash:/etc/postfix/virtual',
        after: 'hash:/etc/postfix/virtual',
        // By default, the domains are asked for in the same tables.
        usedBy: ['virtual_alias_domains', 'virtual_alias_maps'],
        services: ['smtp/inet', 'cleanup/unix', 'rewrite/unix'],
        added: 1,
        removed: 1,
        changed: 1,
        reordered: false,
        entries: [
          { key: 'joe@example.com', before: { value: 'joe', place: 'virtual:1' }, after: null },
          {
            key: 'ann@example.com',
            before: { value: 'ann', place: 'virtual:2' },
            after: { value: 'ann, joe', place: 'virtual:2' },
          },
          { key: 'eve@example.com', before: null, after: { value: 'eve', place: 'virtual:5' } },
        ],
      },
    ])
  })

  it.each([
    [
      'comments, order, capitals and white space',
      'B@example.com  b\na@example.com a\n',
      '# x\na@example.com a\nb@example.com b\n',
    ],
    ['what an earlier entry hides', 'a@example.com a\n', 'a@example.com a\nA@example.com b\n'],
    ['lines that Postfix drops', 'a@example.com a\n', 'a@example.com a\nalone\n'],
  ])('is the same with other %s', (_, before, after) => {
    expect(compared(side(virtual, before), side(virtual, after)).same).toBe(true)
  })

  it('is compared by what it is used for when its name is another', () => {
    const other = 'virtual_alias_maps = lmdb:/etc/postfix/maps/virtual\n'
    const comparison = compared(side(virtual, 'a@example.com a\n'), side(other, 'a@example.com b\n', 'maps/virtual'))
    expect(changes(comparison)).toEqual(['~ a@example.com a > b'])
    expect(comparison.changedTables).toMatchObject([
      { before: 'hash:/etc/postfix/virtual', after: 'lmdb:/etc/postfix/maps/virtual' },
    ])
  })

  it('is not taken for one of several with other names', () => {
    const two = 'virtual_alias_maps = hash:/etc/postfix/one hash:/etc/postfix/two\n'
    const { changedTables } = compared(side(virtual, 'a@example.com a\n'), {
      main: two,
      tables: { one: 'a@example.com b\n', two: 'b@example.com b\n' },
    })
    expect(changedTables).toEqual([])
  })

  it('that no program reads changes nothing', () => {
    const services = 'qmgr unix n - n 300 1 qmgr\n'
    const main = 'smtpd_client_restrictions = check_client_access hash:/etc/postfix/clients\n'
    const comparison = compareConfigurations(
      projectOf({ main, master: services, tables: { clients: 'example.com OK\n' } }),
      projectOf({ main, master: services, tables: { clients: 'example.com REJECT\n' } }),
    )
    expect(comparison).toMatchObject({ same: true, changedTables: [] })
  })

  it('of a restriction, of a class and of one service alone is told of', () => {
    const main =
      'smtpd_restriction_classes = local_users\nlocal_users = check_sender_access hash:/etc/postfix/senders\n' +
      'smtpd_client_restrictions = check_client_access cidr:/etc/postfix/clients, local_users\n'
    const services = `${master}submission inet n - y - - smtpd\n  -o smtpd_helo_restrictions=check_helo_access,hash:/etc/postfix/helo\n`
    const tables = { senders: 'example.com OK\n', clients: '192.0.2.1 OK\n', helo: 'example.net OK\n' }
    const { changedTables } = compared(
      { main, master: services, tables },
      {
        main,
        master: services,
        tables: { senders: 'example.com REJECT\n', clients: '192.0.2.1 REJECT\n', helo: 'example.net REJECT\n' },
      },
    )
    const smtpd = ['smtp/inet', 'submission/inet']
    expect(changedTables).toMatchObject([
      { after: 'cidr:/etc/postfix/clients', usedBy: ['check_client_access'], services: smtpd },
      { after: 'hash:/etc/postfix/helo', usedBy: ['check_helo_access'], services: ['submission/inet'] },
      { after: 'hash:/etc/postfix/senders', usedBy: ['check_sender_access'], services: smtpd },
    ])
  })

  it('is told of as one that cannot be compared, where only one side has it', () => {
    const [known, unknown] = [side(virtual, 'a@example.com a\n'), { main: virtual, tables: {} }]
    const table = 'hash:/etc/postfix/virtual'
    expect(compared(known, unknown)).toMatchObject({ same: true, uncomparedTables: [{ table, known: 'before' }] })
    expect(compared(unknown, known)).toMatchObject({ same: true, uncomparedTables: [{ table, known: 'after' }] })
    expect(compared(unknown, unknown).uncomparedTables).toEqual([])
    expect(compared(known, { main: '', tables: {} }).uncomparedTables).toEqual([])
  })

  it('is told of as far as there is an end to it', () => {
    const lines = (value: string, count: number) =>
      Array.from({ length: count }, (_, at) => `u${at}@example.com ${value}\n`).join('')
    const { changedTables } = compared(side(virtual, lines('a', 3000)), side(virtual, lines('b', 2500)))
    expect(changedTables).toMatchObject([{ added: 0, removed: 500, changed: 2500 }])
    expect(changedTables[0]?.entries).toHaveLength(mostEntries + 500)
  })
})

describe('other kinds of tables', () => {
  it('are aliases, by names without quotes', () => {
    const main = 'virtual_alias_maps =\nalias_maps = hash:/etc/postfix/aliases\n'
    const services = `${master}local unix - n n - - local\n`
    const of = (text: string) => ({ main, master: services, tables: { aliases: text } })
    expect(changes(compared(of('"Joe": joe\nann: ann,bob\n'), of('joe: joe\nann: ann, eve\n')))).toEqual([
      '~ ann ann, bob > ann, eve',
    ])
  })

  it('are patterns, with the blocks that they stand in', () => {
    const main = 'header_checks = pcre:/etc/postfix/headers\n'
    const comparison = compared(
      side(main, 'if /^Subject:/\n/one/ REJECT\nendif\n/two/i WARN\n', 'headers'),
      side(main, 'if !/^Subject:/\n/one/ REJECT\nendif\n/two/i DISCARD\n', 'headers'),
    )
    expect(changes(comparison)).toEqual([
      '- if /^Subject:/ /one/ REJECT',
      '~ /two/i WARN > DISCARD',
      '+ if !/^Subject:/ /one/ REJECT',
    ])
  })

  it.each([
    ['patterns', 'header_checks = regexp:/etc/postfix/t\n', '/one/ OK\n/two/ REJECT\n', '/two/ REJECT\n/one/ OK\n'],
    [
      'networks',
      'mynetworks = cidr:/etc/postfix/t\n',
      '192.0.2.1 OK\n192.0.2.0/24 REJECT\n',
      '192.0.2.0/24 REJECT\n192.0.2.1 OK\n',
    ],
    ['elements of a file', 'mynetworks = /etc/postfix/t\n', '!192.0.2.1\n192.0.2.0/24\n', '192.0.2.0/24 !192.0.2.1\n'],
  ])('are %s, whose order counts', (_, main, before, after) => {
    expect(compared(side(main, before, 't'), side(main, after, 't')).changedTables).toMatchObject([
      { added: 0, removed: 0, changed: 0, reordered: true, entries: [] },
    ])
  })

  it('are the templates of bounces', () => {
    const main = 'bounce_template_file = /etc/postfix/bounce.cf\n'
    const text = (word: string) => `failure_template = <<EOF\nSubject: ${word}\n\n${word}\nEOF\n`
    const services = `${master}bounce unix - - y - 0 bounce\n`
    const of = (word: string) => ({ main, master: services, tables: { 'bounce.cf': text(word) } })
    expect(compared(of('no'), of('sorry')).changedTables).toMatchObject([
      { after: '/etc/postfix/bounce.cf', services: ['bounce/unix'], changed: 1 },
    ])
  })
})

describe('secrets', () => {
  it('of a password table are not told, but that they are others', () => {
    const main = 'smtp_sasl_password_maps = hash:/etc/postfix/passwords\n'
    const comparison = compared(
      side(main, 'mx.example.com joe:old-secret\nmx.example.net joe:net-secret\n', 'passwords'),
      side(main, 'mx.example.com joe:new-secret\nmx.example.org joe:org-secret\n', 'passwords'),
    )
    expect(changes(comparison)).toEqual([
      '~ mx.example.com undefined > undefined',
      '- mx.example.net undefined',
      '+ mx.example.org undefined',
    ])
    expect(JSON.stringify(comparison)).not.toMatch(/secret|joe/)
  })

  it('of a client file are not told', () => {
    const main = 'virtual_alias_maps = mysql:/etc/postfix/sql.cf\n'
    const text = (word: string) =>
      `hosts = ${word}.example.com\npassword =\n  ${word}-hunter\nquery = SELECT 1\nuri = x://u:${word}-hunter@h/\n`
    const comparison = compared(side(main, text('one'), 'sql.cf'), side(main, text('two'), 'sql.cf'))
    expect(changes(comparison)).toEqual([
      '~ hosts one.example.com > two.example.com',
      '~ password undefined > undefined',
      '~ uri undefined > undefined',
    ])
    expect(JSON.stringify(comparison)).not.toContain('hunter')
  })
})

it('whatever the tables hold, a table is the same as itself, and what one direction adds the other removes', () => {
  const word = fc.constantFrom(
    'a',
    'b',
    'B',
    '/x/',
    'if',
    'endif',
    '192.0.2.1',
    '#',
    ' ',
    '\n',
    '\n',
    ':',
    '"',
    '!',
    '=',
  )
  const text = fc.array(word, { maxLength: 30 }).map(words => words.join(''))
  const type = fc.constantFrom('hash', 'regexp', 'pcre', 'cidr', 'mysql')
  const service = 'cleanup unix n - y - 0 cleanup\n'
  fc.assert(
    fc.property(type, text, text, (kind, one, other) => {
      const main = `virtual_alias_maps = ${kind}:/etc/postfix/virtual\n`
      const of = (table: string) => ({ ...side(main, table), master: service })
      const [first, again, second] = [of(one), of(one), of(other)]
      expect(compared(first, again).same).toBe(true)
      const [there] = compared(first, second).changedTables
      const [back] = compared(second, first).changedTables
      expect([there?.added, there?.removed, there?.changed, there?.reordered]).toEqual([
        back?.removed,
        back?.added,
        back?.changed,
        back?.reordered,
      ])
    }),
    runs(100),
  )
})
