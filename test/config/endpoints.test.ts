import { describe, expect, it } from 'vitest'
import { isAddressPattern } from '../../src/config/dns-lists.js'
import { dnsblSites } from '../../src/config/dnsbl-sites.js'
import { listItems } from '../../src/config/elements.js'
import { portNumber, readInetEndpoint } from '../../src/config/inet-endpoint.js'
import { localSockets, policySocketNames } from '../../src/config/local-sockets.js'
import { milterEndpointFault, milterEntries } from '../../src/config/milter-endpoints.js'
import { readPolicyService } from '../../src/config/policy-services.js'
import { serverTls } from '../../src/config/smtp-servers.js'
import { tablesOf } from '../../src/config/table-specs.js'
import { enabledProtocols } from '../../src/config/tls-protocols.js'
import { projectOf } from './project-of.js'

function setTo(name: string, value: string, version?: string) {
  const project = projectOf(`${name} = ${value}\n`, undefined, version)
  const resolved = project.base.get(name)
  if (resolved === undefined) throw new Error(name)
  return { project, resolved }
}

describe('a milter', () => {
  it.each([
    ['inet:mail.example.com:8891', undefined, undefined],
    ['unix:run/milter.sock', undefined, undefined],
    ['local:/run/milter.sock', undefined, undefined],
    ['/run/milter.sock', 'no-type', 'unix:/run/milter.sock'],
    ['milter', 'no-type', undefined],
    [':8891', 'no-type', undefined],
    ['inet:', 'no-type', undefined],
    ['localhost:8891', 'no-type', 'inet:localhost:8891'],
    ['TCP:localhost:8891', 'unknown-type', 'inet:localhost:8891'],
    ['INET:localhost:8891', 'unknown-type', 'inet:localhost:8891'],
    ['file:/run/x', 'unknown-type', 'unix:/run/x'],
    ['nothing:/run/x', 'unknown-type', undefined],
    ['-:8891', 'unknown-type', undefined],
    ['inet:8891@localhost', 'port-at-host', 'inet:localhost:8891'],
    ['inet:8891@-', 'port-at-host', undefined],
    ['inet:localhost', 'port-missing', undefined],
    ['inet:192.0.2.1', 'port-missing', undefined],
    ['inet:milter', undefined, undefined],
    ['inet:[::1', 'bad-address', undefined],
    ['inet:localhost:', 'bad-address', undefined],
  ])('%s', (text, problem, meant) => {
    const fault = milterEndpointFault(text)
    expect([fault?.problem, fault?.meant]).toEqual([problem, meant])
  })

  it('may have settings of its own, in braces', () => {
    const read = (value: string, version?: string) => {
      const { project, resolved } = setTo('smtpd_milters', value, version)
      return milterEntries(resolved, project.catalog).map(entry => [
        entry.endpoint?.value,
        entry.attributes.map(attribute => attribute.value).join(' '),
        entry.broken,
      ])
    }
    expect(read('inet:a:1, { inet:b:2, x=1 y=2 }')).toEqual([
      ['inet:a:1', '', undefined],
      ['inet:b:2', 'x=1 y=2', undefined],
    ])
    expect(read('{ }, {inet:c:3}d')).toEqual([
      [undefined, '', undefined],
      [undefined, '', 'text-after-close'],
    ])
    expect(read('{inet:c:3')).toEqual([[undefined, '', 'missing-close']])
    expect(read('{inet:c:3}', '2.11')).toEqual([['{inet:c:3}', '', undefined]])
  })
})

it.each<
  [
    value: string,
    endpoint: string | undefined,
    transport: string | undefined,
    more: readonly string[],
    problem?: string,
  ]
>([
  ['inet:localhost:9998', 'inet:localhost:9998', 'inet', []],
  ['private/policy', 'private/policy', undefined, []],
  [
    '{ inet:a:1, timeout=10s, { default_action = DUNNO } }',
    'inet:a:1',
    'inet',
    ['timeout|10s', 'default_action|DUNNO'],
  ],
  ['{ inet:a:1 timeout }', 'inet:a:1', 'inet', ['timeout|']],
  ['{ }', undefined, undefined, [], 'empty'],
  ['{inet:a:1}x', undefined, undefined, [], 'unbalanced'],
  ['{inet:a:1', undefined, undefined, [], 'unbalanced'],
])('reads the policy service %s', (value, endpoint, transport, more, problem) => {
  const [item] = listItems(setTo('smtpd_client_restrictions', value).resolved)
  const read = item && readPolicyService(item)
  expect([read?.endpoint?.value, read?.transport?.value, read?.problem]).toEqual([endpoint, transport, problem])
  expect(read?.attributes.map(attribute => `${attribute.name.value}|${attribute.value?.value ?? ''}`)).toEqual(more)
  for (const { name } of read?.attributes ?? []) {
    expect(name.text.text.slice(name.span.start, name.span.end)).toBe(name.value)
  }
})

it.each([
  ['bl.example.com', 1, undefined],
  ['bl.example.com*-2', -2, undefined],
  ['bl.example.com=127.0.0.[2..4;8]*3', 3, undefined],
  ['bl.example.com=[127.0.0.[2..4]]', 1, undefined],
  ['bl.example.com=[1].[2].[3].[4]', 1, undefined],
  ['bl.example.com=[127.0.0.2', 1, 'filter'],
  ['bl.example.com=127.0.0', 1, 'filter'],
  ['bl.example.com=127.0.0.256', 1, 'filter'],
  ['bl.example.com=127.0.0.[4..2]', 1, 'filter'],
  ['bl.example.com=127.0.0.[2..3..4]', 1, 'filter'],
  ['bl.example.com=', 1, 'filter'],
  ['bl.example.com*', 1, 'weight'],
  ['bl.example.com*two', 1, 'weight'],
  ['bl.example.com*2=127.0.0.2', 1, 'order'],
  ['bl..example.com', 1, 'domain'],
  ['*2', 1, 'domain'],
])('reads the DNS list %s', (value, weight, problem) => {
  const [site] = dnsblSites(setTo('postscreen_dnsbl_sites', value).resolved)
  expect([site?.weight, site?.problem?.kind]).toEqual([weight, problem])
  const { at, text } = site?.problem ?? {}
  // A part that is not there is shown at the whole entry.
  if (at) expect([text, value]).toContain(at.text.text.slice(at.span.start, at.span.end))
})

it.each([
  ['127.0.0.2', true],
  ['127.0.0.[2..4;8]', true],
  ['[127.0.0.2]', true],
  ['[127.0.0.2', false],
  ['127.0.0.2]', false],
  ['127.0.0', false],
  ['127.0.0.[]', false],
  ['127.0.0.[3..2]', false],
  ['127.0.0.x', false],
])('takes %s for an address pattern: %s', (text, good) => expect(isAddressPattern(text)).toBe(good))

it('lets names with other letters pass as hosts', () => {
  expect(readInetEndpoint('m\u00fcller.example:25')).toEqual({ host: 'm\u00fcller.example', port: '25' })
  expect(readInetEndpoint('0.0.0.0:25').problem).toBeUndefined()
  expect(readInetEndpoint('0.1.2.3:25').problem).toBe('bad-host')
  expect(readInetEndpoint('192.0.02.1:25').problem).toBeUndefined()
})

it('knows the number of a port by the setting, or by what every host has', () => {
  const project = projectOf('known_tcp_ports = lmtp=24, smtps=submissions=465, odd\n')
  expect(
    ['24', '0025', 'lmtp', 'smtps', 'submissions', 'smtp', 'odd', 'constructor'].map(port => portNumber(project, port)),
  ).toEqual(['24', '25', '24', '465', '465', '25', 'odd', 'constructor'])
  const old = projectOf('known_tcp_ports = lmtp=24\n', undefined, '3.5')
  expect(['lmtp', 'submission'].map(port => portNumber(old, port))).toEqual(['lmtp', '587'])
})

describe('sockets by an absolute path', () => {
  const master = (more: string) =>
    `smtp inet n - y - - smtpd${more}\ncleanup unix n - y - 0 cleanup\nlmtp unix - - y - - lmtp\n`
  const socketsOf = (main: string, more = '') =>
    localSockets(projectOf(main, master(more))).map(({ service, parameter, path }) => [
      service.program,
      parameter,
      path.value,
    ])

  it.each<[main: string, sockets: readonly (readonly string[])[]]>([
    ['smtpd_milters = unix:/run/a.sock, unix:run/b.sock, inet:c:1\n', [['smtpd', 'smtpd_milters', '/run/a.sock']]],
    ['non_smtpd_milters = { local:/run/a.sock, x=1 }\n', [['cleanup', 'non_smtpd_milters', '/run/a.sock']]],
    [
      'smtpd_recipient_restrictions = check_policy_service unix:/run/p, check_policy_service { unix:/run/q, x=1 }, unix:/run/r\n',
      [
        ['smtpd', 'smtpd_recipient_restrictions', '/run/p'],
        ['smtpd', 'smtpd_recipient_restrictions', '/run/q'],
      ],
    ],
    ['smtpd_recipient_restrictions = check_policy_service inet:a:1, check_policy_service\n', []],
    ['smtpd_recipient_restrictions = check_policy_service $smtpd_recipient_restrictions\n', []],
    ['smtpd_milters = unix:/run/$myhostname\n', []],
    ['smtpd_milters = {  }\n', []],
    [
      'smtpd_sasl_auth_enable = yes\nsmtpd_sasl_type = dovecot\nsmtpd_sasl_path = /run/auth\n',
      [['smtpd', 'smtpd_sasl_path', '/run/auth']],
    ],
    ['smtpd_sasl_auth_enable = yes\nsmtpd_sasl_type = dovecot\nsmtpd_sasl_path = private/auth\n', []],
    ['smtpd_sasl_auth_enable = yes\nsmtpd_sasl_path = /run/auth\n', []],
    ['virtual_transport = lmtp:unix:/run/lmtp\n', [['lmtp', 'virtual_transport', '/run/lmtp']]],
    ['virtual_transport = lmtp:unix:private/lmtp\n', []],
    ['virtual_transport = smtp:[mail.example.com]\n', []],
    [
      'virtual_transport = lmtp:unix:/run/x\nvirtual_transport = lmtp:unix:/run/lmtp\n',
      [['lmtp', 'virtual_transport', '/run/lmtp']],
    ],
  ])('%s', (main, sockets) => {
    expect(socketsOf(main)).toEqual(sockets)
  })

  it('are asked of each service', () => {
    expect(socketsOf('relayhost =\n', ' -o smtpd_milters=unix:/run/a')).toEqual([['smtpd', 'smtpd_milters', '/run/a']])
  })

  it('and the policy servers that master.cf starts', () => {
    const project = projectOf(
      'smtpd_client_restrictions = check_policy_service unix:private/a, check_policy_service { unix:private/b }, check_policy_service {}\n',
      master(''),
    )
    const [smtpd] = project.services
    expect(smtpd && policySocketNames(project, smtpd)).toEqual(['a', 'b'])
  })
})

it.each([
  ['smtpd_tls_wrappermode = yes\n', ['encrypt', true, 'smtpd_tls_wrappermode']],
  ['smtpd_tls_security_level = May\n', ['may', false, 'smtpd_tls_security_level']],
  ['smtpd_tls_security_level = verify\n', ['encrypt', false, 'smtpd_tls_security_level']],
  ['smtpd_tls_security_level = nonsense\n', undefined],
  ['smtpd_tls_security_level = $myhostname\n', undefined],
  ['smtpd_tls_wrappermode = $myhostname\n', undefined],
  ['smtpd_use_tls = yes\n', ['may', false, 'smtpd_use_tls']],
  ['smtpd_enforce_tls = yes\n', ['encrypt', false, 'smtpd_enforce_tls']],
  ['relayhost =\n', ['none', false, 'smtpd_tls_security_level']],
])('the TLS of a server with %s', (main, expected) => {
  const found = serverTls(projectOf(main).base)
  expect(found && [found.level, found.wrapped, found.decidedBy]).toEqual(expected)
})

it.each([
  ['!SSLv2, !SSLv3, !TLSv1, !TLSv1.1', ['TLSv1.2', 'TLSv1.3']],
  ['>=TLSv1.2', ['TLSv1.2', 'TLSv1.3']],
  ['<=TLSv1', ['SSLv2', 'SSLv3', 'TLSv1']],
  ['>=TLSv1, <=TLSv1.2, !TLSv1.1', ['TLSv1', 'TLSv1.2']],
  ['TLSv1.2', ['TLSv1.2']],
  ['>=0303', undefined],
  ['TLSv2', undefined],
])('the protocols that %s leaves on', (value, expected) => {
  const { project, resolved } = setTo('smtpd_tls_mandatory_protocols', value)
  const parameter = project.catalog.parameter('smtpd_tls_mandatory_protocols')
  const vocabulary = project.catalog.vocabulary('smtpd_tls_mandatory_protocols')
  if (parameter === undefined || vocabulary === undefined) throw new Error('no vocabulary')
  expect(enabledProtocols(resolved, parameter, vocabulary)).toEqual(expected)
})

describe('the tables of a value', () => {
  const named = (tables: ReturnType<typeof tablesOf>): readonly unknown[] =>
    tables.map(table => [table.type?.value, table.name.value, ...(table.inner.length > 0 ? [named(table.inner)] : [])])

  it.each<[parameter: string, value: string, tables: readonly unknown[]]>([
    [
      'virtual_alias_maps',
      'hash:/a, x, proxy:debug:pcre:/b',
      [
        ['hash', '/a'],
        [undefined, 'x'],
        ['proxy', 'debug:pcre:/b', [['debug', 'pcre:/b', [['pcre', '/b']]]]],
      ],
    ],
    [
      'virtual_alias_maps',
      'pipemap:{hash:/a, hash:/b}',
      [
        [
          'pipemap',
          '{hash:/a, hash:/b}',
          [
            ['hash', '/a'],
            ['hash', '/b'],
          ],
        ],
      ],
    ],
    [
      'virtual_alias_maps',
      'pipemap:hash:/a inline:{a=b}',
      [
        ['pipemap', 'hash:/a'],
        ['inline', '{a=b}'],
      ],
    ],
    ['mynetworks', '192.0.2.1 !cidr:/a /b', [['cidr', '/a']]],
    ['address_verify_map', '', []],
    ['address_verify_map', 'btree:/a b', [['btree', '/a b']]],
    ['address_verify_map', 'btree:$myhostname', []],
    ['postscreen_access_list', 'permit_mynetworks, cidr:/a', [['cidr', '/a']]],
    ['mynetworks_style', 'hash:/a', []],
  ])('%s = %s', (parameter, value, tables) => {
    const { project, resolved } = setTo(parameter, value)
    const kind = project.catalog.parameter(parameter)?.kind
    expect(kind && named(tablesOf(resolved, kind))).toEqual(tables)
  })

  it('are not followed without end', () => {
    const { resolved } = setTo('virtual_alias_maps', `${'proxy:'.repeat(50)}hash:/a`)
    let depth = 0
    for (let [table] = tablesOf(resolved, 'map-list'); table !== undefined; [table] = table.inner) depth++
    expect(depth).toBe(21)
  })
})
