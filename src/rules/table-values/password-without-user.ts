import { defineRule } from '../define.js'

export default defineRule({
  id: 'password-without-user',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A password entry is not `username:password`',
  why: `The result of \`smtp_sasl_password_maps\` is a user name, a colon and the password, without blanks around the colon.
Without a colon all of it is the user name and the password is empty; with a blank behind the colon, the blank is the
first letter of the password. The relay then refuses the login.`,
  see: ['postconf(5) smtp_sasl_password_maps', 'SASL_README', 'src/smtp/smtp_sasl_glue.c'],
  evidence: {
    kind: 'source',
    because: 'smtp_sasl_passwd_lookup cuts the result at the first colon; without one the password is empty',
  },
  messages: {
    colon: () =>
      'there is no colon, so all of this is the user name and the password is empty: write `username:password`',
    blank: () =>
      'a blank beside the colon belongs to the user name or the password: write `username:password` without one',
  },
  scope: 'table',
  syntaxes: ['postmap'],
  uses: ['sasl-password'],
  check(_, report) {
    return {
      line(line) {
        if (line.type !== 'key-value') return
        const { value } = line.value
        const colon = value.indexOf(':')
        if (colon < 0) report({ at: line.value, say: ['colon'] })
        else if (/\s/.test(value.charAt(colon - 1)) || /\s/.test(value.charAt(colon + 1)))
          report({ at: line.value, say: ['blank'] })
      },
    }
  },
  examples: [
    {
      title: 'No colon, and blanks',
      'main.cf': 'smtp_sasl_auth_enable = yes\nsmtp_sasl_password_maps = hash:/etc/postfix/sasl_passwd\n',
      tables: { sasl_passwd: '[mail.example.net]:587  «anna secret»\n[mail.example.org]:587  «anna: secret»\n' },
    },
    {
      title: 'A user name and a password',
      clean: true,
      'main.cf': `
        relayhost = [mail.example.net]:587
        smtp_sasl_auth_enable = yes
        smtp_sasl_password_maps = hash:/etc/postfix/sasl_passwd
        smtp_sasl_security_options = noanonymous
        smtp_tls_security_level = encrypt
      `,
      tables: { sasl_passwd: '[mail.example.net]:587  anna:secret\n' },
    },
  ],
})
