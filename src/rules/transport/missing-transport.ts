import { isReadable } from '../../config/mail-path.js'
import type { Project } from '../../config/project.js'
import { findNamesake, findTransport, isHalfWritten } from '../../config/service-lookup.js'
import { readTransport } from '../../config/transport-specs.js'
import { isWholeMaster } from '../../config/well-known-services.js'
import { defineRule } from '../define.js'

/** The transports of the address classes, what mail each delivers, and the list that has to be non-empty for it. */
const classes: readonly { readonly parameter: string; readonly mail: string; readonly domains?: string }[] = [
  { parameter: 'default_transport', mail: 'mail for other hosts' },
  { parameter: 'local_transport', mail: 'mail for local users', domains: 'mydestination' },
  { parameter: 'relay_transport', mail: 'mail for `relay_domains`', domains: 'relay_domains' },
  { parameter: 'virtual_transport', mail: 'mail for `virtual_mailbox_domains`', domains: 'virtual_mailbox_domains' },
]

/** A transport that Postfix uses unless told otherwise, and which is not there. */
function missingName(project: Project, parameter: string, domains: string | undefined): string | undefined {
  const value = project.base.get(parameter)
  // One that is written down has a place of its own to be reported at.
  if (value === undefined || value.setting !== undefined) return undefined
  const list = domains === undefined ? undefined : project.base.get(domains)
  if (
    list !== undefined &&
    ((!isReadable(list) && list.text.trim() === '') ||
      list.list().length === 0 ||
      (list.from === 'default' && domains !== 'mydestination'))
  ) {
    return undefined
  }
  // `local:$myhostname`: the name is known, whatever the host is called.
  const name = isReadable(value) ? readTransport(value)?.transport.value : /^([\w-]+):/.exec(value.written.text)?.[1]
  if (name === undefined || findTransport(project, name) !== undefined || isHalfWritten(project, name)) return undefined
  // One of another kind is another rule's, but `smtp inet` is no transport at all.
  const namesake = findNamesake(project, name)
  return namesake === undefined || namesake.type === 'inet' ? name : undefined
}

export default defineRule({
  id: 'missing-transport',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A transport that Postfix uses by default is not in master.cf',
  why: `Unless main.cf says otherwise, mail goes to the services \`local\`, \`virtual\`, \`relay\` and \`smtp\` of master.cf, by the
class of the domain. When one of them is not there, the queue manager cannot hand over the mail of that class: it logs
"connect to transport private/NAME: No such file or directory", and the mail stays in the queue.

Nothing is said about an excerpt: a master.cf that has less than half of the usual services.`,
  see: ['ADDRESS_CLASS_README', 'master(5)', 'src/qmgr/qmgr_transport.c'],
  evidence: { kind: 'log', says: ['connect to transport private/local'], by: 'qmgr' },
  messages: {
    missing: (d: { name: string; mail: string; parameter: string }) =>
      `There is no service \`${d.name}\` (type \`unix\`), which is the default for \`${d.parameter}\`: ${d.mail} stays in the queue, and is returned in the end. Add it to master.cf`,
  },
  scope: 'project',
  check({ project }, report) {
    const { master } = project
    const last = project.services.at(-1)
    if (master === undefined || last === undefined || !project.hasMain || !isWholeMaster(project)) return
    for (const { parameter, mail, domains } of classes) {
      const name = missingName(project, parameter, domains)
      if (name === undefined) continue
      report({
        at: { file: master.source.name, range: last.entry.service.range },
        say: ['missing', { name, mail, parameter }],
      })
    }
  },
  examples: [
    {
      title: 'Local delivery was taken out of master.cf only',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        mydestination = $myhostname, localhost
      `,
      'master.cf': `
        smtp inet n - n - - smtpd
        pickup unix n - n 60 1 pickup
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        tlsmgr unix - - n 1000? 1 tlsmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        verify unix - - n - 1 verify
        flush unix n - n 1000? 0 flush
        proxymap unix - - n - - proxymap
        proxywrite unix - - n - 1 proxymap
        smtp unix - - n - - smtp
        relay unix - - n - - smtp
        showq unix n - n - - showq
        error unix - - n - - error
        retry unix - - n - - error
        discard unix - - n - - discard
        anvil unix - - n - 1 anvil
        scache unix - - n - 1 scache
        «postlog» unix-dgram n - n - 1 postlogd
      `,
    },
    {
      title: 'An excerpt says nothing about what is missing',
      clean: true,
      prove: false,
      'main.cf': `
        myhostname = mail.example.com
        mydestination = $myhostname, localhost
      `,
      'master.cf': `
        smtp inet n - n - - smtpd
      `,
    },
  ],
})
