import { describe, expect, it } from 'vitest'
import type { Effective } from '../../src/config/effective.js'
import { createProject, type Project } from '../../src/config/project.js'
import { forgetReads, markReads, noteRead, noteReads, Reads, recordReads } from '../../src/text/reads.js'
import { remembered, rememberedFrom } from '../../src/text/remembered.js'
import { SourceText } from '../../src/text/source-text.js'

const main = [
  'myhostname = mail.example.com',
  'mydestination = $myhostname, localhost.$mydomain',
  'indirect = $mydestination $nothing',
  'relayhost = mx.example.net',
  'smtpd_banner = ${relayhost?{a}:{b}}',
  '',
].join('\n')

const master = [
  'smtp inet n - n - - smtpd',
  'submission inet n - n - - smtpd\n  -o relayhost=other.example.net\n  -o myhostname=sub.example.org',
  'slow unix - - n - - smtp',
  '',
].join('\n')

const project = (): Project =>
  createProject({
    target: { version: '3.11.6', profile: 'upstream' },
    main: new SourceText('main.cf', main),
    master: new SourceText('master.cf', master),
  })

const readIn = (run: () => unknown): readonly string[] => [...recordReads(() => void run()).all()].sort()

/** What is looked at the first time, and again when the answer is there already. */
function twice(read: (project: Project) => unknown): readonly string[] {
  const subject = project()
  const first = readIn(() => read(subject))
  expect(
    readIn(() => read(subject)),
    'the second time',
  ).toEqual(first)
  return first
}

const view = ({ services }: Project, index: number): Effective | undefined => services[index]?.config

describe('what is noted as read', () => {
  const cases: readonly (readonly [string, (project: Project) => unknown, readonly string[]])[] = [
    ['a value, by its name', ({ base }) => base.get('relayhost')?.text, ['relayhost']],
    ['a default that refers to nothing', ({ base }) => base.get('mail_owner')?.text, ['mail_owner']],
    ['a name that nobody knows', ({ base }) => base.get('no_such_name'), ['no_such_name']],
    ['whether it is set', ({ base }) => base.sets('relayhost'), ['relayhost']],
    [
      'the names that a value refers to',
      ({ base }) => base.get('mydestination')?.text,
      ['mydestination', 'mydomain', 'myhostname'],
    ],
    [
      'only the value itself, when it is not expanded',
      ({ base }) => base.get('mydestination')?.written,
      ['mydestination'],
    ],
    [
      'all that it refers to through others, and what is not there',
      ({ base }) => base.get('indirect')?.expanded,
      ['indirect', 'mydestination', 'mydomain', 'myhostname', 'nothing'],
    ],
    ['a name that is only asked for', ({ base }) => base.get('smtpd_banner')?.text, ['relayhost', 'smtpd_banner']],
    [
      'what a list was made of',
      ({ base }) => base.get('mydestination')?.list(),
      ['mydestination', 'mydomain', 'myhostname'],
    ],
    [
      'what fields were made of',
      ({ base }) => base.get('mydestination')?.items('fields'),
      ['mydestination', 'mydomain', 'myhostname'],
    ],
    [
      'what parts were made of',
      ({ base }) => base.get('mydestination')?.parts(),
      ['mydestination', 'mydomain', 'myhostname'],
    ],
    [
      'whether it is known',
      ({ base }) => base.get('mydestination')?.unknown,
      ['mydestination', 'mydomain', 'myhostname'],
    ],
    ['what a default is worked out from', ({ base }) => base.get('mydomain')?.text, ['mydomain', 'myhostname']],
    [
      'all of master.cf, for a default that a service makes',
      ({ base }) => base.get('slow_destination_concurrency_limit')?.text,
      ['=master', 'default_destination_concurrency_limit', 'slow_destination_concurrency_limit'],
    ],
    [
      'all of master.cf, also when no service makes it',
      ({ base }) => base.get('fast_destination_concurrency_limit'),
      ['=master', 'fast_destination_concurrency_limit'],
    ],
    ['all settings', ({ base }) => base.own.size, ['=settings']],
    ['all settings, in order', ({ settings }) => settings.length, ['=settings']],
    ['all of main.cf', each => each.main?.lines, ['=main']],
    ['all of master.cf', each => each.master?.lines, ['=master']],
    ['the entries of master.cf', ({ services }) => services.length, ['=master']],
    ['both files', ({ sources }) => sources.size, ['=main', '=master']],
    ['nothing, where there are no tables to read', ({ tables }) => tables.length, []],
    ['nothing, where nothing is known of a host', ({ facts }) => facts.path('/etc/aliases'), []],
    ['nothing, of whether there are files', ({ hasMain, hasMaster }) => [hasMain, hasMaster], []],
    ['of a service, what main.cf has', each => view(each, 0)?.get('relayhost')?.text, ['=master', 'relayhost']],
    ['of a service, its own', each => view(each, 1)?.get('relayhost')?.text, ['=master', 'relayhost']],
    [
      'of a service, what main.cf refers to and the service does not change',
      each => view(each, 0)?.get('mydestination')?.text,
      ['=master', 'mydestination', 'mydomain', 'myhostname'],
    ],
    [
      'of a service, what main.cf refers to and the service changes',
      each => view(each, 1)?.get('mydestination')?.text,
      ['=master', 'mydestination', 'mydomain', 'myhostname'],
    ],
    [
      'of a service, a default that follows from its own settings',
      each => view(each, 1)?.get('mydomain')?.text,
      ['=master', 'mydomain', 'myhostname'],
    ],
    ['of a service, its own names', each => view(each, 1)?.own.size, ['=master']],
    ['of a service, its name', each => view(each, 1)?.get('service_name')?.text, ['=master', 'service_name']],
  ]
  it.each(cases)('%s', (_, read, expected) => {
    expect(twice(read)).toEqual(expected)
  })

  it('is not known of what was worked out before somebody noted it', () => {
    const subject = project()
    void subject.base.get('mydestination')?.text
    void subject.base.get('mydomain')?.text
    expect(readIn(() => subject.base.get('mydestination')?.text)).toEqual(['=unknown', 'mydestination'])
    expect(readIn(() => subject.base.get('mydomain')?.text)).toEqual(['=unknown', 'mydomain'])
    expect(
      readIn(() => subject.base.get('relayhost')?.text),
      'this is as it is written',
    ).toEqual(['relayhost'])
  })

  it('is noted by nobody when nobody asks', () => {
    const reads = recordReads(() => undefined)
    project().base.get('relayhost')
    expect([...reads.all()]).toEqual([])
    expect(reads.isEmpty).toBe(true)
  })

  it('ends with an error as well', () => {
    expect(() =>
      recordReads(() => {
        throw new Error('stop')
      }),
    ).toThrow('stop')
    const after = new Reads()
    project().base.get('relayhost')
    expect(after.isEmpty).toBe(true)
  })
})

describe('what is noted and forgotten again', () => {
  it('is not noted, but for what had been noted before', () => {
    const inner = recordReads(() => noteRead('c'))
    const found = readIn(() => {
      noteRead('a')
      markReads()
      for (const what of ['a', 'b']) noteRead(what)
      noteReads(inner)
      forgetReads()
    })
    expect(found).toEqual(['a'])
  })

  it('is noted by whoever looks at it later', () => {
    const found = readIn(() => {
      markReads()
      noteRead('a')
      forgetReads()
      markReads()
      noteRead('a')
    })
    expect(found).toEqual(['a'])
  })
})

describe('readings', () => {
  it('pass on what they looked at, whoever asked first', () => {
    const words = remembered(({ base }: Project) => base.get('mydestination')?.text.split(' '))
    const count = remembered((subject: Project) => words(subject)?.length)
    expect(twice(subject => count(subject))).toEqual(['mydestination', 'mydomain', 'myhostname'])
    const subject = project()
    words(subject)
    expect(readIn(() => words(subject))).toEqual(['=unknown'])
  })

  it('can be known to look at less than it seems', () => {
    const names = rememberedFrom(['=names'], ({ base }: Project) => [...base.own.keys()])
    expect(twice(subject => names(subject).length)).toEqual(['=names'])
    expect(names(project())).toContain('relayhost')
  })

  it('look at nothing of a configuration, where they are about what is the same in all', () => {
    const branch = remembered(({ version }: Project['catalog']) => version)
    expect(twice(({ catalog }) => branch(catalog))).toEqual([])
  })

  it('keep an answer that is undefined', () => {
    let asked = 0
    const nothing = remembered((_: Project) => {
      asked++
    })
    twice(subject => nothing(subject))
    expect(asked).toBe(1)
  })
})
