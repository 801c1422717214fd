import { describe, expect, it } from 'vitest'
import { loadProse } from '../../src/catalog/prose.js'
import { complete, explainItem } from '../../src/language-service/completion/completion.js'
import { fc, runs } from '../properties.js'
import { afterEdits, atCursor, type Files } from './cursor.js'

function proposed(input: string | Files, snippets = false) {
  const { project, uri, offset, source } = atCursor(input)
  const items = complete(project, uri, offset, { snippets })
  const after = (label: string): string | undefined => {
    const edit = items.find(item => item.label === label)?.textEdit
    return edit && 'range' in edit ? afterEdits(source, [edit]) : undefined
  }
  return { project, items, labels: items.map(({ label }) => label), after }
}

const master = `
  smtp      inet  n       -       y       -       -       smtpd
  submission inet n       -       y       -       -       smtpd
    -o syslog_name=postfix/submission
  smtp      unix  -       -       y       -       -       smtp
  slow      unix  -       -       y       -       2       smtp
  dovecot   unix  -       n       n       -       -       pipe
    flags=DRhu user=vmail argv=/usr/lib/dovecot/deliver -d \${recipient}
`

describe('text after choosing a proposal', () => {
  it.each([
    // Parameter names
    ['smtpd_tls_sec¦\n', 'smtpd_tls_security_level', 'smtpd_tls_security_level = \n'],
    ['¦\n', 'myhostname', 'myhostname = \n'],
    ['¦', 'myhostname', 'myhostname = '],
    ['smtpd_tls_¦level = may\n', 'smtpd_tls_security_level', 'smtpd_tls_security_level = may\n'],
    ['smtpd_tls_sec¦ = may\n', 'smtpd_tls_security_level', 'smtpd_tls_security_level = may\n'],
    ['a = b\n¦\nc = d\n', 'myhostname', 'a = b\nmyhostname = \nc = d\n'],
    ['myorigin = $my_own\nmy¦\n', 'my_own', 'myorigin = $my_own\nmy_own = \n'],
    // Words and numbers
    ['smtpd_helo_required = ¦\n', 'yes', 'smtpd_helo_required = yes\n'],
    ['smtpd_helo_required =¦\n', 'yes', 'smtpd_helo_required =yes\n'],
    ['smtpd_tls_security_level = m¦\n', 'may', 'smtpd_tls_security_level = may\n'],
    ['smtpd_tls_security_level = m¦ay\n', 'encrypt', 'smtpd_tls_security_level = encrypt\n'],
    ['maximal_queue_lifetime = ¦\n', '5d', 'maximal_queue_lifetime = 5d\n'],
    ['inet_protocols = ipv4, i¦\n', 'ipv6', 'inet_protocols = ipv4, ipv6\n'],
    ['smtpd_tls_protocols = !SSLv2, !SSL¦\n', 'SSLv3', 'smtpd_tls_protocols = !SSLv2, !SSLv3\n'],
    ['smtpd_tls_protocols = >=TLS¦\n', 'TLSv1.2', 'smtpd_tls_protocols = >=TLSv1.2\n'],
    // References
    ['mydomain = example.com\nmyorigin = $¦\n', 'mydomain', 'mydomain = example.com\nmyorigin = $mydomain\n'],
    ['myorigin = ${my¦\n', 'mydomain', 'myorigin = ${mydomain}\n'],
    ['myorigin = ${my¦}\n', 'mydomain', 'myorigin = ${mydomain}\n'],
    ['myorigin = $(my¦\n', 'mydomain', 'myorigin = $(mydomain)\n'],
    [
      'mydestination = localhost, $my¦, example.org\n',
      'mydomain',
      'mydestination = localhost, $mydomain, example.org\n',
    ],
    ['a = ${b?{$my¦}:{c}}\n', 'mydomain', 'a = ${b?{$mydomain}:{c}}\n'],
    // Restrictions
    ['smtpd_relay_restrictions = permit_my¦\n', 'permit_mynetworks', 'smtpd_relay_restrictions = permit_mynetworks\n'],
    [
      'smtpd_relay_restrictions =\n    permit_mynetworks,\n    ¦\n',
      'reject_unauth_destination',
      'smtpd_relay_restrictions =\n    permit_mynetworks,\n    reject_unauth_destination\n',
    ],
    [
      'smtpd_client_restrictions = check_cl¦, reject\n',
      'check_client_access',
      'smtpd_client_restrictions = check_client_access , reject\n',
    ],
    [
      'smtpd_client_restrictions = check_client_access ha¦\n',
      'hash:',
      'smtpd_client_restrictions = check_client_access hash:\n',
    ],
    [
      'smtpd_restriction_classes = strict\nstrict = reject\nsmtpd_client_restrictions = str¦\n',
      'strict',
      'smtpd_restriction_classes = strict\nstrict = reject\nsmtpd_client_restrictions = strict\n',
    ],
    // Tables
    ['virtual_alias_maps = ha¦\n', 'hash:', 'virtual_alias_maps = hash:\n'],
    ['virtual_alias_maps = proxy:my¦\n', 'mysql:', 'virtual_alias_maps = proxy:mysql:\n'],
    ['virtual_alias_maps = hash:/a, pc¦\n', 'pcre:', 'virtual_alias_maps = hash:/a, pcre:\n'],
    ['virtual_alias_maps = pipemap:{hash:/a, pc¦}\n', 'pcre:', 'virtual_alias_maps = pipemap:{hash:/a, pcre:}\n'],
    // Comments
    ['# postfix-lint ignore=bad-b¦\n', 'bad-boolean', '# postfix-lint ignore=bad-boolean\n'],
    ['# postfix-lint ignore=a,bad-b¦ -- why\n', 'bad-boolean', '# postfix-lint ignore=a,bad-boolean -- why\n'],
  ])('%j, %j', (input, label, expected) => {
    expect(proposed({ 'main.cf': input, 'master.cf': master }).after(label)).toBe(expected)
  })

  it.each([
    ['default_transport = sl¦\n', 'slow', 'default_transport = slow:\n'],
    ['defer_transports = smtp, sl¦\n', 'slow', 'defer_transports = smtp, slow\n'],
    ['slow_dest¦\n', 'slow_destination_concurrency_limit', 'slow_destination_concurrency_limit = \n'],
  ])('knows the services of master.cf: %j', (input, label, expected) => {
    expect(proposed({ 'main.cf': input, 'master.cf': master }).after(label)).toBe(expected)
  })

  it.each([
    ['smtp in¦\n', 'inet', 'smtp inet\n'],
    ['smtp inet n - ¦\n', 'y', 'smtp inet n - y\n'],
    ['smtp inet n - y - - smt¦\n', 'smtpd', 'smtp inet n - y - - smtpd\n'],
    ['smtp inet n - y - - smtpd\n  ¦\n', '-o', 'smtp inet n - y - - smtpd\n  -o \n'],
    ['smtp inet n - y - - smtpd\n  -¦\n', '-o', 'smtp inet n - y - - smtpd\n  -o \n'],
    ['smtp inet n - y - - smtpd -o ¦\n', 'smtpd_delay_reject', 'smtp inet n - y - - smtpd -o smtpd_delay_reject=\n'],
    [
      'smtp inet n - y - - smtpd -osmtpd_del¦\n',
      'smtpd_delay_reject',
      'smtp inet n - y - - smtpd -osmtpd_delay_reject=\n',
    ],
    [
      'smtp inet n - y - - smtpd -o smtpd_del¦=no\n',
      'smtpd_delay_reject',
      'smtp inet n - y - - smtpd -o smtpd_delay_reject=no\n',
    ],
    [
      'smtp inet n - y - - smtpd -o smtpd_delay_reject=¦\n',
      'yes',
      'smtp inet n - y - - smtpd -o smtpd_delay_reject=yes\n',
    ],
    [
      'smtp inet n - y - - smtpd\n  -o { smtpd_helo_restrictions = permit_my¦ }\n',
      'permit_mynetworks',
      'smtp inet n - y - - smtpd\n  -o { smtpd_helo_restrictions = permit_mynetworks }\n',
    ],
    ['x unix - n n - - pipe fl¦\n', 'flags=', 'x unix - n n - - pipe flags=\n'],
    [
      'x unix - n n - - pipe user=a argv=/bin/x ${se¦\n',
      'sender',
      'x unix - n n - - pipe user=a argv=/bin/x ${sender}\n',
    ],
    [
      'x unix - n n - - pipe user=a argv=/bin/x ${se¦}\n',
      'sender',
      'x unix - n n - - pipe user=a argv=/bin/x ${sender}\n',
    ],
    ['scac¦\n', 'scache', 'scache    unix  -       -       n       -       1       scache\n'],
  ])('in master.cf: %j, %j', (input, label, expected) => {
    expect(proposed({ 'master.cf': input }).after(label)).toBe(expected)
  })
})

describe('what is proposed', () => {
  it('leaves out what is set already, and what Postfix sets itself', () => {
    const { labels } = proposed('myhostname = mx.example.com\n¦\n')
    expect(labels).not.toContain('myhostname')
    expect(labels).not.toContain('mail_version')
    expect(labels).toContain('mydomain')
  })

  it('leaves out what the chosen release does not have', () => {
    expect(proposed({ 'main.cf': '¦\n', version: '2.11' }).labels).not.toContain('smtputf8_enable')
    expect(proposed('¦\n').labels).toContain('smtputf8_enable')
  })

  it('marks what is deprecated and puts it last', () => {
    const item = proposed('smtpd_use¦\n').items.find(({ label }) => label === 'smtpd_use_tls')
    expect(item).toMatchObject({ tags: [1], sortText: '8smtpd_use_tls' })
  })

  it('has only what the daemon reads', () => {
    const { labels } = proposed({ 'master.cf': 'smtp inet n - y - - smtpd -o ¦\n' })
    expect(labels).toContain('smtpd_recipient_restrictions')
    expect(labels).toContain('syslog_name')
    expect(labels).not.toContain('minimal_backoff_time')
  })

  it('has no restriction that could never do anything in the list', () => {
    const labels = (name: string) => proposed(`${name} = ¦\n`).labels
    expect(labels('smtpd_etrn_restrictions')).toContain('check_etrn_access')
    expect(labels('smtpd_recipient_restrictions')).not.toContain('check_etrn_access')
  })

  it('does not repeat a restriction or a word that stands there', () => {
    expect(proposed('smtpd_relay_restrictions = permit_mynetworks, ¦\n').labels).not.toContain('permit_mynetworks')
    expect(proposed('inet_protocols = ipv4, ¦\n').labels).not.toContain('ipv4')
  })

  it('is nothing in comments, in plain text, after a name, and in the path of a table', () => {
    const nothing = [
      '# com¦ment\n',
      'a = b¦\n',
      'a ¦\n',
      'virtual_alias_maps = hash:/etc/¦\n',
      'smtpd_banner = hello ¦\n',
      '  ¦\n',
    ]
    for (const text of nothing) expect(proposed(text).labels).toEqual([])
  })

  it('puts in places to fill in for editors that can', () => {
    const { items } = proposed('smtpd_client_restrictions = check_cl¦\n', true)
    const item = items.find(({ label }) => label === 'check_client_access')
    expect(item).toMatchObject({
      insertTextFormat: 2,
      textEdit: { newText: expect.stringMatching(/^check_client_access \$\{1:.+\}$/) },
    })
  })

  it('does not swallow the word that begins at the cursor', () => {
    expect(proposed('smtpd_relay_restrictions = ¦reject\n').after('permit_mynetworks')).toBe(
      'smtpd_relay_restrictions = permit_mynetworksreject\n',
    )
  })
})

it('explains what it proposes', async () => {
  const prose = await loadProse()
  const { items, project } = proposed('smtpd_tls_sec¦\n')
  const data = items.find(({ label }) => label === 'smtpd_tls_security_level')?.data
  expect(explainItem(project, data.about, prose)).toContain('**smtpd_tls_security_level**')
})

it('never fails, wherever the cursor is in whatever text', () => {
  const parts = fc.constantFrom(
    'smtpd_relay_restrictions',
    ' = ',
    '\n',
    '\n  ',
    'permit',
    ', ',
    '$',
    '${',
    '}',
    '{',
    ':',
    '-o ',
    'hash:',
    'smtp inet n - - - - smtpd ',
    '#',
    'x=y',
    '\r\n',
    'virtual_alias_maps = ',
    'pipe argv=',
  )
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 14 }), fc.nat(100), fc.boolean(), (found, at, inMaster) => {
      const text = found.join('')
      const offset = Math.min(at, text.length)
      const marked = `${text.slice(0, offset)}¦${text.slice(offset)}`
      const { items } = proposed(inMaster ? { 'master.cf': marked } : marked)
      for (const { textEdit } of items) expect(textEdit).toBeDefined()
    }),
    runs(300),
  )
})
