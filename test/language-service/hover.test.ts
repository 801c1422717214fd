import { describe, expect, it } from 'vitest'
import { loadProse } from '../../src/catalog/prose.js'
import { hover } from '../../src/language-service/hover.js'
import { toRange } from '../../src/language-service/positions.js'
import { atCursor, type Files } from './cursor.js'

const prose = await loadProse()

function hoverText(input: string | Files): string {
  const { project, uri, offset } = atCursor(input)
  const found = hover(project, uri, offset, prose)
  if (found === undefined) return ''
  const { contents } = found
  return typeof contents === 'object' && 'value' in contents ? contents.value : ''
}

function hovered(input: string | Files): string | undefined {
  const { project, uri, offset, source } = atCursor(input)
  const found = hover(project, uri, offset, prose)?.range
  const range = found && toRange(source, found)
  return range && source.text.slice(range.start, range.end)
}

const master = `
  submission inet n       -       y       -       -       smtpd
    -o smtpd_tls_security_level=encrypt
  smtps     inet  n       -       y       -       -       smtpd
    -o smtpd_tls_security_level=encrypt
  qmgr      unix  n       -       n       300     1       qmgr
  smtp-slow unix  -       -       y       -       2       smtp
    -o myhostname=out.example.com
  dovecot   unix  -       n       n       -       -       pipe
    flags=DRhu user=vmail:vmail argv=/usr/lib/dovecot/deliver -f \${sender} -d \${recipient}
`

describe('hover on a parameter', () => {
  it('explains it, with type, default, value here and in the services that differ', () => {
    const text = hoverText({ 'main.cf': 'smtpd_tls_security¦_level = may\n', 'master.cf': master })
    expect(text).toContain('**smtpd_tls_security_level** · enum')
    expect(text).toContain('- Default in Postfix 3.11.6: empty')
    expect(text).toContain('- Here: `may` (main.cf line 1)')
    expect(text).toContain('- In `submission/inet`: `encrypt` (master.cf line 2)')
    expect(text).toContain('- In `smtps/inet`: `encrypt` (master.cf line 4)')
    expect(text).toContain('`none`, `may`, `encrypt`')
    expect(text).toContain('https://www.postfix.org/postconf.5.html#smtpd_tls_security_level')
  })

  it('says the unit of a time and its bounds', () => {
    expect(hoverText('maximal_queue¦_lifetime = 3\n')).toContain('time, days when no unit is given')
    expect(hoverText('maximal_queue¦_lifetime = 3\n')).toContain('- At most `100d`')
  })

  it('says what an expanded value is', () => {
    const text = hoverText('mydomain = example.com\nmyorigin¦ = $mydomain\n')
    expect(text).toContain('- Here: `$mydomain`, which is `example.com` (main.cf line 2)')
  })

  it('says when a value depends on the host', () => {
    expect(hoverText('myorigin¦ = $myhostname\n')).toContain('`$myhostname`, which depends on the host')
  })

  it('shows a service whose own settings change the value indirectly', () => {
    const files = { 'main.cf': 'myhostname = mx.example.com\nsmtp_helo_name¦ = $myhostname\n', 'master.cf': master }
    expect(hoverText(files)).toContain(
      '- In `smtp-slow/unix`: `$myhostname`, which is `out.example.com` (main.cf line 2)',
    )
  })

  it('says that a program does not read what is set for it', () => {
    const files = {
      'main.cf': 'smtpd_helo¦_required = yes\n',
      'master.cf': 'qmgr unix n - n 300 1 qmgr\n  -o smtpd_helo_required=no\n',
    }
    expect(hoverText(files)).toContain('- In `qmgr/unix`: `no` (master.cf line 2), which `qmgr` does not read')
  })

  it('works on a $name, to the letter', () => {
    expect(hovered('mydomain = example.com\nmydestination = localhost, ${my¦domain}\n')).toBe('mydomain')
    expect(hoverText('mydomain = example.com\nmydestination = $my¦domain\n')).toContain(
      '- Here: `example.com` (main.cf line 1)',
    )
  })

  it('works inside the branches of a conditional', () => {
    expect(hovered('a = ${x?{$my¦domain}:{none}}\n')).toBe('mydomain')
  })

  it('works in a value that is continued over lines', () => {
    expect(hovered('mydestination = localhost,\n# note\n  $mydo¦main\n')).toBe('mydomain')
  })

  it('sees what the service sees in master.cf', () => {
    const marked = master.replace('smtpd_tls_security_level', 'smtpd_tls_security¦_level')
    const text = hoverText({ 'main.cf': 'smtpd_tls_security_level = may\n', 'master.cf': marked })
    expect(text).toContain('- In `submission/inet`: `encrypt` (master.cf line 2)')
    expect(text).toContain('- In main.cf: `may` (main.cf line 1)')
    expect(text).toContain('- In `smtps/inet`: `encrypt` (master.cf line 4)')
  })

  it('knows the parameters that a transport makes', () => {
    const text = hoverText({ 'main.cf': 'smtp-slow_destination_concurrency¦_limit = 2\n', 'master.cf': master })
    expect(text).toContain('**smtp-slow_destination_concurrency_limit**')
    expect(text).toContain(
      'For deliveries through `smtp-slow`; without it `default_destination_concurrency_limit` applies.',
    )
  })

  it('says what a deprecated name gives way to', () => {
    expect(hoverText({ 'main.cf': 'smtpd_use¦_tls = yes\n' })).toMatch(
      /\*\*Deprecated since Postfix [\d.]+\*\*.*`smtpd_tls_security_level`/,
    )
  })

  it('speaks as the chosen release', () => {
    expect(hoverText({ 'main.cf': 'smtputf8_enable¦ = yes\n', version: '2.11' })).toContain('came with 3.0')
    expect(hoverText({ 'main.cf': 'compatibility_level¦ = 3.6\n', version: '3.7.11' })).toContain('Postfix 3.7.11')
  })

  it('knows a name of one’s own', () => {
    expect(hoverText('submission_helo¦ = mx.example.com\n')).toContain('a name of your own')
  })

  it('is silent where there is nothing to say', () => {
    for (const text of ['# a com¦ment\n', 'a = plain te¦xt\n', '¦\n', 'no equals¦ sign\n', '   orphan¦\n']) {
      expect(hoverText(text)).toBe('')
    }
  })
})

describe('hover on other names', () => {
  it.each([
    ['smtpd_recipient_restrictions = permit_my¦networks, reject\n', '**permit_mynetworks**'],
    [
      'smtpd_recipient_restrictions = check_client_access ha¦sh:/etc/postfix/access, reject\n',
      '**hash** · lookup table',
    ],
    ['virtual_alias_maps = proxy:my¦sql:/etc/postfix/virtual.cf\n', '**mysql** · lookup table'],
    ['virtual_alias_maps = pr¦oxy:mysql:/etc/postfix/virtual.cf\n', '**proxy** · lookup table'],
    ['unknown_local_recipient_reject_code = 5¦50\n', '**550**'],
    ['default_transport = sm¦tp:[mail.example.com]\n', '**smtp** · service'],
  ])('%j', (input, expected) => {
    expect(hoverText(input)).toContain(expected)
  })

  it.each([
    ['qmgr      unix  n       -       y       300¦     1       qmgr', '**wakeup time** · column 6'],
    ['qmgr      un¦ix  n       -       y       300     1       qmgr', '**service type** · column 2'],
    ['qmgr      unix  n       -       y       300     1       qm¦gr', '**qmgr**'],
    ['qmgr¦      unix  n       -       y       300     1       qmgr', '**qmgr** · service'],
    ['smtp      unix  -       -       -¦       -       -       smtp', '`-` means `y` here'],
    ['smtp      unix  -       -       -       -       -¦       smtp', '`$default_process_limit`, which is `100`'],
    ['x unix - n n - - pipe fl¦ags=DR user=vmail argv=/bin/true ${sender}', '**flags=**'],
    ['x unix - n n - - pipe flags=D¦R user=vmail argv=/bin/true ${sender}', '**flag R**'],
    ['x unix - n n - - pipe flags=DR user=vmail argv=/bin/true ${sen¦der}', '**$sender**'],
    ['smtp inet n - y - - smtpd -¦v', '**-v**'],
  ])('%j', (line, expected) => {
    expect(hoverText({ 'main.cf': 'compatibility_level = 0\n', 'master.cf': `${line}\n` })).toContain(expected)
  })
})
