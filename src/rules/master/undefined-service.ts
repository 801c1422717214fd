import { wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { findNamesake, isHalfWritten, looksComplete } from '../../config/service-lookup.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'undefined-service',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A setting names a service of Postfix that master.cf does not have',
  why: `Postfix programs reach each other through the services of master.cf, and parameters such as \`cleanup_service_name\` say under which
name. With a name that no entry has, the program waits for a socket that never comes, logs warnings, and mail is put off.`,
  see: ['postconf(5) cleanup_service_name', 'master(5)'],
  evidence: { kind: 'source', because: 'mail_connect() tries again and again; a message has to come in to see it' },
  messages: {
    undefined: (d: { name: string; value: string; near: string | undefined }) =>
      `master.cf has no service \`${d.value}\`, so what needs \`${d.name}\` waits for it in vain${d.near === undefined ? '' : `. Did you mean \`${d.near}\`?`}`,
  },
  scope: 'setting',
  kinds: ['service-name'],
  check({ project, setting, resolved, service, view }, report) {
    if (!isReadable(resolved) || resolved.text === '' || !looksComplete(project)) return
    if (view.get(setting.name)?.setting !== setting) return
    const value = resolved.text
    if (findNamesake(project, value) !== undefined || isHalfWritten(project, value)) return
    const near = nearestName(
      value,
      project.services.slice(0, 200).map(({ name }) => name),
    )
    report({
      at: wholeValue(resolved),
      say: ['undefined', { name: setting.name, value, near }],
      // In main.cf, what has the default of another release may be used by nobody.
      ...(service === undefined && { severity: 'warning' }),
    })
  },
  examples: [
    {
      title: 'A slip of the pen',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
      `,
      'master.cf': `
        smtp inet n - n - - smtpd
          -o cleanup_service_name=«pre-clean»
        pre-cleanup unix n - n - 0 cleanup
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
      `,
    },
    {
      title: 'A cleanup service of its own',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
      `,
      'master.cf': `
        smtp inet n - n - - smtpd
          -o cleanup_service_name=pre-cleanup
        pre-cleanup unix n - n - 0 cleanup
      `,
    },
  ],
})
