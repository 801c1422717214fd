import { wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import type { Project } from '../../config/project.js'
import { usedTransports } from '../../config/used-transports.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'tls-level-for-socket',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'LMTP to a socket of this host is to use TLS',
  why: `A UNIX-domain socket does not leave the host, and programs behind one rarely do TLS. With the level \`dane\` the LMTP client refuses to
deliver to a socket, and the mail stays in the queue; with \`may\` it goes without TLS and logs a warning for each delivery; with
\`encrypt\` and above mail stays in the queue when the other side has no TLS.`,
  see: ['postconf(5) lmtp_tls_security_level', 'src/smtp/smtp_tls_policy.c', 'src/smtp/smtp_connect.c'],
  evidence: { kind: 'source', because: 'smtp_connect_local() and dane_init() say so when a message is delivered' },
  messages: {
    dane: (d: { value: string }) =>
      `\`${d.value}\` cannot be used for a socket, and its mail stays in the queue: write \`none\`, and set levels for other hosts by \`lmtp_tls_policy_maps\``,
    warned: (d: { value: string }) =>
      `With \`${d.value}\` the LMTP client logs a warning for each delivery to a socket, which needs no TLS: write \`none\``,
    must: (d: { value: string }) =>
      `With \`${d.value}\` mail for a socket waits until the program behind it does TLS, which few do: write \`none\``,
  },
  scope: 'setting',
  parameters: ['lmtp_tls_security_level'],
  check({ project, setting, resolved, view }, report) {
    if (!isReadable(resolved) || view.get(setting.name)?.setting !== setting || !deliversToSocket(project)) return
    const value = resolved.text.toLowerCase()
    const at = wholeValue(resolved)
    if (value === 'dane' || value === 'dane-only') report({ at, say: ['dane', { value }] })
    else if (value === 'may') report({ at, say: ['warned', { value }] })
    else if (value !== '' && value !== 'none') report({ at, say: ['must', { value }] })
  },
  examples: [
    {
      title: 'A store on this host',
      'main.cf': `
        compatibility_level = 3.6
        mailbox_transport = lmtp:unix:private/store
        lmtp_tls_security_level = «may»
      `,
    },
    {
      title: 'A store on another host',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        mailbox_transport = lmtp:inet:store.example.com:24
        lmtp_tls_security_level = may
      `,
    },
  ],
})

function deliversToSocket(project: Project): boolean {
  if (!usedTransports(project).has('lmtp')) return false
  return project.catalog.parametersOfKind('transport-nexthop').some(name => {
    const value = project.base.get(name)
    return value !== undefined && isReadable(value) && value.text.startsWith('lmtp:unix:')
  })
}
