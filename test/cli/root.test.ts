import { chmodSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { builtCommand } from './built-command.js'
import { workspace } from './workspace.js'

const run = builtCommand()

const secret = 'kingfisher7'
const formats = ['pretty', 'compact', 'json', 'sarif', 'github', 'gitlab', 'checkstyle', 'junit', 'rdjsonl', 'markdown']

/** A host with something wrong about each of its secrets. */
const host = {
  'etc/postfix/main.cf': `compatibility_level = 3.6
myhostname = mail.example.com
smtp_sasl_auth_enable = yes
smtp_tls_security_level = encrypt
smtp_sasl_password_maps = hash:/etc/postfix/passwords
virtual_alias_maps = sqlite:/etc/postfix/aliases.cf
smtpd_tls_security_level = may
smtpd_tls_cert_file = /etc/ssl/mail.pem
smtpd_tls_key_file = /etc/ssl/mail.key
alias_maps = hash:/etc/aliases
`,
  'etc/postfix/master.cf': 'smtp inet n - n - - smtpd\n',
  'etc/postfix/passwords': `relay.example.net ${secret}\nrelay.example.org\n`,
  'etc/postfix/passwords.db': `\0relay.example.net\0user:${secret}\0`,
  'etc/postfix/aliases.cf': `dbpath = /srv/none.sqlite\npassword = ${secret}\nquery = SELEC a FROM b\n`,
  'etc/aliases': `postmaster: root\nroot: ${secret}@example.com\n`,
  'etc/aliases.db': `\0${secret}\0postmaster:\0root:\0`,
  'etc/ssl/mail.key': `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----\n`,
  'etc/ssl/mail.pem': `-----BEGIN CERTIFICATE-----\n${secret}\n-----END CERTIFICATE-----\n`,
  'etc/passwd': 'root:x:0:0::/root:/bin/sh\npostfix:x:101:102::/:/bin/false\n',
  'etc/shadow': `root:${secret}:1:\n`,
}

describe('a root with secrets', () => {
  it.each(formats)('shows none of them as %s', format => {
    const { path } = workspace(host)
    chmodSync(join(path, 'etc/ssl/mail.key'), 0o644)
    const { stdout } = run(['--root', path, '--format', format, join(path, 'etc/postfix')])
    for (const rule of ['readable-secret', 'malformed-query', 'index-of-wrong-command', 'password-without-user'])
      expect(stdout).toContain(rule)
    expect(stdout.split('\n').filter(line => line.includes(secret))).toEqual([])
  })
})

describe('without a root', () => {
  it('nothing is said of the host', () => {
    const { path } = workspace(host)
    const { stdout } = run(['--format', 'compact', join(path, 'etc/postfix')])
    for (const rule of ['missing-client-file', 'readable-secret', 'index-of-wrong-command', 'unusable-key-file'])
      expect(stdout).not.toContain(rule)
    expect(stdout).toContain('malformed-query')
  })
})

describe('a link that leads out of the root', () => {
  it('is not followed, and proves nothing', () => {
    const { path } = workspace({
      'outside/mail.pem': 'no certificate at all\n',
      'outside/staff': 'anna@example.com\n',
      'root/etc/postfix/main.cf': `compatibility_level = 3.6
smtpd_tls_security_level = may
smtpd_tls_chain_files = /etc/ssl/mail.pem
alias_maps = texthash:/etc/aliases
`,
      'root/etc/ssl/here': '',
    })
    symlinkSync('../../../outside/mail.pem', join(path, 'root/etc/ssl/mail.pem'))
    symlinkSync('../../outside/staff', join(path, 'root/etc/aliases'))
    const { stdout } = run(['--root', join(path, 'root'), '--format', 'compact', join(path, 'root/etc/postfix')])
    expect(stdout).not.toContain('/etc/ssl/mail.pem')
    expect(stdout).not.toContain('missing-table')
  })
})
