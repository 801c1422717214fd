import { nameLocation } from '../../config/elements.js'
import { readInetEndpoint } from '../../config/inet-endpoint.js'
import { isServerPort } from '../../config/listeners.js'
import { words } from '../../config/mail-path.js'
import type { Project } from '../../config/project.js'
import { readTransport } from '../../config/transport-specs.js'
import { defineRule } from '../define.js'

/** Does some restriction ask about a recipient, so that `local_recipient_maps` is not the only gate? */
function verifiesRecipients(project: Project): boolean {
  const views = [
    project.base,
    ...project.services.filter(({ program }) => program === 'smtpd').map(({ config }) => config),
  ]
  return views.some(view =>
    project.catalog
      .restrictionLists()
      .some(({ parameter }) => words(view.get(parameter)).has('reject_unverified_recipient')),
  )
}

export default defineRule({
  id: 'unknown-local-recipients-accepted',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'Mail for local names that do not exist is accepted',
  why: `An empty \`local_recipient_maps\` switches off the check whether a local recipient exists. Mail for any name at a domain
in \`mydestination\` is then accepted, and returned afterwards: mostly to forged senders who never wrote it. Such backscatter
puts the host on block lists, and the queue fills up.`,
  see: ['LOCAL_RECIPIENT_README', 'BACKSCATTER_README', 'postconf(5) local_recipient_maps'],
  evidence: {
    kind: 'source',
    because:
      'what happens to mail for unknown names depends on the delivery program behind (`src/smtpd/smtpd_check.c`)',
  },
  messages: {
    accepted: () =>
      '`local_recipient_maps` is empty: mail for any local name is accepted, and returned to (mostly forged) senders afterwards. Remove this line, or list the valid names',
  },
  scope: 'setting',
  parameters: ['local_recipient_maps'],
  check({ project, setting, resolved, view, service }, report) {
    if (
      resolved.unknown ||
      resolved.expanded.problem ||
      resolved.text !== '' ||
      view.get(setting.name)?.setting !== setting
    )
      return
    const text = (name: string) => view.get(name)?.text ?? ''
    // Behind a filter it is in order: the recipients were checked before.
    const atFront = service?.program === 'smtpd' && isServerPort(project, readInetEndpoint(service.name).port)
    if (service !== undefined && !atFront) return
    const destinations = view.get('mydestination')
    const transport = view.get('local_transport')
    if (destinations === undefined || destinations.list().length === 0) return
    if (text('luser_relay') !== '' || words(view.get('inet_interfaces')).has('loopback-only')) return
    const name = transport && readTransport(transport)?.transport.value
    if (name === 'error' || name === 'discard' || verifiesRecipients(project)) return
    report({ at: nameLocation(setting), say: ['accepted'] })
  },
  examples: [
    {
      title: 'Switched off by hand',
      'main.cf': `
        mydestination = example.com, localhost
        «local_recipient_maps» =
      `,
    },
    {
      title: 'There is a mailbox for all of it',
      clean: true,
      'main.cf': `
        mydestination = example.com, localhost
        local_recipient_maps =
        luser_relay = postmaster@example.com
      `,
    },
  ],
})
