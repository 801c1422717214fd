import { resultOf } from '../../config/table-values.js'
import { readTlsPolicy } from '../../config/tls-policies.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'ignored-tls-attribute',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A TLS policy has attributes and no TLS',
  why: `The level \`none\` of \`smtp_tls_policy_maps\` means mail without TLS. Attributes behind it have nothing to say, and smtp(8) warns of
each one with each delivery. If TLS is wanted where the server has it, the level is \`may\`.`,
  see: ['postconf(5) smtp_tls_policy_maps', 'src/smtp/smtp_tls_policy.c'],
  evidence: { kind: 'source', because: 'tls_policy_lookup_one warns at a delivery to that destination' },
  messages: {
    ignored: (d: { attribute: string }) =>
      `at level \`none\` there is no TLS, so \`${d.attribute}\` is ignored with a warning: remove it, or write \`may\``,
  },
  scope: 'table',
  syntaxes: ['postmap', 'regexp', 'pcre'],
  uses: ['tls-policy'],
  check({ project }, report) {
    const braces = project.catalog.tableResult('smtp_tls_policy_maps')?.braceForm === true
    return {
      line(line) {
        const result = resultOf(line)
        const policy = result && readTlsPolicy(result, braces)
        if (policy?.level?.value.toLowerCase() !== 'none') return
        for (const { whole } of policy.attributes)
          report({ at: whole, say: ['ignored', { attribute: whole.value.slice(0, 60) }] })
      },
    }
  },
  examples: [
    {
      title: 'Ciphers for no TLS',
      'main.cf': 'smtp_tls_security_level = may\nsmtp_tls_policy_maps = hash:/etc/postfix/tls_policy\n',
      tables: { tls_policy: 'example.com  none «ciphers=high»\n' },
    },
    {
      title: 'No TLS, and TLS where the server has it',
      clean: true,
      'main.cf': 'smtp_tls_security_level = may\nsmtp_tls_policy_maps = hash:/etc/postfix/tls_policy\n',
      tables: { tls_policy: 'example.com  none\nexample.org  may ciphers=high\n' },
    },
  ],
})
