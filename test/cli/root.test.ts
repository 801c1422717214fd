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

describe('the release that is installed below a root', () => {
  const files = {
    'root/var/lib/dpkg/status': 'Package: postfix\nStatus: install ok installed\nVersion: 3.7.11-0+deb12u1\n\n',
    'root/etc/postfix/main.cf': 'compatibility_level = 3.6\nmyhostname = mail.example.com\n',
    'root/etc/postfix/postfix-lint.config.json': '{}',
  }
  const read = (settings: string, ...args: readonly string[]) => {
    const { path } = workspace({ ...files, 'root/etc/postfix/postfix-lint.config.json': settings })
    const { summary } = JSON.parse(run(['--format', 'json', ...args, 'root/etc/postfix'], { cwd: path }).stdout)
    return { postfixVersion: summary.postfixVersion, installed: summary.installed }
  }
  const installed = 'postfix 3.7.11-0+deb12u1'

  it('is what the files are read as, and that is said', () => {
    const { path } = workspace(files)
    const text = (...args: readonly string[]) => {
      const { stdout } = run([...args, '--root', 'root', 'root/etc/postfix'], { cwd: path })
      return Buffer.from(stdout, 'latin1').toString()
    }
    expect(text()).toContain('read as Postfix 3.7.11, as installed (package postfix 3.7.11-0+deb12u1)')
    expect(text('--format', 'markdown')).toContain('read as Postfix 3.7.11, as installed (package postfix')
    expect(text('show')).toContain('# Postfix 3.7.11, debian: ')
  })

  it('gives way to what is said, and is not looked for without a root', () => {
    expect(read('{}', '--root', 'root')).toEqual({ postfixVersion: '3.7.11', installed })
    expect(read('{ "root": "../.." }')).toEqual({ postfixVersion: '3.7.11', installed })
    expect(read('{ "root": "../..", "profile": "debian", "postfixVersion": "3.5.9" }')).toEqual({
      postfixVersion: '3.5.9',
    })
    expect(read('{}', '--root', 'root', '--postfix-version', '3.4.2')).toEqual({ postfixVersion: '3.4.2', installed })
    for (const args of [[], ['--root', 'root', '--no-host'], ['--root', 'root', '--profile', 'upstream']]) {
      expect(read('{}', ...args).installed).toBeUndefined()
      expect(read('{}', ...args).postfixVersion).not.toBe('3.7.11')
    }
  })
})
