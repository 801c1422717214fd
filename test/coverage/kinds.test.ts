import { describe, expect, it } from 'vitest'
import { createCatalog } from '../../src/catalog/catalog.js'
import type { Parameter, ValueKind } from '../../src/catalog/types.js'
import { lint } from '../../src/lint/lint.js'

const version = '3.11'
const catalog = createCatalog({ version, profile: 'debian' })

/** A whole master.cf, so that names of services and transports can be told to be wrong. */
const master = `
smtp inet n - y - - smtpd
pickup unix n - y 60 1 pickup
cleanup unix n - y - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - y 1000? 1 tlsmgr
rewrite unix - - y - - trivial-rewrite
bounce unix - - y - 0 bounce
defer unix - - y - 0 bounce
trace unix - - y - 0 bounce
verify unix - - y - 1 verify
flush unix n - y 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
smtp unix - - y - - smtp
relay unix - - y - - smtp
showq unix n - y - - showq
error unix - - y - - error
retry unix - - y - - error
discard unix - - y - - discard
local unix - n n - - local
virtual unix - n n - - virtual
lmtp unix - - y - - lmtp
anvil unix - - y - 1 anvil
scache unix - - y - 1 scache
`.trimStart()

/** Values that are wrong for a kind, whatever the parameter. */
const wrong: { readonly [K in ValueKind]?: readonly string[] } = {
  'access-action': ['NO_SUCH-ACTION'],
  boolean: ['maybe'],
  'client-acl-list': ['no_such_word'],
  'command-path': ['sendmail'],
  'compatibility-level': ['three'],
  'concurrency-feedback': ['often'],
  'directory-path': ['etc/postfix'],
  'directory-path-list': ['etc/postfix'],
  'directory-path-or-no': ['etc/postfix'],
  'dns-probe': ['example.com'],
  'dnsbl-site-list': ['dnsbl.example.org=127.0.0.[2-9]'],
  domain: ['example..com'],
  'domain-list': ['user@example.com'],
  'domain-or-empty': ['[host:25'],
  'email-address': ['anne@'],
  endpoint: ['smtp:[127.0.0.1]:10025'],
  enum: ['nosuchword'],
  'enum-list': ['nosuchword'],
  'environment-list': ['=value'],
  'file-path': ['ssl/cert.pem'],
  'file-path-list': ['ssl/cert.pem'],
  'file-path-or-word': ['ssl/cert.pem'],
  'header-name-list': ['bad name:'],
  'host-port-list': ['[mail.example.org'],
  hostname: ['mail..example.com'],
  'instance-name': ['one two'],
  integer: ['many'],
  'interface-list': ['300.1.1.1'],
  'ip-address': ['300.1.1.1'],
  'ip-address-list': ['300.1.1.1'],
  map: ['nosuchtype:/etc/postfix/x'],
  'map-list': ['nosuchtype:/etc/postfix/x', '/etc/postfix/x'],
  'map-reference-list': ['/etc/postfix/x'],
  'map-type': ['nosuchtype'],
  'match-list-address': ['192.0.2.1/8', '192.0.2.*'],
  'match-list-domain': ['*.example.com'],
  'match-list-string': ['nosuchtype:/etc/postfix/x'],
  'match-list-user': ['nosuchtype:/etc/postfix/x'],
  'milter-list': ['127.0.0.1'],
  'milter-macro-list': ['{nosuch}'],
  'name-value-list': ['name'],
  'nexthop-list': ['[mail.example.org'],
  'octal-mode': ['rw-r--r--'],
  'openssl-cipher-name': ['aes-256-gcm'],
  'parameter-name': ['nosuchparameter'],
  'path-prefix-list': ['var'],
  percentage: ['many'],
  'port-map': ['smtp'],
  'prefix-length': ['many'],
  'random-source': ['/dev/urandom'],
  'read-only': ['1'],
  'requiretls-policy-list': ['nosuchword'],
  'restriction-class-names': ['nosuchclass'],
  'restriction-list': ['reject_nosuch'],
  'search-path': ['etc/sasl'],
  'service-match-list': ['nosuch/inet'],
  'service-name': ['nosuch'],
  'size-bytes': ['10MB'],
  'smtp-reply-code': ['999', 'x'],
  'tcp-port': ['99999'],
  'text-template': ['$nosuch'],
  time: ['soon'],
  'tls-cipher-exclusion-list': ['!RC4'],
  'tls-digest': ['sha265'],
  'tls-digest-list': ['sha265'],
  'tls-fingerprint-list': ['xyz'],
  'tls-group': ['nosuchgroup'],
  'tls-group-list': ['nosuchgroup'],
  'tls-peername-match-list': ['*.example.com'],
  'tls-protocol-list': ['TLSv9'],
  'transport-list': ['nosuch'],
  'transport-nexthop': ['nosuch:', ':host'],
  'unix-group': ['no'],
  'unix-uid': ['many'],
  'unix-user': ['root'],
}

/** Kinds in which every text has a meaning. */
const anything: { readonly [K in ValueKind]?: string } = {
  'character-set': 'any characters can be meant',
  command: 'the shell takes any text',
  'local-delivery-destination': 'an address, a file or a command: each text is one of them',
  'lookup-key': 'any text can be a key of a table',
  'openssl-cipherlist': 'what OpenSSL knows is not known; own-cipher-list speaks of each list',
  'postfix-command-list': 'names of commands, which a site can add',
  text: 'free text; what has a form has a rule of its own',
}

/** Findings that have nothing to do with the value. */
const besides: ReadonlySet<string> = new Set([
  'old-compatibility-level',
  'setting-repeats-default',
  'setting-nobody-reads',
  'setting-hidden-by-overrides',
  'deprecated-parameter',
  'removed-parameter',
  'needless-session-cache',
  'vrfy-left-on',
  'idle-login-permit',
])

function findings(name: string, value: string): readonly string[] {
  const main =
    name === 'compatibility_level' ? `${name} = ${value}\n` : `compatibility_level = 3.11\n${name} = ${value}\n`
  const { diagnostics } = lint({ main, master }, { preset: 'all', postfixVersion: version })
  return [...new Set(diagnostics.map(({ rule }) => rule))].filter(rule => !besides.has(rule))
}

function badValues(parameter: Parameter): readonly string[] {
  const { kind, type, min, max } = parameter
  const values = [...(wrong[kind] ?? [])]
  const numeric = type === 'integer' || type === 'long'
  if (numeric && min !== undefined) values.push(String(min - 1))
  if (numeric && max !== undefined && max < 2 ** 31 - 1) values.push(String(max + 1))
  return values
}

/** Parameters for which the value that is wrong for the kind is right, or is not looked at, by value or for all. */
const exceptions: Readonly<Record<string, string>> = {
  'alias_database = /etc/postfix/x': 'newaliases(1) puts default_database_type before a path alone',
  forward_path: 'its elements begin with `$home`, and are put together for each delivery',
  home_mailbox: 'it begins at the home directory',
  local_command_shell: 'a command without its path is looked for in PATH',
  lmtp_tlsrpt_socket_name: 'it begins at the queue directory',
  mail_release_date: 'Postfix takes what is set, though nobody should',
  mail_version: 'Postfix takes what is set, though nobody should',
  maillog_file_compressor: 'a command without its path is looked for in PATH',
  maps_rbl_domains: 'Postfix does not have it any more: removed-parameter',
  milter_macro_daemon_name: 'any text is handed to the filter',
  multi_instance_group: 'any word is the name of a group',
  multi_instance_name: 'any word is the name of an instance',
  multi_instance_wrapper: 'a command without its path is looked for in PATH',
  openssl_path: 'a command without its path is looked for in PATH',
  process_id_directory: 'it begins at the queue directory',
  sample_directory: 'Postfix does not look at it any more',
  service_name: 'Postfix sets it, and postconf(1) passes over the setting',
  smtp_tlsrpt_socket_name: 'it begins at the queue directory',
  smtpd_tls_eecdh_grade: 'Postfix does not look at it any more: deprecated-parameter',
  tlsproxy_client_loglevel_parameter: 'for the use of Postfix itself',
  tlsproxy_tls_eecdh_grade: 'Postfix does not look at it any more: deprecated-parameter',
}

describe('a value that is wrong for its kind is found', () => {
  const names = catalog.parameterNames()
  const kinds = [...new Set(names.map(name => catalog.parameter(name)?.kind))].filter(
    kind => kind !== undefined && anything[kind] === undefined,
  )

  it('knows a wrong value for each kind, or why there is none', () => {
    const unknown = kinds.filter(kind => kind !== undefined && wrong[kind] === undefined)
    expect(unknown).toEqual([])
  })

  it.each(kinds)('%s', kind => {
    const silent = names.flatMap(name => {
      const parameter = catalog.parameter(name)
      if (parameter === undefined || parameter.kind !== kind || exceptions[name] !== undefined) return []
      const written = badValues(parameter).map(value => [value, `${name} = ${value}`] as const)
      return written.flatMap(([value, line]) =>
        exceptions[line] === undefined && findings(name, value).length === 0 ? [line] : [],
      )
    })
    expect(silent).toEqual([])
  })
})
