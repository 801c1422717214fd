import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { createProject } from '../../src/config/project.js'
import { effectiveConfiguration } from '../../src/effective/document.js'
import { SourceText } from '../../src/text/source-text.js'

const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync('schemas/configuration.schema.json', 'utf8')),
)

interface Options {
  readonly master?: string
  readonly version?: string
  readonly hostname?: string
}

function documentOf(main: string, { master, version = '3.9.0', hostname }: Options = {}) {
  const project = createProject({
    main: new SourceText('main.cf', main),
    ...(master !== undefined && { master: new SourceText('master.cf', master) }),
    target: { version, profile: 'upstream' },
    ...(hostname !== undefined && { host: { hostname } }),
    readsTemplates: true,
  })
  const document = effectiveConfiguration(project)
  expect(validate(JSON.parse(JSON.stringify(document))), JSON.stringify(validate.errors)).toBe(true)
  return document
}

const smtpd = 'smtp inet n - n - - smtpd\n'

describe('a value', () => {
  it.each([
    ['a boolean', 'smtpd_helo_required = YES', 'smtpd_helo_required', true],
    ['a number', 'smtpd_recipient_limit = 0500', 'smtpd_recipient_limit', 500],
    ['a size', 'message_size_limit = 52428800', 'message_size_limit', 52428800],
    ['a time', 'queue_run_delay = 5m', 'queue_run_delay', 300],
    ['a time in its own unit', 'maximal_queue_lifetime = 3', 'maximal_queue_lifetime', 3 * 86400],
    ['a word without case', 'smtp_dns_support_level = DNSSEC', 'smtp_dns_support_level', 'dnssec'],
    ['text', 'smtpd_banner = mx.example.com ESMTP', 'smtpd_banner', 'mx.example.com ESMTP'],
    ['text that Postfix fills in itself', 'default_rbl_reply = no $rbl_domain', 'default_rbl_reply', 'no $rbl_domain'],
    [
      'a list',
      'mynetworks = 127.0.0.0/8\n  [::1]/128,192.0.2.0/24',
      'mynetworks',
      ['127.0.0.0/8', '[::1]/128', '192.0.2.0/24'],
    ],
    ['an empty list', 'relay_domains =', 'relay_domains', []],
    [
      'a list that takes colons',
      'smtpd_tls_protocols = !SSLv2:!sslv3, tlsv1.2',
      'smtpd_tls_protocols',
      ['!SSLv2', '!sslv3', 'TLSv1.2'],
    ],
    [
      'a list with groups',
      'smtpd_milters = { inet:127.0.0.1:1, default_action = accept } unix:m',
      'smtpd_milters',
      ['{ inet:127.0.0.1:1, default_action = accept }', 'unix:m'],
    ],
    [
      'restrictions',
      'smtpd_relay_restrictions = Permit_MyNetworks, reject',
      'smtpd_relay_restrictions',
      ['permit_mynetworks', 'reject'],
    ],
    ['a list cut by commas alone', 'known_tcp_ports = smtp=25, lmtp = 24', 'known_tcp_ports', ['smtp=25', 'lmtp = 24']],
    ['what it refers to', 'mydomain = example.com\nmyorigin = $mydomain', 'myorigin', 'example.com'],
    ['its text where the type is wrong', 'smtpd_helo_required = maybe', 'smtpd_helo_required', 'maybe'],
    ['null where the host decides', '', 'myhostname', null],
    ['null where a template decides', 'smtpd_helo_required = {{ helo }}', 'smtpd_helo_required', null],
    ['null where Postfix gives up', 'a = $b\nb = $a\nmydomain = $a', 'mydomain', null],
  ])('is %s', (_, main, name, value) => {
    expect(documentOf(`${main}\n`).main.parameters[name]).toEqual(value)
  })

  it('comes from somewhere', () => {
    const main = 'mydomain = example.com\nmyorigin = $mydomain\nsmtpd_banner =\n  hello\nqueue_run_delay = 300s\n'
    const { origins } = documentOf(main, { hostname: 'mx.example.org' }).main
    expect(origins['myorigin']).toEqual({
      from: 'main.cf',
      written: '$mydomain',
      expanded: 'example.com',
      differs: true,
      file: 'main.cf',
      line: 2,
      column: 1,
    })
    expect(origins['relayhost']).toEqual({ from: 'default', written: '', expanded: '', differs: false })
    expect(origins['queue_run_delay']).toMatchObject({ from: 'main.cf', differs: false })
    expect(documentOf('smtpd_helo_required = {{ helo }}\n').main.origins['smtpd_helo_required']).toMatchObject({
      written: '{{ helo }}',
      expanded: null,
    })
  })
})

describe('a service', () => {
  const master = [
    'smtp inet n - y - - smtpd',
    '  -o smtpd_tls_security_level=encrypt -o smtpd_recipient_restrictions=mine -o { syslog_name = a b }',
    'qmgr unix n - n 300 1 qmgr',
    'out unix - - n - 0 smtp -v',
    'pipe unix - n n - - pipe flags=R user=mail argv=/bin/cat -n',
    'other unix - - x - - mine',
    '',
  ].join('\n')
  const main =
    'smtpd_restriction_classes = mine\nmine = reject\nout_destination_rate_delay = 3s\nqueue_run_delay = 1m\n'
  const { services } = documentOf(main, { master })
  const find = (label: string) => services.find(service => service.label === label)

  it('has its columns with what they stand for', () => {
    expect(find('smtp/inet')).toMatchObject({
      name: 'smtp',
      type: 'inet',
      program: 'smtpd',
      arguments: [],
      private: false,
      unprivileged: true,
      chroot: true,
      wakeup: 0,
      processLimit: 100,
      file: 'master.cf',
      line: 1,
    })
    expect(find('qmgr/unix')).toMatchObject({ wakeup: 300, processLimit: 1 })
    expect(find('pipe/unix')).toMatchObject({
      arguments: ['flags=R', 'user=mail', 'argv=/bin/cat', '-n'],
      unprivileged: false,
    })
    expect(find('other/unix')).toMatchObject({ chroot: null })
    expect(find('out/unix')?.arguments).toEqual(['-v'])
  })

  it('has its own values, and main.cf has others', () => {
    const own = find('smtp/inet')
    expect(own?.parameters).toMatchObject({
      smtpd_tls_security_level: 'encrypt',
      smtpd_recipient_restrictions: ['mine'],
      mine: ['reject'],
      syslog_name: 'a b',
      process_name: 'smtpd',
    })
    expect(own?.origins['smtpd_tls_security_level']).toMatchObject({
      from: 'master.cf',
      file: 'master.cf',
      line: 2,
      column: 6,
    })
    expect(documentOf(main, { master }).main.parameters['smtpd_tls_security_level']).toBe('')
  })

  it('has the parameters that its program reads, and no others', () => {
    expect(find('smtp/inet')?.parameters).not.toHaveProperty('smtp_helo_name')
    expect(find('smtp/inet')?.parameters).not.toHaveProperty('queue_run_delay')
    expect(find('qmgr/unix')?.parameters).toMatchObject({ queue_run_delay: 60, out_destination_rate_delay: 3 })
    expect(find('qmgr/unix')?.parameters).not.toHaveProperty('smtpd_helo_required')
    expect(find('out/unix')?.parameters).toHaveProperty('smtp_helo_name')
    expect(Object.keys(find('other/unix')?.parameters ?? {})).toEqual(expect.arrayContaining(['mine']))
  })

  it('has what the release has', () => {
    const old = documentOf('', { master: smtpd, version: '3.4.0' }).services[0]
    const recent = documentOf('', { master: smtpd, version: '3.9.0' }).services[0]
    expect(old?.parameters).not.toHaveProperty('smtpd_forbid_bare_newline')
    expect(recent?.parameters['smtpd_forbid_bare_newline']).toBe('normalize')
  })
})

it('keeps names of a person’s own, whatever they are', () => {
  const { parameters } = documentOf('__proto__ = x\nconstructor = $__proto__\n').main
  expect(Object.entries(parameters).filter(([name]) => /^(__proto__|constructor)$/.test(name))).toEqual([
    ['__proto__', 'x'],
    ['constructor', 'x'],
  ])
})
