import { disabledServices } from '../../config/disabled-services.js'
import { defineRule } from '../define.js'

/** Seconds after which a process retires; the program itself checks the number. */
const retirement = 'r'

export default defineRule({
  id: 'unknown-option',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A service has an option that its program does not know',
  why: `The programs of Postfix know few options; in master.cf, \`-o name=value\` and \`-v\` are the useful ones. At any other
letter a program stops with a fatal error each time master(8) starts it, so the service does not work.

Some options are for master(8) alone: it derives them from the columns of the entry. Given by hand, they contradict the
columns.`,
  see: ['master(5)', 'src/master/single_server.c'],
  evidence: { kind: 'log', says: ['invalid option', 'invalid retirement time'], by: 'smtpd' },
  messages: {
    unknown: (d: { option: string; program: string }) =>
      `\`${d.program}\` has no option \`${d.option}\`: it stops with a fatal error each time it is started`,
    reserved: (d: { option: string }) =>
      `\`${d.option}\` is set by Postfix itself, from the columns of this entry. Remove it, and change the columns instead`,
    retirement: (d: { text: string }) =>
      `\`-${retirement}\` needs a number of seconds above 0, not \`${d.text}\`: the program stops with a fatal error each time it is started`,
  },
  scope: 'service',
  check({ project, service }, report) {
    const { catalog } = project
    const program = catalog.program(service.program)
    if (program === undefined || disabledServices(project).has(service)) return
    const file = project.master?.source.name ?? ''
    for (const argument of service.entry.arguments) {
      if (argument.type !== 'option') continue
      const option = `-${argument.letter}`
      const at = { file, range: argument.range }
      const { value } = argument
      if (argument.letter === ':' || !program.optionLetters.includes(argument.letter)) {
        report({ at, say: ['unknown', { option, program: program.name }] })
      } else if (catalog.daemonOption(option)?.userSpecifiable === false) {
        report({ at, say: ['reserved', { option }], severity: 'warning' })
      } else if (argument.letter === retirement && value !== undefined && !/^\s*\+?0*[1-9]/.test(value.text)) {
        report({ at: { file, range: value.range }, say: ['retirement', { text: value.text }] })
      }
    }
  },
  examples: [
    {
      title: 'No such option',
      'master.cf': `
        smtp inet n - y - - smtpd «-q»
      `,
    },
    {
      title: 'No number of seconds',
      'master.cf': `
        smtp inet n - y - - smtpd -r «never»
      `,
    },
    {
      title: 'An option of master(8)',
      prove: false,
      'master.cf': `
        relay unix - - y - - smtp «-n smtp»
      `,
    },
    {
      title: 'The process limit and the settings, as they should be',
      clean: true,
      'master.cf': `
        relay unix - - y - 20 smtp -o smtp_helo_timeout=5s
      `,
    },
  ],
})
