import { toBoolean } from '../../config/convert.js'
import { wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'mx-errors-ignored',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  summary: 'When the DNS does not answer, mail goes to a host that may not be the right one',
  why: `With \`ignore_mx_lookup_error = yes\` a failure to look up the mail exchangers of a domain counts as "there are none": mail goes
to the address of the domain's own name, often a web server, which refuses it for good or, worse, takes it. Without the setting it is
tried again when the DNS is back.`,
  see: ['postconf(5) ignore_mx_lookup_error', 'src/smtp/smtp_addr.c'],
  evidence: { kind: 'heuristic', because: 'it is a switch for hosts with a broken DNS' },
  messages: {
    ignored: (_: { name: string }) =>
      'When the DNS fails for a moment, mail goes to the web server of the domain or wherever its name leads: remove the line, and mend the DNS instead',
  },
  scope: 'setting',
  parameters: ['ignore_mx_lookup_error'],
  check({ setting, resolved }, report) {
    if (!isReadable(resolved) || toBoolean(resolved.text) !== true) return
    report({ at: wholeValue(resolved), say: ['ignored', { name: setting.name }] })
  },
  examples: [
    {
      title: 'Switched on',
      'main.cf': `
        compatibility_level = 3.6
        ignore_mx_lookup_error = «yes»
      `,
    },
    {
      title: 'As it is by default',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        ignore_mx_lookup_error = no
      `,
    },
  ],
})
