import { certainSwitch, certainValue, firstWritten, writtenPlace } from '../../config/certain-values.js'
import { servicesOf, smtpServers } from '../../config/smtp-servers.js'
import { defineRule } from '../define.js'

const login = 'smtpd_sasl_auth_enable'
const kind = 'smtpd_sasl_type'
const path = 'smtpd_sasl_path'
/** What the stock configuration has, for Cyrus: the name of its settings file. */
const cyrusName = 'smtpd'
/** Only a socket is written like this. */
const socketForm = /^(?:inet:|unix:|\/)|\//

export default defineRule({
  id: 'auth-path-for-other-type',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'The path to the login service fits Dovecot and the type is Cyrus, or the other way round',
  why: `\`${kind}\` says who checks passwords, and \`${path}\` means something else for each: with \`dovecot\` it is the socket of
Dovecot, absolute or below the queue directory (\`private/auth\`); with \`cyrus\`, the default, it is the name of the file with
the settings of the Cyrus library (\`${cyrusName}\` for \`smtpd.conf\`). With the wrong one smtpd(8) stops when a client connects,
or the passwords that Dovecot knows are never asked for.`,
  see: [
    'SASL_README',
    'postconf(5) smtpd_sasl_type',
    'postconf(5) smtpd_sasl_path',
    'src/xsasl/xsasl_dovecot_server.c',
  ],
  evidence: { kind: 'log', says: ['SASL: Connect to smtpd failed', 'no SASL authentication mechanisms'], by: 'smtpd' },
  messages: {
    socketMissing: () =>
      `With \`${kind} = dovecot\` this has to be Dovecot's socket, and \`${cyrusName}\` is the name that Cyrus uses: without such a socket \`smtpd\` stops for each client. Usual is \`${path} = private/auth\``,
    socketForCyrus: (d: { path: string; type: string }) =>
      `\`${d.path}\` is a socket, but with \`${kind} = ${d.type}\` it is taken for the name of a settings file, and Dovecot is never asked. Set \`${kind} = dovecot\``,
  },
  scope: 'project',
  check({ project }, report) {
    if (!project.hasMain) return
    for (const server of smtpServers(project)) {
      const { config } = server
      if (certainSwitch(config, login) !== true) continue
      const type = certainValue(config, kind)
      const socket = certainValue(config, path)
      if (type === undefined || socket === undefined) continue
      const services = servicesOf(server)
      if (type.text === 'dovecot' && socket.text === cyrusName) {
        const at = firstWritten(config, [path, kind])
        if (at !== undefined) report({ at, say: ['socketMissing'], services })
      } else if (type.text === 'cyrus' && socketForm.test(socket.text)) {
        const at = writtenPlace(socket)
        const say = ['socketForCyrus', { path: socket.text.slice(0, 60), type: type.text }] as const
        if (at !== undefined) report({ at, say, services, severity: 'warning' })
      }
    }
  },
  examples: [
    {
      title: 'Dovecot, with the path of Cyrus',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_sasl_auth_enable = yes
        smtpd_sasl_type = «dovecot»
      `,
    },
    {
      title: 'The socket of Dovecot, and the type is left out',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_sasl_auth_enable = yes
        smtpd_sasl_path = «private/auth»
      `,
      prove: false,
    },
    {
      title: 'Both for Dovecot',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_sasl_auth_enable = yes
        smtpd_sasl_type = dovecot
        smtpd_sasl_path = private/auth
        smtpd_tls_security_level = encrypt
        smtpd_tls_chain_files = /etc/ssl/private/mail.example.com.pem
      `,
      'master.cf': `
        submission inet n - y - - smtpd
      `,
    },
  ],
})
