import { certainSwitch, certainText } from '../../config/certain-values.js'
import type { Effective } from '../../config/effective.js'
import { hostPlace } from '../../config/host/place.js'
import { words } from '../../config/mail-path.js'
import type { Project } from '../../config/project.js'
import { defineRule } from '../define.js'

/** Where builds of Cyrus SASL and of Postfix look for the files of programs when main.cf does not say it. */
const usual = ['/etc/postfix/sasl', '/etc/sasl2', '/usr/lib/sasl2', '/usr/lib64/sasl2', '/usr/local/lib/sasl2'] as const

/** Login methods that send the password as it is. */
const plain: ReadonlySet<string> = new Set(['PLAIN', 'LOGIN'])

/** The text of the file for smtpd(8), `missing` when it is in none of the folders; undefined when that is not certain. */
function configurationFile(
  project: Project,
  view: Effective,
  name: string,
): { readonly path: string; readonly text: string } | 'missing' | undefined {
  const written = certainText(view, 'cyrus_sasl_config_path')
  if (written === undefined) return undefined
  const folders = written === '' ? usual : written.split(':').filter(folder => folder.startsWith('/'))
  for (const folder of folders) {
    const path = `${folder}/${name}.conf`
    const fact = project.facts.path(path)
    if (fact === 'missing') continue
    return typeof fact === 'string' || fact.text === undefined ? undefined : { path, text: fact.text }
  }
  return folders.length === 0 ? undefined : 'missing'
}

/** What Cyrus SASL reads: `name: value`. */
function settingIn(text: string, name: string): string | undefined {
  const line = text.split('\n').find(each => each.toLowerCase().startsWith(`${name}:`))
  return line?.slice(name.length + 1).trim()
}

export default defineRule({
  id: 'missing-sasl-configuration',
  severity: 'warning',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'Cyrus SASL is not told how to check the passwords of this server',
  why: `With \`smtpd_sasl_type = cyrus\` the library of Cyrus checks passwords. It reads from a file that is named for the program
(\`smtpd.conf\`, by \`smtpd_sasl_path\`) where it looks them up and which login methods it offers. Without it there is only its own database
\`/etc/sasldb2\`, which hardly anybody has: logins fail, or no method is offered and each client is turned away ("no SASL authentication
mechanisms"). The same happens when \`mech_list\` names only methods that \`smtpd_sasl_security_options\` rules out.`,
  see: ['SASL_README', 'postconf(5) smtpd_sasl_path', 'postconf(5) cyrus_sasl_config_path'],
  evidence: { kind: 'source', because: 'a build may look into further folders' },
  messages: {
    missing: (d: { name: string; folders: string }) =>
      `There is no \`${d.name}.conf\` for Cyrus SASL (${d.folders}): it does not know how to check passwords, and logins fail. Write one, or use \`smtpd_sasl_type = dovecot\``,
    none: (d: { path: string; list: string }) =>
      `\`${d.path}\` offers only ${d.list}, which \`noplaintext\` in \`smtpd_sasl_security_options\` rules out: no login method is left. Allow plaintext inside TLS, or name other methods`,
  },
  scope: 'project',
  check({ project }, report) {
    const seen = new Set<string>()
    for (const service of project.services) {
      const { config } = service
      if (service.program !== 'smtpd' || certainSwitch(config, 'smtpd_sasl_auth_enable') !== true) continue
      const name = certainText(config, 'smtpd_sasl_path')
      if (certainText(config, 'smtpd_sasl_type') !== 'cyrus' || name === undefined || name.includes('/')) continue
      const file = configurationFile(project, config, name)
      if (file === undefined || seen.has(name)) continue
      seen.add(name)
      const at = hostPlace(project, config, ['smtpd_sasl_path', 'smtpd_sasl_type', 'smtpd_sasl_auth_enable'])
      if (file === 'missing') {
        if (project.facts.path('/etc/sasldb2') !== 'missing') continue
        const written = certainText(config, 'cyrus_sasl_config_path')
        const folders = written
          ? `\`cyrus_sasl_config_path = ${written}\``
          : 'looked for in `/etc/postfix/sasl`, `/etc/sasl2` ...'
        report({ at, say: ['missing', { name, folders }], services: [service] })
        continue
      }
      const methods = (settingIn(file.text, 'mech_list') ?? '').toUpperCase().split(/\s+/).filter(Boolean)
      if (methods.length === 0 || !methods.every(method => plain.has(method))) continue
      const tls = certainText(config, 'smtpd_tls_security_level')?.toLowerCase()
      const option = tls === 'encrypt' ? 'smtpd_sasl_tls_security_options' : 'smtpd_sasl_security_options'
      const options = config.get(option)
      if (options === undefined || options.unknown || !words(options).has('noplaintext')) continue
      const list = methods.map(method => `\`${method}\``).join(' and ')
      report({
        at: hostPlace(project, config, [option]),
        say: ['none', { path: file.path, list }],
        services: [service],
      })
    }
  },
  examples: [
    {
      title: 'No file for smtpd',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        smtpd_tls_security_level = may
        smtpd_tls_auth_only = yes
        smtpd_sasl_auth_enable = «yes»
      `,
      'master.cf': `
        submission inet n - n - - smtpd
      `,
      files: {
        '/etc/postfix/sasl/smtpd.conf': 'missing',
        '/etc/sasl2/smtpd.conf': 'missing',
        '/usr/lib/sasl2/smtpd.conf': 'missing',
        '/usr/lib64/sasl2/smtpd.conf': 'missing',
        '/usr/local/lib/sasl2/smtpd.conf': 'missing',
        '/etc/sasldb2': 'missing',
      },
    },
    {
      title: 'Only methods that are ruled out',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        smtpd_tls_security_level = may
        smtpd_sasl_auth_enable = yes
        smtpd_sasl_security_options = «noanonymous, noplaintext»
      `,
      'master.cf': `
        submission inet n - n - - smtpd
      `,
      files: {
        '/etc/postfix/sasl/smtpd.conf': { text: 'pwcheck_method: saslauthd\nmech_list: PLAIN LOGIN\n' },
      },
    },
    {
      title: 'A file for smtpd',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        smtpd_tls_chain_files = /etc/postfix/tls/chain.pem
      `,
      'master.cf': `
        submission inet n - n - - smtpd
          -o smtpd_tls_security_level=encrypt
          -o smtpd_sasl_auth_enable=yes
      `,
      files: {
        '/etc/postfix/sasl/smtpd.conf': { text: 'pwcheck_method: saslauthd\nmech_list: PLAIN LOGIN\n' },
      },
    },
  ],
})
