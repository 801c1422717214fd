import { originOf } from '../../config/elements.js'
import { mayAccess, octal } from '../../config/host/access.js'
import { accountsOf } from '../../config/host/accounts.js'
import { mailAccounts } from '../../config/host/mail-accounts.js'
import { jailOf } from '../../config/jail.js'
import { type LocalSocket, localSockets, queueSockets } from '../../config/local-sockets.js'
import type { Project } from '../../config/project.js'
import { defineRule } from '../define.js'

/** Where a service looks for a socket; undefined when that is not certain. */
function* places(project: Project): Generator<LocalSocket & { readonly whole: string }> {
  const jail = jailOf(project)
  for (const socket of localSockets(project)) {
    const { service, path } = socket
    if (service.isChrooted === undefined || (service.isChrooted && jail === undefined)) continue
    const whole = (service.isChrooted ? jail : '') + path.value
    // A chrooted service with a path from outside its jail is another rule's.
    const isOutside = service.isChrooted && typeof project.facts.path(path.value) !== 'string'
    if (!(isOutside && project.facts.path(whole) === 'missing')) yield { ...socket, whole }
  }
  for (const socket of jail === undefined ? [] : queueSockets(project))
    yield { ...socket, whole: `${jail}/${socket.path.value}` }
}

export default defineRule({
  id: 'missing-socket',
  severity: 'warning',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'No server listens at a socket that a service is to use',
  why: `Milters, policy servers, Dovecot's login service and LMTP servers are reached through a socket in the file system. It is
there while that server runs. When it is not, smtpd(8) answers with temporary errors (\`milter_default_action\`), logins fail,
or mail stays in the queue. The socket must also let \`mail_owner\` write to it: servers have a setting for its owner and mode.`,
  see: ['MILTER_README', 'SASL_README', 'postconf(5) milter_default_action'],
  evidence: { kind: 'source', because: 'whether the other server is to run right now is not in the configuration' },
  messages: {
    missing: (d: { path: string; service: string; parameter: string }) =>
      `There is no socket \`${d.path}\` for \`${d.service}\` (\`${d.parameter}\`): the server behind it is not running, or makes its socket elsewhere`,
    other: (d: { path: string; service: string; parameter: string }) =>
      `\`${d.path}\` is not a socket, so \`${d.service}\` cannot use it (\`${d.parameter}\`)`,
    denied: (d: { path: string; mode: string; owner: string; service: string }) =>
      `\`${d.service}\` runs as \`${d.owner}\`, which may not write to the socket \`${d.path}\` (mode ${d.mode}). Let the server behind it give that account access`,
  },
  scope: 'project',
  check({ project }, report) {
    const { facts } = project
    const { owner } = mailAccounts(project)
    const seen = new Set<string>()
    for (const { service, parameter, path: place, whole: path } of places(project)) {
      const at = originOf(place)?.location
      const key = `${at?.file} ${at?.range.start} ${path}`
      if (at === undefined || seen.has(key)) continue
      seen.add(key)
      const fact = facts.path(path)
      const data = { path, service: service.label, parameter }
      const services = [service]
      if (fact === 'missing') report({ at: place, say: ['missing', data], services })
      else if (fact === 'unknown') continue
      else if (fact.kind !== 'socket') report({ at: place, say: ['other', data], services })
      else if (owner && mayAccess(accountsOf(facts), owner, fact, 'write') === false) {
        const denied = { path, mode: octal(fact.mode), owner: owner.name, service: service.label }
        report({ at: place, say: ['denied', denied], services })
      }
    }
  },
  examples: [
    {
      title: 'A milter that does not run',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        smtpd_milters = unix:«/run/opendkim/opendkim.sock»
        non_smtpd_milters = $smtpd_milters
      `,
      'master.cf': `
        smtp inet n - n - - smtpd
      `,
      files: { '/run/opendkim/opendkim.sock': 'missing' },
    },
    {
      title: 'Dovecot makes no socket in the queue directory',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        smtpd_sasl_type = dovecot
        smtpd_sasl_path = «private/auth»
      `,
      'master.cf': `
        submission inet n - y - - smtpd
          -o smtpd_tls_security_level=encrypt
          -o smtpd_sasl_auth_enable=yes
      `,
      files: { '/var/spool/postfix/private/auth': 'missing' },
    },
    {
      title: 'A socket that Postfix may not write to',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        smtpd_milters = unix:«/run/opendkim/opendkim.sock»
        non_smtpd_milters = $smtpd_milters
      `,
      'master.cf': `
        smtp inet n - n - - smtpd
      `,
      files: {
        '/etc/passwd': {
          text: 'root:x:0:0::/root:/bin/sh\npostfix:x:101:102::/:/bin/false\nnobody:x:65534:65534::/:/bin/false\n',
        },
        '/etc/group': { text: 'root:x:0:\npostfix:x:102:\nopendkim:x:110:\npostdrop:x:103:\n' },
        '/run/opendkim/opendkim.sock': { kind: 'socket', mode: 0o770, uid: 110, gid: 110 },
      },
    },
    {
      title: 'A socket that all may use',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        smtpd_milters = unix:/run/opendkim/opendkim.sock
        non_smtpd_milters = $smtpd_milters
      `,
      'master.cf': `
        smtp inet n - n - - smtpd
      `,
      files: { '/run/opendkim/opendkim.sock': { kind: 'socket', mode: 0o777, uid: 110, gid: 110 } },
    },
  ],
})
