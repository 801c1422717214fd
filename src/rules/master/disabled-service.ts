import { disabledServices } from '../../config/disabled-services.js'
import { wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

/** More names than this are not worth reading in a message. */
const namedAtMost = 4

export default defineRule({
  id: 'disabled-service',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  postfix: { from: '2.6' },
  fix: 'none',
  summary: 'Services of master.cf are switched off by a setting in main.cf',
  why: `\`master_service_disable\` keeps master(8) from starting the services it matches, without a word in the log. The entry in master.cf
looks as if it ran. It is meant for instances that do not listen, such as the first of several.`,
  see: ['postconf(5) master_service_disable', 'MULTI_INSTANCE_README'],
  evidence: { kind: 'heuristic', because: 'it is what the setting is for' },
  messages: {
    off: (d: { names: string }) =>
      `This keeps Postfix from starting ${d.names}, though master.cf has an entry: see that it is still wanted`,
  },
  scope: 'project',
  check({ project }, report) {
    const setting = project.base.get('master_service_disable')
    if (setting?.setting === undefined || !isReadable(setting)) return
    const off = [...disabledServices(project)]
    if (off.length === 0) return
    const names = off.slice(0, namedAtMost).map(({ label }) => `\`${label}\``)
    const more = off.length > namedAtMost ? ` and ${off.length - namedAtMost} more` : ''
    report({ at: wholeValue(setting), say: ['off', { names: names.join(', ') + more }], services: off })
  },
  examples: [
    {
      title: 'Nothing that listens to the network',
      'main.cf': `
        compatibility_level = 3.6
        master_service_disable = «inet»
      `,
      'master.cf': `
        smtp inet n - n - - smtpd
      `,
    },
    {
      title: 'Everything runs',
      clean: true,
      'main.cf': `
        compatibility_level = 3.11
      `,
      'master.cf': `
        smtp inet n - n - - smtpd
      `,
    },
  ],
})
