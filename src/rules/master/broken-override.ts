import { type OptionRun, readCommandLine } from '../../config/command-line.js'
import { disabledServices } from '../../config/disabled-services.js'
import type { Edit } from '../../text/range.js'
import { defineRule } from '../define.js'

type Fault = 'nothing' | 'twice' | 'name' | 'equals'

/** What is missing; undefined when the option is `name=value`, or has blanks around its `=` (another rule's matter). */
function fault(run: OptionRun): Fault | undefined {
  if (run.value === undefined) return 'nothing'
  if (run.value.text === '-o') return 'twice'
  if (run.name === '') return 'name'
  if (run.hasEquals || (!run.braced && run.rest[0]?.text.startsWith('='))) return undefined
  return 'equals'
}

export default defineRule({
  id: 'broken-override',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A `-o` option is not followed by `name=value`',
  why: `After \`-o\`, a program of Postfix wants \`name=value\`. Without a name or without a \`=\` it stops with a fatal error
each time master(8) starts it, so the service does not work.`,
  see: ['master(5)', 'src/master/single_server.c', 'src/util/split_nameval.c'],
  evidence: { kind: 'log', says: ['option value: missing', 'invalid option: o'], by: 'smtpd' },
  messages: {
    nothing: () =>
      'Nothing follows this `-o`: the service stops with a fatal error. Write `-o name=value`, or remove it',
    twice: () =>
      '`-o` is written twice: the first takes the second for its value, and the service stops with a fatal error',
    name: () => 'No name stands before the `=`: the service stops with a fatal error. Write `-o name=value`',
    equals: (d: { text: string }) =>
      `\`${d.text}\` has no \`=\`, so this \`-o\` sets nothing, and the service stops with a fatal error. Write \`-o name=value\``,
  },
  scope: 'service',
  check({ project, service }, report) {
    const program = project.catalog.program(service.program)
    if (program === undefined || disabledServices(project).has(service)) return
    const file = project.master?.source.name ?? ''
    for (const run of readCommandLine(service, project.catalog, program).options) {
      const found = fault(run)
      if (found === undefined) continue
      const at = {
        file,
        range: found === 'nothing' || found === 'twice' ? run.option : (run.value?.range ?? run.option),
      }
      const again: readonly Edit[] | null =
        found === 'twice' && run.value
          ? [{ file, range: { start: run.option.start, end: run.value.range.start }, text: '' }]
          : null
      if (found === 'equals') report({ at, say: ['equals', { text: run.value?.text ?? '' }] })
      else report({ at, say: [found], fix: { title: 'Remove one `-o`', edits: again } })
    }
  },
  examples: [
    {
      title: 'No value',
      'master.cf': `
        smtp inet n - y - - smtpd
          -o «smtpd_helo_required»
      `,
    },
    {
      title: 'No name',
      'master.cf': `
        smtp inet n - y - - smtpd
          -o «=yes»
      `,
    },
    {
      title: 'Twice',
      'master.cf': `
        smtp inet n - y - - smtpd
          «-o» -o smtpd_helo_required=yes
      `,
      fixed: `
        smtp inet n - y - - smtpd
          -o smtpd_helo_required=yes
      `,
    },
    {
      title: 'At the end of the line',
      'master.cf': `
        smtp inet n - y - - smtpd
          «-o»
      `,
    },
    {
      title: 'An empty value is a value',
      clean: true,
      'master.cf': `
        127.0.0.1:10026 inet n - y - - smtpd
          -o content_filter=
      `,
    },
  ],
})
