import { wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'bad-proxy-filter',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'The filter that smtpd hands mail to is written like a transport',
  why: `\`smtpd_proxy_filter\` is an address to connect to: \`host:port\`, \`inet:host:port\` or \`unix:path\`. The form \`smtp:[host]:port\`
is that of \`content_filter\`, where a transport delivers to the filter. smtpd(8) cannot connect to it, and answers \`451\` to all mail.`,
  see: ['postconf(5) smtpd_proxy_filter', 'SMTPD_PROXY_README', 'src/smtpd/smtpd_proxy.c'],
  evidence: {
    kind: 'source',
    because: 'smtpd_proxy_connect() gives it to inet_connect(); a message has to come in to see it',
  },
  messages: {
    transport: (d: { value: string; right: string }) =>
      `smtpd cannot connect to \`${d.value}\`, and answers 451 to all mail: this is no transport. Write \`${d.right}\``,
  },
  scope: 'setting',
  kinds: ['endpoint'],
  check({ setting, resolved }, report) {
    if (!isReadable(resolved)) return
    const value = resolved.text
    const match = /^(?:(smtp|lmtp|relay|[a-z][\w-]*):)?(?:(\[[^\]:]*\])|([^:[\]]+)):(\w+)$/i.exec(value)
    if (match === null) return
    const [, transport, bracketed, host = bracketed?.slice(1, -1) ?? '', port = ''] = match
    const isTransport = transport !== undefined && transport !== 'inet' && transport !== 'unix'
    // inet_connect() takes brackets off, so they do no harm without a transport before them.
    if (!isTransport) return
    const right = `${host}:${port}`
    const at = wholeValue(resolved)
    report({
      at,
      say: ['transport', { value, right }],
      fix: setting.value.text.includes('$')
        ? undefined
        : { title: `Write \`${right}\``, edits: [{ file: setting.file, range: setting.valueRange, text: right }] },
    })
  },
  examples: [
    {
      title: 'As for a content filter',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_proxy_filter = «smtp:[127.0.0.1]:10025»
      `,
      fixed: `
        compatibility_level = 3.6
        smtpd_proxy_filter = 127.0.0.1:10025
      `,
    },
    {
      title: 'An address',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_proxy_filter = inet:127.0.0.1:10025
      `,
    },
  ],
})
