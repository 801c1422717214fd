import { certainText } from '../../config/certain-values.js'
import { measurePlace, secondsOf } from '../../config/measures.js'
import { defineRule } from '../define.js'

const limits = [
  'smtpd_client_connection_rate_limit',
  'smtpd_client_message_rate_limit',
  'smtpd_client_recipient_rate_limit',
  'smtpd_client_new_tls_session_rate_limit',
  'smtpd_client_auth_rate_limit',
] as const

export default defineRule({
  id: 'rate-unit-without-limits',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  summary: 'The time over which clients are counted is set, but nothing is limited',
  why: `\`anvil_rate_time_unit\` is the time over which anvil(8) counts what a client does for the limits \`smtpd_client_..._rate_limit\`;
all of them are off by default. With a unit of its own and no limit nothing is held back. The limits count per unit, not per minute:
a longer unit makes the same number stricter.`,
  see: ['postconf(5) anvil_rate_time_unit', 'TUNING_README', 'anvil(8)'],
  evidence: { kind: 'source', because: 'smtpd(8) compares the counts only with limits above zero' },
  messages: {
    nothing: (_: { value: string }) =>
      'No `smtpd_client_..._rate_limit` is set, so this time is used for nothing: set a limit, or remove the line',
    longer: (d: { value: string }) =>
      `Each \`smtpd_client_..._rate_limit\` now counts per \`${d.value}\`, not per minute: see that the numbers are meant so`,
  },
  scope: 'setting',
  parameters: ['anvil_rate_time_unit'],
  check({ project, setting, view, service }, report) {
    const time = secondsOf(view, setting.name, project.catalog)
    const at = time && measurePlace(time)
    if (service !== undefined || time === undefined || at === undefined || time.value === 60) return
    const views = [view, ...project.services.filter(({ program }) => program === 'smtpd').map(({ config }) => config)]
    const idle = views.every(each => limits.every(name => (certainText(each, name) ?? '0') === '0'))
    if (idle) report({ at, say: ['nothing', { value: time.text }] })
    else if (time.value > 60) report({ at, say: ['longer', { value: time.text }] })
  },
  examples: [
    {
      title: 'Nothing is limited',
      'main.cf': `
        compatibility_level = 3.6
        anvil_rate_time_unit = «1h»
      `,
    },
    {
      title: 'Two hundred messages, in an hour',
      'main.cf': `
        compatibility_level = 3.6
        anvil_rate_time_unit = «1h»
        smtpd_client_message_rate_limit = 200
      `,
    },
    {
      title: 'By the minute',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_client_message_rate_limit = 200
      `,
    },
  ],
})
