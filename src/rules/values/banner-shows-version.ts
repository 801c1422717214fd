import { valueLocation } from '../../config/elements.js'
import { mentionsIn } from '../../config/mentions.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'banner-shows-version',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  summary: 'The greeting tells strangers which release of which software runs here',
  why: `The first line that the server sends can be read by everybody. With the version, or the name of the system, in it those who look
for hosts with a known weakness need not even try. No client needs to know either.`,
  see: ['postconf(5) smtpd_banner'],
  evidence: { kind: 'heuristic', because: 'a matter of policy: it hides nothing from those who try' },
  messages: {
    shown: (d: { name: string; what: string }) =>
      `\`${d.name}\` tells strangers ${d.what}, which no client needs: \`$myhostname ESMTP\` is enough`,
  },
  scope: 'setting',
  parameters: ['smtpd_banner', 'postscreen_greet_banner'],
  check({ setting }, report) {
    const { text } = setting.value
    const version = mentionsIn(text).some(({ name }) => name === 'mail_version' || name === 'mail_release_date')
    const system = /\b(?:Debian|Ubuntu|CentOS|Red ?Hat|Fedora|SUSE|FreeBSD|Linux|Raspbian)\b/i.exec(text)?.[0]
    if (!version && system === undefined) return
    const what = version ? 'the release of Postfix' : `that this is ${system}`
    report({ at: valueLocation(setting), say: ['shown', { name: setting.name, what }] })
  },
  examples: [
    {
      title: 'The release',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_banner = «$myhostname ESMTP $mail_name ($mail_version)»
      `,
    },
    {
      title: 'The name of the host',
      clean: true,
      'main.cf': `
        compatibility_level = 3.11
        smtpd_banner = $myhostname ESMTP
      `,
    },
  ],
})
