import { certainSwitch, certainValue } from '../../config/certain-values.js'
import { nameLocation } from '../../config/elements.js'
import { defineRule } from '../define.js'

const tests: ReadonlyMap<string, string> = new Map(
  ['pipelining', 'non_smtp_command', 'bare_newline'].map((test): [string, string] => [
    `postscreen_${test}_action`,
    `postscreen_${test}_enable`,
  ]),
)

export default defineRule({
  id: 'action-without-test',
  severity: 'warning',
  since: '0.1.0',
  postfix: { from: '2.8' },
  fix: 'none',
  summary: 'postscreen is told what to do about a test that it does not make',
  why: `Three tests of postscreen(8) are off by default, each with a switch of its own (\`postscreen_pipelining_enable\`,
\`postscreen_non_smtp_command_enable\`, \`postscreen_bare_newline_enable\`). The matching \`..._action\` says only what happens
to a client that fails. The tests have a price: every new client has to come back after it passed.`,
  see: ['POSTSCREEN_README', 'postconf(5) postscreen_pipelining_enable', 'src/postscreen/postscreen_smtpd.c'],
  evidence: { kind: 'source', because: 'psc_smtpd.c looks at the action only where the test is enabled' },
  messages: {
    idle: (d: { name: string; enable: string }) =>
      `\`${d.name}\` does nothing, because the test is off. Set \`${d.enable} = yes\` if you want it (new clients then have to come back once), or remove this line`,
  },
  scope: 'setting',
  parameters: [...tests.keys()],
  check({ project, setting, view, service }, report) {
    const enable = tests.get(setting.name)
    const value = certainValue(view, setting.name)
    if (enable === undefined || !project.hasMain || value?.setting !== setting || value.text === 'ignore') return
    // Who wrote the switch knows about it.
    if (certainSwitch(view, enable) !== false || view.get(enable)?.setting !== undefined) return
    const later =
      service === undefined && project.services.some(({ config }) => config.get(enable)?.setting !== undefined)
    if (!later) report({ at: nameLocation(setting), say: ['idle', { name: setting.name, enable }] })
  },
  examples: [
    {
      title: 'The switch is missing',
      'main.cf': `
        compatibility_level = 3.6
        «postscreen_bare_newline_action» = enforce
      `,
    },
    {
      title: 'The test is made',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        postscreen_bare_newline_enable = yes
        postscreen_bare_newline_action = enforce
      `,
    },
  ],
})
