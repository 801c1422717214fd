import { certainText } from '../../config/certain-values.js'
import { wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'milters-beside-proxy-filter',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  summary: 'Mail filters cannot change mail that goes to a proxy filter',
  why: `With \`smtpd_proxy_filter\` smtpd(8) passes a message on to another server while it comes in, and never writes it to the queue. The
filters in \`smtpd_milters\` see it, and can refuse it, but what they want to add or change (a signature, a header) is lost. They belong
on the service behind the proxy filter.`,
  see: ['SMTPD_PROXY_README', 'MILTER_README'],
  evidence: { kind: 'source', because: 'only cleanup(8) carries out changes, and it does not get this message' },
  messages: {
    lost: (d: { milters: string }) =>
      `What the filters in \`${d.milters}\` change is lost with a proxy filter: empty it here, and set it on the service behind the proxy filter`,
  },
  scope: 'setting',
  parameters: ['smtpd_proxy_filter'],
  check({ setting, resolved, view }, report) {
    if (!isReadable(resolved) || resolved.text === '' || view.get(setting.name)?.setting !== setting) return
    if (!certainText(view, 'smtpd_milters')) return
    report({ at: wholeValue(resolved), say: ['lost', { milters: 'smtpd_milters' }] })
  },
  examples: [
    {
      title: 'Both in main.cf',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_proxy_filter = «127.0.0.1:10025»
        smtpd_milters = inet:127.0.0.1:11332
      `,
    },
    {
      title: 'Only the proxy filter',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_proxy_filter = 127.0.0.1:10025
      `,
    },
  ],
})
