import { listItems, wholeValue } from '../../config/elements.js'
import { defineRule } from '../define.js'

/** What programs of Postfix hand on to each other. */
const needed: readonly string[] = ['MAIL_CONFIG', 'MAIL_DEBUG', 'MAIL_LOGTAG']

export default defineRule({
  id: 'lost-environment',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  summary: 'Postfix programs are started without settings that they hand on to each other',
  why: `\`import_environment\` lists the environment variables that a Postfix program keeps. Some are Postfix's own:
\`MAIL_CONFIG\` says which directory the configuration is in, \`MAIL_LOGTAG\` under which name is logged. A list of one's own
that leaves them out makes commands of another instance read the default configuration.`,
  see: ['postconf(5) import_environment', 'src/global/mail_params.h'],
  evidence: { kind: 'heuristic', because: 'it only matters where there is more than one instance, or debugging' },
  messages: {
    lost: (d: { names: string }) =>
      `${d.names} are not in this list: programs of another Postfix instance would read the default configuration, or log under its name`,
  },
  scope: 'setting',
  parameters: ['import_environment'],
  check({ resolved, parameter }, report) {
    if (resolved.unknown || resolved.expanded.problem || resolved.text === parameter?.default) return
    const names = listItems(resolved).map(({ value }) =>
      value
        .replace(/^\{\s*/, '')
        .split('=', 1)[0]
        ?.trim(),
    )
    const missing = needed.filter(name => !names.includes(name))
    if (missing.length > 0 && names.length > 0)
      report({ at: wholeValue(resolved), say: ['lost', { names: missing.map(name => `\`${name}\``).join(', ') }] })
  },
  examples: [
    {
      title: 'A list that replaces the default',
      'main.cf': `
        import_environment = «TZ LANG=C»
      `,
    },
    {
      title: 'With what Postfix needs',
      clean: true,
      'main.cf': `
        import_environment = MAIL_CONFIG MAIL_DEBUG MAIL_LOGTAG TZ XAUTHORITY DISPLAY LANG=C
      `,
    },
  ],
})
