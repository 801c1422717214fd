import { findNamesake, findTransport } from '../../config/service-lookup.js'
import { readTransport } from '../../config/transport-specs.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'transport-not-private',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A transport is a service that deliveries cannot reach',
  why: `The queue manager reaches a transport through the socket \`private/NAME\` in the queue directory. master.cf makes that
socket for an entry of type \`unix\` with \`y\` or \`-\` in the private column. An \`inet\` listener of the same name is something
else, and \`n\` in the private column puts the socket into another folder: the mail stays in the queue.`,
  see: ['master(5)', 'src/qmgr/qmgr_transport.c'],
  evidence: { kind: 'log', says: ['connect to transport private/scan: No such file'], by: 'qmgr' },
  messages: {
    network: (d: { name: string; type: string }) =>
      `\`${d.name}\` is in master.cf only with type \`${d.type}\`: mail needs a \`unix\` service of this name to be delivered by, and stays in the queue`,
    open: (d: { name: string }) =>
      `The service \`${d.name}\` has \`n\` in its private column, so mail does not find it and stays in the queue. Write \`-\` there`,
  },
  scope: 'setting',
  kinds: ['transport-nexthop'],
  check({ project, setting, parameter, resolved, view, service }, report) {
    if (resolved.unknown || resolved.expanded.problem || view.get(setting.name)?.setting !== setting) return
    if (service && !parameter?.readBy.includes(service.program)) return
    const spec = readTransport(resolved)
    const name = spec?.transport.value ?? ''
    if (spec === undefined || name === '' || findTransport(project, name)) return
    const other = findNamesake(project, name)
    if (other === undefined) return
    const { fields } = other.entry
    const file = project.master?.source.name ?? ''
    const related = (column: string) => {
      const range = fields.find(field => field.name === column)?.range
      return range ? [{ at: { file, range }, message: `the ${column} column` }] : []
    }
    const unix = project.services.find(entry => entry.name === name && entry.type === 'unix')
    if (unix) {
      if (unix.isPrivate === false) report({ at: spec.transport, say: ['open', { name }], related: related('private') })
    } else if (other.type === 'inet' || other.type === 'fifo') {
      report({ at: spec.transport, say: ['network', { name, type: other.type }], related: related('type') })
    }
  },
  examples: [
    {
      title: 'The private column says `n`',
      'main.cf': `
        compatibility_level = 3.6
        local_transport = «scan»:[127.0.0.1]:10025
      `,
      'master.cf': `
        pickup unix n - n 60 1 pickup
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        error unix - - n - - error
        retry unix - - n - - error
        scan unix n - n - 10 smtp
      `,
    },
    {
      title: 'A listener, not a transport',
      prove: false,
      'main.cf': `
        default_transport = «submission»:[mail.example.com]
      `,
      'master.cf': `
        submission inet n - n - - smtpd
      `,
    },
    {
      title: 'A private service',
      clean: true,
      'main.cf': `
        default_transport = slow
      `,
      'master.cf': `
        slow unix - - n - 2 smtp
      `,
    },
  ],
})
