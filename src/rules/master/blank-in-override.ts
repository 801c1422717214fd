import { type OptionRun, readCommandLine } from '../../config/command-line.js'
import { disabledServices } from '../../config/disabled-services.js'
import { defineRule } from '../define.js'

type Fault = 'around-equals' | 'in-value'

/** Which blank is the trouble; undefined when there is none. */
function fault(run: OptionRun): Fault | undefined {
  const [next] = run.rest
  if (run.braced || run.value === undefined || next === undefined) return undefined
  if (!run.hasEquals) return next.text.startsWith('=') && /^[A-Za-z0-9_]+$/.test(run.name) ? 'around-equals' : undefined
  return run.assigned === '' ? 'around-equals' : 'in-value'
}

/** The value as it was meant: everything after the first `=`. */
function meantValue(run: OptionRun): string {
  const words = run.rest.map(word => word.text)
  if (run.hasEquals) return [run.assigned, ...words].filter(word => word !== '').join(' ')
  const [first = '', ...others] = words
  return [first.slice(1), ...others].filter(word => word !== '').join(' ')
}

export default defineRule({
  id: 'blank-in-override',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A `-o` option has white space around its `=` or in its value',
  why: `In master.cf, white space ends an option: of \`-o name = value\` the program gets only \`name\`, and stops with a
fatal error; of \`-o name=one, two\` it gets \`name=one,\`, and stops at \`two\`, which it does not expect. So the service
does not work at all.

Write \`-o name=value\` without white space, lists with commas alone, or, from Postfix 3.0 on, braces around it:
\`-o { name = one, two }\`.`,
  see: ['master(5)', 'src/master/single_server.c', 'src/master/master_ent.c'],
  evidence: { kind: 'log', says: ['option value: missing', 'unexpected command-line argument'], by: 'smtpd' },
  messages: {
    around: (d: { name: string; right: string }) =>
      `White space around the \`=\` breaks this option: \`${d.name}\` does not get its value, and the service stops with a fatal error. Write \`${d.right}\``,
    inside: (d: { name: string; right: string }) =>
      `The value of \`${d.name}\` ends at the white space: the service stops with a fatal error at the rest. Write \`${d.right}\``,
    ignored: (d: { name: string; right: string }) =>
      `The value of \`${d.name}\` ends at the white space, and the rest is ignored. Write \`${d.right}\``,
  },
  scope: 'service',
  check({ project, service }, report) {
    const program = project.catalog.program(service.program)
    if (program === undefined || disabledServices(project).has(service)) return
    for (const run of readCommandLine(service, project.catalog, program).options) {
      const found = fault(run)
      if (found === undefined) continue
      const value = meantValue(run)
      const braces = /\s/.test(value) && project.catalog.masterFields().braceArguments
      const joined = /\s/.test(value) ? value.replaceAll(/[\s,]+/g, ',') : value
      const right = braces ? `-o { ${run.name} = ${value} }` : `-o ${run.name}=${joined}`
      const data = {
        name: run.name,
        right: right.length > 90 ? (braces ? `-o { ${run.name} = ... }` : `-o ${run.name}=...`) : right,
      }
      const ignored = program.arguments === 'ignored' && run.hasEquals
      const file = project.master?.source.name ?? ''
      report({
        at: { file, range: run.range },
        say: ignored ? ['ignored', data] : found === 'in-value' ? ['inside', data] : ['around', data],
        ...(ignored && { severity: 'warning' as const }),
        fix: {
          title: braces ? 'Put braces around it' : 'Remove the white space',
          edits: [{ file, range: run.range, text: right }],
        },
      })
    }
  },
  examples: [
    {
      title: 'White space around the `=`',
      'master.cf': `
        submission inet n - y - - smtpd
          «-o smtpd_tls_security_level = encrypt»
          «-o smtpd_sasl_auth_enable= yes»
          -o smtpd_relay_restrictions=permit_sasl_authenticated,reject
      `,
      fixed: `
        submission inet n - y - - smtpd
          -o smtpd_tls_security_level=encrypt
          -o smtpd_sasl_auth_enable=yes
          -o smtpd_relay_restrictions=permit_sasl_authenticated,reject
      `,
    },
    {
      title: 'White space in a list',
      'main.cf': `
        compatibility_level = 3.6
      `,
      'master.cf': `
        submission inet n - y - - smtpd
          «-o smtpd_client_restrictions=permit_sasl_authenticated, reject»
      `,
      fixed: {
        'master.cf': `
          submission inet n - y - - smtpd
            -o { smtpd_client_restrictions = permit_sasl_authenticated, reject }
        `,
      },
    },
    {
      title: 'Before Postfix 3.0 there are no braces',
      version: '2.11',
      prove: false,
      'master.cf': `
        submission inet n - n - - smtpd
          «-o smtpd_recipient_restrictions=permit_sasl_authenticated, reject»
      `,
      fixed: `
        submission inet n - n - - smtpd
          -o smtpd_recipient_restrictions=permit_sasl_authenticated,reject
      `,
    },
    {
      title: 'In braces, white space is welcome',
      clean: true,
      'master.cf': `
        smtp inet n - y - - smtpd
          -o { smtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination }
      `,
    },
  ],
})
