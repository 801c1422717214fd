import type { PathFact } from '../../config/facts.js'
import { octal, otherReadable } from '../../config/host/access.js'
import { tableFiles } from '../../config/host/table-files.js'
import { parseMainCf } from '../../syntax/main-cf.js'
import { SourceText } from '../../text/source-text.js'
import { defineRule } from '../define.js'

/** Settings of client files with a password in them. */
const secretSettings: ReadonlySet<string> = new Set(['password', 'bind_pw', 'uri'])

/** True when a client file (`mysql:`, `ldap:` ...) sets a password; the text is read here and goes nowhere. */
function holdsPassword({ text }: PathFact): boolean {
  if (text === undefined) return false
  return parseMainCf(new SourceText('', text)).lines.some(
    line =>
      line.type === 'setting' &&
      secretSettings.has(line.name) &&
      line.value.text !== '' &&
      // A URI holds a secret only when it names a user with one.
      (line.name !== 'uri' || /\/\/[^/@]*:[^/@]*@/.test(line.value.text)),
  )
}

export default defineRule({
  id: 'readable-secret',
  severity: 'warning',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'Every user of the host can read a file with passwords',
  why: `\`smtp_sasl_password_maps\` holds the passwords with which this server logs in elsewhere, and the client files of databases
and directories hold theirs. Postfix opens them as root before it gives up its privileges, so that they can belong to root with
mode 0600; behind \`proxy:\` they have to be readable for the group of Postfix (0640). The index that postmap(1) makes gets the
mode of the file it is made of; make it anew, or change its mode as well.`,
  see: ['SASL_README', 'postconf(5) smtp_sasl_password_maps', 'mysql_table(5)'],
  evidence: { kind: 'source', because: 'Postfix does not look at the mode of such files' },
  messages: {
    passwords: (d: { path: string; mode: string }) =>
      `Every user of this host can read the passwords in \`${d.path}\` (mode ${d.mode}). Run \`chmod o= ${d.path}\``,
  },
  scope: 'project',
  check({ project }, report) {
    for (const { mention, path, source, index, type } of tableFiles(project)) {
      const isClient = type?.sourceGrammar === 'client-config'
      const isPasswords = mention.use.name === 'sasl-password' && !isClient
      if (!isPasswords && !(isClient && typeof source !== 'string' && holdsPassword(source))) continue
      const files = [{ path, fact: source }, ...(index === undefined ? [] : [index])]
      for (const file of files) {
        const { fact } = file
        if (typeof fact === 'string' || fact.kind !== 'file' || (fact.mode & otherReadable) === 0) continue
        report({ at: mention.spec, say: ['passwords', { path: file.path, mode: octal(fact.mode) }] })
        break
      }
    }
  },
  examples: [
    {
      title: 'Passwords of the relay host',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        relayhost = [smtp.example.net]:587
        smtp_tls_security_level = encrypt
        smtp_sasl_auth_enable = yes
        smtp_sasl_password_maps = «lmdb:/etc/postfix/sasl_passwd»
      `,
      files: {
        '/etc/postfix/sasl_passwd': { mode: 0o644, modified: 1000 },
        '/etc/postfix/sasl_passwd.lmdb': { mode: 0o644, modified: 2000 },
      },
    },
    {
      title: 'The password of the database',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        virtual_alias_maps = «mysql:/etc/postfix/aliases.cf»
      `,
      files: { '/etc/postfix/aliases.cf': { mode: 0o644, text: 'user = postfix\npassword = example\n' } },
    },
    {
      title: 'For root alone',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        relayhost = [smtp.example.net]:587
        smtp_tls_security_level = encrypt
        smtp_sasl_auth_enable = yes
        smtp_sasl_tls_security_options = noanonymous
        smtp_sasl_password_maps = texthash:/etc/postfix/sasl_passwd
      `,
      files: { '/etc/postfix/sasl_passwd': { mode: 0o600 } },
    },
  ],
})
