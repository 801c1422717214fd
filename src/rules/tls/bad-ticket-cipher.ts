import { wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

/** Ciphers with a key of 128 to 256 bits and blocks of 16 bytes, in the mode that tickets are encrypted in. */
const usable =
  /^(?:aes-?(?:128|192|256)|camellia-?(?:128|192|256)|aria-(?:128|192|256)|seed|sm4)-cbc$|^aes(?:128|192|256)$/i

export default defineRule({
  id: 'bad-ticket-cipher',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'The cipher for TLS session tickets cannot be used for them',
  why: `Session tickets let a client come back without a whole TLS handshake. Postfix encrypts them with \`tls_session_ticket_cipher\`,
which has to be a block cipher in CBC mode with a key of 128 to 256 bits and blocks of 16 bytes. With any other, such as one in GCM
mode, smtpd(8) logs a warning and does without tickets.`,
  see: ['postconf(5) tls_session_ticket_cipher', 'src/tls/tls_server.c'],
  evidence: { kind: 'source', because: 'tls_server_init() checks mode, key and block size, and warns' },
  messages: {
    bad: (d: { value: string }) =>
      `\`${d.value}\` cannot encrypt session tickets, so there are none: use a cipher in CBC mode with blocks of 16 bytes, such as \`aes-256-cbc\``,
  },
  scope: 'setting',
  kinds: ['openssl-cipher-name'],
  check({ setting, resolved }, report) {
    if (!isReadable(resolved) || resolved.text === '' || usable.test(resolved.text)) return
    report({
      at: wholeValue(resolved),
      say: ['bad', { value: resolved.text }],
      fix: setting.value.text.includes('$')
        ? undefined
        : {
            title: 'Write `aes-256-cbc`',
            edits: [{ file: setting.file, range: setting.valueRange, text: 'aes-256-cbc' }],
          },
    })
  },
  examples: [
    {
      title: 'Another mode',
      'main.cf': `
        compatibility_level = 3.6
        tls_session_ticket_cipher = «aes-256-gcm»
      `,
      fixed: `
        compatibility_level = 3.6
        tls_session_ticket_cipher = aes-256-cbc
      `,
    },
    {
      title: 'CBC mode',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        tls_session_ticket_cipher = aes-128-cbc
      `,
    },
  ],
})
