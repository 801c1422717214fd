import { toInteger } from '../../config/convert.js'
import { replaceValue, wholeValue } from '../../config/elements.js'
import { defineRule } from '../define.js'

/** Scores: a negative threshold is what switches them on. */
const scores: ReadonlySet<string> = new Set([
  'postscreen_dnsbl_allowlist_threshold',
  'postscreen_dnsbl_whitelist_threshold',
])

export default defineRule({
  id: 'negative-number',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A size or a count below zero',
  why: `Where a number has no smallest value Postfix takes a negative one without a word, and then compares sizes or counts
with it: a limit that everything is above, or one that is never reached. In other software \`-1\` often means "no limit";
in Postfix that is \`0\`, where there is such a meaning at all.`,
  see: ['postconf(5)', 'src/global/mail_conf_int.c'],
  evidence: { kind: 'source', because: 'check_mail_conf_int() has no lower check when the minimum in the table is 0' },
  messages: {
    negative: (d: { name: string; value: string }) =>
      `\`${d.name}\` is \`${d.value}\`: Postfix accepts a negative number here but gives it no meaning. Where "no limit" is possible, it is \`0\``,
  },
  scope: 'setting',
  kinds: ['integer', 'size-bytes', 'percentage', 'unix-uid'],
  check({ setting, resolved, parameter }, report) {
    if (parameter === undefined || parameter.min !== undefined || scores.has(setting.name)) return
    if (parameter.type === 'string' || resolved.unknown || resolved.expanded.problem) return
    const converted = toInteger(resolved.text, parameter.type === 'long')
    if (!converted.ok || converted.value >= 0) return
    report({
      at: wholeValue(resolved),
      say: ['negative', { name: setting.name, value: resolved.text }],
      fix: setting.value.text.includes('$') ? undefined : { title: 'Write `0`', edits: replaceValue(setting, '0') },
    })
  },
  examples: [
    {
      title: 'No limit, as others write it',
      'main.cf': `
        smtpd_client_connection_rate_limit = «-1»
      `,
      fixed: `
        smtpd_client_connection_rate_limit = 0
      `,
    },
    {
      title: 'A score may be negative',
      clean: true,
      'main.cf': `
        postscreen_dnsbl_allowlist_threshold = -1
      `,
    },
  ],
})
