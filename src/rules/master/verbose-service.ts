import { removeStretch } from '../../config/argument-edits.js'
import { defineRule } from '../define.js'

/** Options for finding faults, and what they do. */
const effects: Readonly<Record<string, string>> = {
  v: 'logs every step of every message, which fills the disk and hides what matters',
  D: 'starts a debugger with each process, if `debugger_command` is set',
}

export default defineRule({
  id: 'verbose-service',
  severity: 'info',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A service runs with an option for finding faults',
  why: `The option \`-v\` makes a program log all it does, several pages for each message; \`-D\` runs the debugger of
\`debugger_command\`. Both are meant for a few minutes of looking for a fault.`,
  see: ['DEBUG_README', 'master(5)'],
  evidence: { kind: 'heuristic', because: 'somebody may be looking for a fault right now' },
  messages: {
    debug: (d: { option: string; effect: string }) =>
      `\`${d.option}\` ${d.effect}. Remove it when you have found what you were looking for`,
  },
  scope: 'service',
  check({ project, service }, report) {
    const master = project.master?.source
    if (master === undefined || project.catalog.program(service.program) === undefined) return
    for (const argument of service.entry.arguments) {
      if (argument.type !== 'option' || !Object.hasOwn(effects, argument.letter)) continue
      const alone =
        master.text.charAt(argument.range.start) === '-' && !/[A-Za-z]/.test(master.text.charAt(argument.range.end))
      report({
        at: { file: master.name, range: argument.range },
        say: ['debug', { option: `-${argument.letter}`, effect: effects[argument.letter] ?? '' }],
        fix: {
          title: 'Remove it',
          edits: alone ? removeStretch(master.name, master.text, service.entry, argument.range) : null,
        },
      })
    }
  },
  examples: [
    {
      title: 'Left on',
      'master.cf': `
        smtp inet n - y - - smtpd «-v»
          -o smtpd_helo_required=yes
      `,
      fixed: `
        smtp inet n - y - - smtpd
          -o smtpd_helo_required=yes
      `,
    },
    {
      title: 'The normal case',
      clean: true,
      'master.cf': `
        smtp inet n - y - - smtpd
      `,
    },
  ],
})
