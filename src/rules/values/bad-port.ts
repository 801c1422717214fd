import { wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'bad-port',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A port that does not exist',
  why: `\`smtp_tcp_port\` and \`lmtp_tcp_port\` are the port that mail is delivered to when none is given with the destination: a number from 1
to 65535, or a name that the host knows. With any other number the client stops with a fatal error at each delivery, and the mail stays
in the queue.`,
  see: ['postconf(5) lmtp_tcp_port', 'src/util/find_inet.c'],
  evidence: { kind: 'source', because: 'find_inet_port() is called when a message is delivered' },
  messages: {
    bad: (d: { name: string; value: string }) =>
      `There is no port \`${d.value}\`, and mail stays in the queue: \`${d.name}\` is a number from 1 to 65535, or the name of a service`,
  },
  scope: 'setting',
  kinds: ['tcp-port'],
  check({ setting, resolved }, report) {
    if (!isReadable(resolved)) return
    const value = resolved.text
    const numeric = /^[-+]?[0-9]+$/.test(value)
    if (numeric ? Number(value) >= 1 && Number(value) <= 65535 : !/[ \t,:]/.test(value)) return
    report({ at: wholeValue(resolved), say: ['bad', { name: setting.name, value }] })
  },
  examples: [
    {
      title: 'Too large',
      'main.cf': `
        compatibility_level = 3.6
        lmtp_tcp_port = «70000»
      `,
    },
    {
      title: 'A port',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        lmtp_tcp_port = 24
      `,
    },
  ],
})
