import { nameLocation } from '../../config/elements.js'
import { removeSetting } from '../../config/setting-edits.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'override-repeats-main',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A `-o` that says what main.cf says already',
  why: `A \`-o\` with the value of main.cf changes nothing now. But it will hide the next change in main.cf from this
service, which is easily overlooked. Leave it out, unless the service is to keep the value whatever main.cf says.`,
  see: ['master(5)'],
  evidence: {
    kind: 'heuristic',
    because: 'the repetition can be meant: the service keeps the value when main.cf changes',
  },
  messages: {
    repeats: (d: { name: string }) =>
      `main.cf gives \`${d.name}\` the same value: this \`-o\` only hides later changes there from this service`,
  },
  scope: 'setting',
  check({ project, setting, service, resolved }, report) {
    if (service === undefined || resolved.setting !== setting) return
    const main = project.base.get(setting.name)
    if (main?.setting === undefined || main.unknown || resolved.unknown) return
    if (main.expanded.problem || resolved.expanded.problem || main.text !== resolved.text) return
    report({
      at: nameLocation(setting),
      say: ['repeats', { name: setting.name }],
      related: [{ at: nameLocation(main.setting), message: 'the same value' }],
      fix: { title: `Remove this \`-o\``, edits: removeSetting(project, setting, service) },
    })
  },
  examples: [
    {
      title: 'The same in both files',
      'main.cf': `
        smtpd_sasl_auth_enable = yes
      `,
      'master.cf': `
        submission inet n - n - - smtpd
          -o smtpd_tls_security_level=encrypt
          -o «smtpd_sasl_auth_enable»=yes
      `,
      fixed: {
        'master.cf': `
          submission inet n - n - - smtpd
            -o smtpd_tls_security_level=encrypt
        `,
      },
    },
    {
      title: 'Another value',
      clean: true,
      'main.cf': `
        smtpd_helo_required = yes
      `,
      'master.cf': `
        smtp inet n - n - - smtpd
        127.0.0.1:10025 inet n - n - - smtpd
          -o smtpd_helo_required=no
      `,
    },
  ],
})
