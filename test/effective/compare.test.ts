import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { createProject } from '../../src/config/project.js'
import { type Comparison, compareConfigurations } from '../../src/effective/compare.js'
import { SourceText } from '../../src/text/source-text.js'
import { fc, runs } from '../properties.js'

const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync('schemas/comparison.schema.json', 'utf8')),
)

interface Side {
  readonly main?: string
  readonly master?: string
  readonly version?: string
}

function projectOf({ main, master, version = '3.9.0' }: Side) {
  return createProject({
    ...(main !== undefined && { main: new SourceText('main.cf', main) }),
    ...(master !== undefined && { master: new SourceText('master.cf', master) }),
    target: { version, profile: 'upstream' },
    readsTemplates: true,
  })
}

function compared(before: Side, after: Side): Comparison {
  const comparison = compareConfigurations(projectOf(before), projectOf(after))
  expect(validate(JSON.parse(JSON.stringify(comparison))), JSON.stringify(validate.errors)).toBe(true)
  return comparison
}

const master =
  'smtp inet n - y - - smtpd\nsubmission inet n - y - - smtpd\n  -o smtpd_helo_required=no\nqmgr unix n - n 300 1 qmgr\n'

/** Each change as one line. */
const changes = ({ changedParameters }: Comparison) =>
  changedParameters.map(
    ({ name, before, after, services }) => `${name}: ${before?.text} -> ${after?.text} for ${services.join(' ')}`,
  )

describe('what is the same', () => {
  it.each([
    ['the same text', 'mydomain = example.com\n', 'mydomain = example.com\n'],
    [
      'another way to write it',
      'smtpd_helo_required = yes\nqueue_run_delay = 5m\n',
      '# so\nqueue_run_delay=300s\nsmtpd_helo_required = YES\n',
    ],
    [
      'a list with other separators',
      'mynetworks = 127.0.0.0/8, [::1]/128\n',
      'mynetworks =\n  127.0.0.0/8\n  [::1]/128\n',
    ],
    ['a value through a name', 'mydomain = example.com\n', 'd = example.com\nmydomain = $d\n'],
    ['a default that is written', '', 'smtpd_recipient_limit = 1000\n'],
    ['a setting that a later one overrides', 'soft_bounce = yes\n', 'soft_bounce = no\nsoft_bounce = yes\n'],
    ['what no program reads', '', 'nobodys = 1\n'],
  ])('is %s', (_, before, after) => {
    expect(compared({ main: before, master }, { main: after, master })).toMatchObject({
      same: true,
      changedParameters: [],
    })
  })

  it('is every configuration with itself', () => {
    const line = fc.constantFrom(
      'mydomain = $a',
      'a = $b',
      'b = $a',
      'x',
      'relayhost = [h]:25',
      'smtpd_banner = {{ b }}',
      '  more',
      '# c',
      'myhostname = h.example.com',
    )
    const text = fc.array(line).map(lines => `${lines.join('\n')}\n`)
    const service = fc.constantFrom(
      'smtp inet n - y - - smtpd',
      '  -o a=b -o mydomain=$a',
      'smtp inet n - y - - smtpd -v',
      'x unix - - - - - pipe argv=a',
      'bad',
    )
    const entries = fc.array(service).map(lines => `${lines.join('\n')}\n`)
    fc.assert(
      fc.property(
        text,
        entries,
        (main, services) => compared({ main, master: services }, { main, master: services }).same,
      ),
      runs(15),
    )
  }, 60_000)
})

describe('what is different', () => {
  it('is said once for all services that see it', () => {
    const comparison = compared(
      { main: 'smtpd_helo_required = yes\n', master },
      { main: 'smtpd_helo_required = no\n', master },
    )
    expect(comparison.same).toBe(false)
    expect(changes(comparison)).toEqual(['smtpd_helo_required: yes -> no for smtp/inet'])
    expect(changes(compared({ main: '', master }, { main: 'smtpd_recipient_limit = 5\n', master }))).toEqual([
      'smtpd_recipient_limit: 1000 -> 5 for smtp/inet submission/inet',
    ])
  })

  it('follows names, and says nothing of those that only carry a value', () => {
    const before = {
      main: 'nets = 192.0.2.0/24\nmynetworks = 127.0.0.0/8 $nets\n',
      master: 'smtp inet n - y - - smtpd\n',
    }
    const after = { ...before, main: before.main.replace('192.0.2.0', '198.51.100.0') }
    const { changedParameters } = compared(before, after)
    const networks = changedParameters.find(({ name }) => name === 'mynetworks')
    expect(networks).toMatchObject({
      added: ['198.51.100.0/24'],
      removed: ['192.0.2.0/24'],
      before: { places: ['main.cf:2'] },
    })
    expect(changedParameters.map(({ name }) => name)).not.toContain('nets')
    // Others have the networks by default.
    expect(changedParameters.map(({ name }) => name)).toContain('smtpd_forbid_bare_newline_exclusions')
  })

  it('is the order of a list', () => {
    const of = (list: string) => ({
      main: `smtpd_client_restrictions = ${list}\n`,
      master: 'smtp inet n - y - - smtpd\n',
    })
    expect(compared(of('permit_mynetworks, reject'), of('reject, permit_mynetworks')).changedParameters).toMatchObject([
      { name: 'smtpd_client_restrictions', added: [], removed: [] },
    ])
  })

  it('is what a restriction class stands for', () => {
    const of = (what: string) => ({
      main: `smtpd_restriction_classes = mine\nmine = ${what}\n`,
      master: 'smtp inet n - y - - smtpd\n',
    })
    expect(changes(compared(of('reject'), of('permit')))).toEqual(['mine: reject -> permit for smtp/inet'])
  })

  it('are services, and their columns', () => {
    const after = 'smtp inet n - n - 5 smtpd -v\nqmgr unix n - n 300 1 qmgr\nsubmissions inet n - y - - smtpd\n'
    const comparison = compared({ main: '', master }, { main: '', master: after })
    expect(comparison.addedServices).toEqual([{ label: 'submissions/inet', program: 'smtpd', place: 'master.cf:3' }])
    expect(comparison.removedServices).toEqual([{ label: 'submission/inet', program: 'smtpd', place: 'master.cf:2' }])
    expect(comparison.changedServices).toEqual([
      { property: 'arguments', before: [], after: ['-v'], services: ['smtp/inet'] },
      { property: 'chroot', before: true, after: false, services: ['smtp/inet'] },
      { property: 'processLimit', before: 100, after: 5, services: ['smtp/inet'] },
    ])
  })

  it('is another program, whose parameters are its own', () => {
    const comparison = compared(
      { main: '', master: 'smtp inet n - y - 1 smtpd\n' },
      { main: '', master: 'smtp inet n - y - 1 postscreen\n' },
    )
    expect(comparison.changedServices).toMatchObject([{ property: 'program', before: 'smtpd', after: 'postscreen' }])
    expect(changes(comparison)).toEqual(['process_name: smtpd -> postscreen for smtp/inet'])
  })

  it('is for programs outside master.cf what no service reads', () => {
    const of = (who: string) => ({ main: `authorized_mailq_users = ${who}\n`, master })
    expect(changes(compared(of('root'), of('static:anyone')))).toEqual([
      'authorized_mailq_users: root -> static:anyone for ',
    ])
    // No service sends mail here.
    expect(compared({ main: '', master }, { main: 'smtp_helo_name = x.example.com\n', master }).same).toBe(true)
  })

  it('is a release: other defaults, new parameters, and those that are gone', () => {
    const side = { main: 'smtpd_banner = hello\n', master: 'smtp inet n - y - - smtpd\n' }
    const { changedParameters, before, after } = compared({ ...side, version: '3.8.0' }, { ...side, version: '3.9.0' })
    expect([before.version, after.version]).toEqual(['3.8.0', '3.9.0'])
    const find = (name: string) => changedParameters.find(change => change.name === name)
    expect(find('smtpd_forbid_bare_newline')).toMatchObject({
      before: null,
      after: { text: 'normalize', from: 'default' },
    })
    const patched = compared({ ...side, version: '3.8.9' }, { ...side, version: '3.9.0' }).changedParameters
    expect(patched.find(({ name }) => name === 'smtpd_forbid_unauth_pipelining')).toMatchObject({
      before: { value: false },
      after: { value: true },
    })
    expect(find('mail_version')).toBeUndefined()
  })

  it('is not what the host or a template decides', () => {
    expect(compared({ main: '', master }, { main: '', master }).same).toBe(true)
    const of = (text: string) => ({ main: `smtpd_banner = ${text}\n`, master })
    expect(compared(of('{{ a }}'), of('{{ a }}')).same).toBe(true)
    expect(compared(of('{{ a }}'), of('hello')).same).toBe(false)
  })
})
