import { namedFile } from '../../config/host/named-files.js'
import { chrootedServices, jailOf } from '../../config/jail.js'
import { defineRule } from '../define.js'

/** How OpenSSL finds a certificate in a folder: by a hash of its subject. */
const hashLink = /^[0-9a-f]{8}\.\d+$/

export default defineRule({
  id: 'unusable-authority-folder',
  severity: 'warning',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'A folder of trusted authorities in which nothing can be found',
  why: `In the folder of \`..._tls_CApath\`, TLS looks for a certificate under a name made from a hash of its subject
(\`1a2b3c4d.0\`). \`openssl rehash FOLDER\` makes these links; without them nothing in the folder is found. The folder is read
while mail is delivered: a service that runs in the chroot jail looks for it below the queue directory. Nothing is logged when
it is not there: certificates just stay unverified. \`..._tls_CAfile\` is read before the jail is entered.`,
  see: ['postconf(5) smtp_tls_CApath', 'TLS_README', 'https://docs.openssl.org/3.0/man1/openssl-rehash/'],
  evidence: { kind: 'source', because: 'it shows only when a certificate is to be verified, with a peer to talk to' },
  messages: {
    missing: (d: { path: string }) =>
      `There is no folder \`${d.path}\`: no certificate can be verified with it, and nothing is logged about that`,
    unhashed: (d: { path: string }) =>
      `TLS finds nothing in \`${d.path}\`: the links by hash are not there. Run \`openssl rehash ${d.path}\``,
    jail: (d: { path: string; inside: string; service: string }) =>
      `\`${d.service}\` runs in the chroot jail and looks for \`${d.inside}\`, which is not there, so it verifies no certificate. Use \`CAfile\` instead of \`CApath\`, which is read before`,
  },
  scope: 'setting',
  parameters: [
    'smtpd_tls_CApath',
    'smtp_tls_CApath',
    'lmtp_tls_CApath',
    'tlsproxy_tls_CApath',
    'tlsproxy_client_CApath',
  ],
  check({ project, setting, resolved, view, service }, report) {
    const file = namedFile(project.facts, view, setting, resolved)
    if (file === undefined) return
    const { path, place: at, fact } = file
    if (fact === 'missing') return report({ at, say: ['missing', { path }] })
    if (fact.kind !== 'directory') return
    if (fact.entries !== undefined && !fact.entries.some(name => hashLink.test(name)))
      return report({ at, say: ['unhashed', { path }] })
    const jail = jailOf(project)
    const program = setting.name.slice(0, setting.name.indexOf('_'))
    const concerned = service === undefined ? chrootedServices(project) : [service]
    const jailed = concerned.find(each => each.program === program && each.isChrooted === true)
    if (jail === undefined || jailed === undefined || project.facts.path(jail + path) !== 'missing') return
    report({ at, say: ['jail', { path, inside: jail + path, service: jailed.label }], services: [jailed] })
  },
  examples: [
    {
      title: 'Certificates without links',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        smtp_tls_security_level = may
        smtp_tls_CApath = «/etc/postfix/authorities»
      `,
      files: { '/etc/postfix/authorities': { kind: 'directory', mode: 0o755, entries: ['example-root.pem'] } },
    },
    {
      title: 'Outside the jail',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        smtp_tls_security_level = may
        smtp_tls_CApath = «/etc/ssl/certs»
      `,
      'master.cf': `
        smtp unix - - y - - smtp
      `,
      files: {
        '/etc/ssl/certs': { kind: 'directory', mode: 0o755, entries: ['0a1b2c3d.0', 'example-root.pem'] },
        '/var/spool/postfix/etc/ssl/certs': 'missing',
      },
    },
    {
      title: 'A folder with links, and no jail',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        smtp_tls_security_level = may
        smtp_tls_CApath = /etc/ssl/certs
      `,
      'master.cf': `
        smtp unix - - n - - smtp
      `,
      files: { '/etc/ssl/certs': { kind: 'directory', mode: 0o755, entries: ['0a1b2c3d.0', 'example-root.pem'] } },
    },
  ],
})
