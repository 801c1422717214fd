import { describe, expect, test } from 'vitest'
import { createCatalog } from '../../src/catalog/catalog.js'
import { branches } from '../../src/catalog/versions.js'

const upstream = (version: string) => createCatalog({ version, profile: 'upstream' })

/**
 * Counted in the source tree of the last release of each branch: every CONFIG_*_TABLE entry, the old names of
 * postconf_builtin.c (2.9: postconf.c), and the names that are set by Postfix or not shown.
 */
const counts: readonly (readonly [branch: string, builtin: number, legacy: number, special: number])[] = [
  ['2.3', 517, 4, 3],
  ['2.4', 525, 4, 3],
  ['2.5', 559, 4, 3],
  ['2.6', 599, 4, 3],
  ['2.7', 611, 4, 3],
  ['2.8', 693, 4, 3],
  ['2.9', 705, 4, 2],
  ['2.10', 711, 4, 2],
  ['2.11', 727, 4, 2],
  ['3.0', 755, 4, 2],
  ['3.1', 766, 5, 2],
  ['3.2', 771, 5, 2],
  ['3.3', 774, 5, 3],
  ['3.4', 808, 5, 3],
  ['3.5', 816, 5, 3],
  ['3.6', 823, 8, 3],
  ['3.7', 828, 13, 3],
  ['3.8', 834, 13, 3],
  ['3.9', 842, 13, 3],
  ['3.10', 854, 13, 3],
  ['3.11', 871, 13, 2],
  ['3.12', 906, 13, 3],
]

test.each(counts)(
  'Postfix %s has %d built-in, %d old and %d special parameters',
  (branch, builtin, legacy, special) => {
    const catalog = upstream(branch)
    const groups = catalog.parameterNames().map(name => catalog.parameter(name)?.class)
    expect(groups.filter(group => group === 'builtin')).toHaveLength(builtin)
    expect(groups.filter(group => group === 'legacy')).toHaveLength(legacy)
    expect(groups.filter(group => group === 'read-only' || group === 'unlisted')).toHaveLength(special)
  },
)

test('the counts are of every branch', () => {
  expect(counts.map(([branch]) => branch)).toEqual(branches.map(({ branch }) => branch))
})

/** Facts read in the source at each release: a name, and what a release has. */
const facts: readonly (readonly [name: string, version: string, expected: object | undefined])[] = [
  // SMTP smuggling: RELEASE_NOTES of 3.5.23 and 3.5.24.
  ['smtpd_forbid_bare_newline', '3.7.8', undefined],
  ['smtpd_forbid_bare_newline', '3.7.9', { type: 'boolean', kind: 'boolean', default: 'no' }],
  [
    'smtpd_forbid_bare_newline',
    '3.7.10',
    { type: 'string', kind: 'enum', default: 'no', vocabulary: 'forbid-bare-newline' },
  ],
  ['smtpd_forbid_bare_newline', '3.4.29', undefined],
  ['smtpd_forbid_bare_newline', '3.9.0', { default: 'normalize', since: '3.5.23' }],
  ['smtpd_forbid_bare_newline_reject_code', '3.8.4', undefined],
  ['smtpd_forbid_bare_newline_reject_code', '3.8.5', { default: '550' }],
  ['smtpd_forbid_unauth_pipelining', '3.8.0', undefined],
  ['smtpd_forbid_unauth_pipelining', '3.8.1', { default: 'no' }],
  ['smtpd_forbid_unauth_pipelining', '3.9.0', { default: 'yes' }],
  ['cleanup_replace_stray_cr_lf', '3.7.9', undefined],
  ['cleanup_replace_stray_cr_lf', '3.7.10', { default: 'yes' }],
  ['milter_default_action', '3.7.19', { default: 'tempfail' }],
  ['milter_default_action', '3.7.20', { default: 'shutdown' }],
  ['milter_default_action', '3.8.14', { default: 'tempfail' }],
  ['milter_default_action', '3.6.20', { default: 'tempfail' }],
  ['milter_default_action', '3.11.0', { default: 'shutdown' }],
  ['tls_fast_shutdown', '3.4.6', { default: 'yes' }],
  ['tls_fast_shutdown', '3.4.7', undefined],
  ['tls_fast_shutdown_enable', '3.4.6', undefined],
  ['tls_fast_shutdown_enable', '3.4.7', { default: 'yes' }],
  ['dnssec_probe', '3.5.8', undefined],
  ['dnssec_probe', '3.5.9', { default: 'ns:.' }],
  ['postscreen_dnsbl_threshold', '3.7.3', { min: undefined }],
  ['postscreen_dnsbl_threshold', '3.7.4', { min: 1 }],
  ['smtp_tls_ciphers', '2.11.5', { default: 'export' }],
  ['smtp_tls_ciphers', '2.11.6', { default: 'medium' }],
  ['smtp_tls_mandatory_protocols', '3.5', { default: '!SSLv2, !SSLv3' }],
  ['smtp_tls_mandatory_protocols', '3.6', { default: '>=TLSv1' }],
  ['lmtp_skip_quit_response', '2.5.17', undefined],
  ['lmtp_skip_quit_response', '2.6.0', { default: 'no' }],
  ['message_size_limit', '2.8', { type: 'integer' }],
  ['message_size_limit', '2.9', { type: 'long', kind: 'size-bytes', default: '10240000' }],
  ['smtpd_tls_loglevel', '2.8', { type: 'integer', kind: 'integer', vocabulary: undefined }],
  ['smtpd_tls_loglevel', '2.9', { type: 'string', kind: 'enum-list', vocabulary: 'tls-loglevel' }],
  ['compatibility_level', '2.11', undefined],
  ['compatibility_level', '3.5', { type: 'integer' }],
  ['compatibility_level', '3.6', { type: 'string' }],
  ['smtpd_recipient_restrictions', '2.9', { default: 'permit_mynetworks, reject_unauth_destination' }],
  ['smtpd_recipient_restrictions', '2.10', { default: '', kind: 'restriction-list' }],
  ['virtual_maps', '3.7', { class: 'legacy', default: '' }],
  ['postscreen_blacklist_action', '3.5', { class: 'builtin', default: 'ignore', deprecated: undefined }],
  ['postscreen_blacklist_action', '3.6', { class: 'legacy', default: '' }],
  ['service_name', '3.10', { class: 'read-only' }],
  ['debugger_command', '2.8', { class: 'unlisted' }],
  ['myhostname', '3.7', { default: null, hostDependent: true }],
  ['daemon_directory', '3.7', { default: '/usr/libexec/postfix', buildDependent: true }],
  ['mailbox_command', '3.7', { type: 'raw', expansion: 'use' }],
  ['smtpd_expansion_filter', '3.7', { type: 'raw', expansion: 'none' }],
  ['queue_run_delay', '3.7', { type: 'time', defaultTimeUnit: 's', min: 1, default: '300s' }],
  ['maximal_queue_lifetime', '3.7', { defaultTimeUnit: 'd', default: '5d' }],
  ['smtpd_tls_CAfile', '3.11', { readBy: ['smtpd', 'tlsproxy'], needsTls: true }],
  ['smtpd_tls_CAfile', '2.7', { readBy: ['smtpd'] }],
  ['smtpd_tls_CAfile', '3.12', { readBy: ['postscreen', 'smtpd', 'tlsproxy'] }],
  ['nullmx_reject_code', '3.5', undefined],
  ['smtp_tls_security_level', '3.10', { default: '' }],
  ['smtpd_forbid_bare_newline', '3.8.4', { min: undefined }],
  ['smtpd_forbid_bare_newline', '3.8.5', { min: 1 }],
  ['sender_canonical_maps', '3.1.3', { readBy: ['cleanup', 'proxymap'] }],
  ['sender_canonical_maps', '3.1.4', { readBy: ['cleanup', 'proxymap', 'smtpd'] }],
  ['bounce_notice_recipient', '3.6.1', { readBy: ['bounce'] }],
  ['bounce_notice_recipient', '3.6.2', { readBy: ['bounce', 'smtpd'] }],
  ['tls_server_sni_maps', '3.11', { readBy: ['smtpd', 'tlsproxy'] }],
  ['service_name', '3.11.1', { class: 'builtin', default: 'amnesiac' }],
  ['service_name', '3.12', { class: 'read-only', default: '' }],
  ['constructor', '3.7', undefined],
  ['__proto__', '3.7', undefined],
]

test.each(facts)('%s in %s', (name, version, expected) => {
  const parameter = upstream(version).parameter(name)
  if (expected === undefined) expect(parameter).toBeUndefined()
  else expect(parameter).toMatchObject({ name, ...expected })
})

test('proxy_read_maps grows', () => {
  const words = (version: string) => upstream(version).parameter('proxy_read_maps')?.default?.split(' ') ?? []
  expect(words('2.3.14')).not.toContain('$sender_bcc_maps')
  expect(words('2.3.15')).toContain('$sender_bcc_maps')
  expect(words('3.4.23')).not.toContain('$tls_server_sni_maps')
  expect(words('3.4.24')).toContain('$tls_server_sni_maps')
  for (const { last } of branches) expect(words(last).every(word => /^\$[a-z_]+$/.test(word))).toBe(true)
})

describe('names of other releases', () => {
  test.each([
    ['tls_fast_shutdown', '3.7', { now: 'gone', lastRelease: '3.4.6', replacement: ['tls_fast_shutdown_enable'] }],
    [
      'smtpd_forbid_bare_newline',
      '3.7.8',
      { now: 'future', since: '3.5.23', releases: ['3.5.23', '3.6.13', '3.7.9', '3.8.4', '3.9'] },
    ],
    ['sender_based_routing', '3.7', { now: 'gone', removed: '2.3', replacement: ['sender_dependent_relayhost_maps'] }],
    ['nullmx_reject_code', '3.7', { now: 'never' }],
    ['requiretls_enable', '3.7', { now: 'future', since: '3.11' }],
    ['smtpd_banner', '3.7', { now: 'present', since: '1.0' }],
  ])('%s seen from %s', (name, version, expected) => {
    expect(upstream(version).history(name)).toMatchObject({ name, ...expected })
  })

  test('an unknown name has none', () => {
    expect(upstream('3.7').history('smtpd_baner')).toBeUndefined()
  })
})

describe('deprecation', () => {
  test.each([
    ['smtpd_use_tls', '3.7', { effect: 'works', replacement: ['smtpd_tls_security_level'], warnsSince: '3.9' }],
    ['disable_dns_lookups', '2.10', undefined],
    ['disable_dns_lookups', '2.11', { replacement: ['smtp_dns_support_level'] }],
    ['virtual_maps', '3.7', { effect: 'fallback', replacement: ['virtual_alias_maps', 'virtual_alias_domains'] }],
    ['sender_based_routing', '3.7', { effect: 'removed' }],
    ['smtpd_banner', '3.7', undefined],
  ])('%s at %s', (name, version, expected) => {
    const deprecation = upstream(version).deprecation(name)
    if (expected === undefined) expect(deprecation).toBeUndefined()
    else expect(deprecation).toMatchObject(expected)
  })
})

describe('names made from service names', () => {
  test.each([
    [
      'foo_destination_recipient_limit',
      '3.7',
      { transport: 'foo', suffix: '_destination_recipient_limit', default: '$default_destination_recipient_limit' },
    ],
    ['foo_recipient_limit', '3.7', { transport: 'foo', suffix: '_recipient_limit' }],
    [
      'a_b_initial_destination_concurrency',
      '3.7',
      { transport: 'a_b', inherits: 'initial_destination_concurrency', min: 1 },
    ],
    ['foo_time_limit', '2.4', { type: 'integer', programs: ['pipe', 'spawn'] }],
    ['foo_time_limit', '2.5', { type: 'time', defaultTimeUnit: 's' }],
    ['foo_transport_rate_delay', '3.1', { since: '3.1' }],
    ['foo_delivery_slot_discount', '3.7', { max: 100, class: 'service' }],
    ['foo_concurrency_failed_cohort_limit', '2.5.6', { renamedTo: '_destination_concurrency_failed_cohort_limit' }],
    [
      'foo_destination_concurrency_failed_cohort_limit',
      '2.5.7',
      { default: '$default_destination_concurrency_failed_cohort_limit' },
    ],
  ])('%s in %s', (name, version, expected) => {
    expect(upstream(version).transportFamily(name)).toMatchObject({ name, ...expected })
  })

  test.each([
    ['foo_transport_rate_delay', '3.0'],
    ['foo_concurrency_failed_cohort_limit', '2.5.7'],
    ['_recipient_limit', '3.7'],
    ['foo_bar', '3.7'],
  ])('%s in %s is none', (name, version) => {
    expect(upstream(version).transportFamily(name)).toBeUndefined()
  })

  test('what a service makes', () => {
    const made = (name: string, program: string, version = '3.7') =>
      upstream(version)
        .serviceMade({ name, program })
        .map(parameter => parameter.name)
    expect(made('smtp', 'smtpd')).toEqual([])
    expect(made('policy', 'spawn')).toEqual(['policy_time_limit'])
    expect(made('x', 'pipe')).toHaveLength(17)
    expect(made('x', 'smtp')).toHaveLength(16)
    expect(made('x', 'smtp', '3.0')).toHaveLength(15)
    expect(made('local', 'local')).toHaveLength(14)
    expect(made('local', 'local')).not.toContain('local_destination_concurrency_limit')
  })

  test('names that stock files mention', () => {
    expect(upstream('3.7').conventionalName('mua_client_restrictions')).toMatchObject({
      kind: 'restriction-list',
      since: '2.10',
    })
    expect(upstream('2.9').conventionalName('mua_client_restrictions')).toBeUndefined()
  })
})

describe('a catalogue that is asked very much', () => {
  test('forgets names and finds them again', () => {
    const asked = upstream('3.7.11')
    const before = asked.parameter('smtpd_banner')
    for (let index = 0; index < 5000; index++) expect(asked.parameter(`nobody_${index}`)).toBeUndefined()
    expect(asked.parameter('smtpd_banner')).toEqual(before)
  })

  test('is one and the same for a release, until sixteen others were asked for', () => {
    const first = upstream('3.7.11')
    expect(upstream('3.7.11')).toBe(first)
    for (const { last } of branches) upstream(last)
    const again = upstream('3.7.11')
    expect(again).not.toBe(first)
    expect(again.parameter('smtpd_banner')).toEqual(first.parameter('smtpd_banner'))
  })

  test('makes no names for a program that has none', () => {
    expect(upstream('3.7.11').serviceMade({ name: 'x', program: 'smtpd' })).toEqual([])
    expect(upstream('3.7.11').serviceMade({ name: 'x', program: '' })).toEqual([])
  })
})

describe('the parameters whose entry holds a piece of text', () => {
  const catalog = upstream('3.11.6')

  test('are those with that name, and those whose default mentions it, at the least', () => {
    expect(catalog.parametersWith('relay_domains')).toEqual(
      expect.arrayContaining(['relay_domains', 'fast_flush_domains']),
    )
  })

  test.each(['', '}', '{', '"'])('are names, whatever the piece: `%s`', piece => {
    const found = catalog.parametersWith(piece)
    expect(found.filter(name => catalog.history(name) === undefined)).toEqual([])
    expect(new Set(found).size).toBe(found.length)
  })
})
