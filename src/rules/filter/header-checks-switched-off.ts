import { certainText } from '../../config/certain-values.js'
import { listItems } from '../../config/elements.js'
import { isClientPort } from '../../config/listeners.js'
import { entryPoints, isFiltered, isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

const checks = ['header_checks', 'body_checks', 'mime_header_checks', 'nested_header_checks'] as const

export default defineRule({
  id: 'header-checks-switched-off',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  summary: 'Mail from outside is let past the checks of headers and bodies',
  why: `\`receive_override_options = no_header_body_checks\` is for the listener behind a content filter, where the checks have been made
before. On the port that takes mail from other servers, and without a filter that hands the mail back, \`header_checks\` and
\`body_checks\` are never made.`,
  see: ['postconf(5) receive_override_options', 'FILTER_README', 'header_checks(5)'],
  evidence: { kind: 'source', because: 'cleanup(8) skips the checks for such mail without a word' },
  messages: {
    off: (d: { service: string; name: string }) =>
      `\`no_header_body_checks\` on \`${d.service}\` means that \`${d.name}\` never sees mail from outside: it belongs on the listener behind a filter`,
  },
  scope: 'project',
  check({ project }, report) {
    const name = checks.find(each => {
      const text = certainText(project.base, each)
      return text !== undefined && text !== '' && project.base.get(each)?.setting !== undefined
    })
    if (name === undefined) return
    for (const entry of entryPoints(project)) {
      const { service } = entry
      if (!entry.options.has('no_header_body_checks') || isFiltered(entry) || service.program !== 'smtpd') continue
      if (service.type !== 'pass' && !isClientPort(project, service)) continue
      const value = service.config.get('receive_override_options')
      if (value?.setting === undefined || !isReadable(value)) continue
      const at = listItems(value).find(item => item.value === 'no_header_body_checks')
      if (at !== undefined) report({ at, say: ['off', { service: service.label, name }], services: [service] })
    }
  },
  examples: [
    {
      title: 'On the port for other servers',
      'main.cf': `
        compatibility_level = 3.6
        header_checks = regexp:/etc/postfix/header_checks
      `,
      'master.cf': `
        smtp inet n - n - - smtpd
          -o receive_override_options=«no_header_body_checks»
      `,
    },
    {
      title: 'Checked as it comes in',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        header_checks = regexp:/etc/postfix/header_checks
      `,
      'master.cf': `
        smtp inet n - n - - smtpd
      `,
    },
  ],
})
