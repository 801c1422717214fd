import { findTransport, isDeliveryAgent } from '../../config/service-lookup.js'
import { readTransport } from '../../config/transport-specs.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'transport-is-no-delivery-program',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A transport runs a program that delivers no mail',
  why: `A transport has to be a service that runs a delivery program: \`smtp\`, \`lmtp\`, \`local\`, \`virtual\`, \`pipe\`, \`error\` or
\`discard\`. Servers such as smtpd(8) or cleanup(8) do not speak the queue manager's protocol, so nothing is delivered, and the
mail stays in the queue.`,
  see: ['master(5)', 'smtp(8)', 'pipe(8)', 'src/qmgr/qmgr_deliver.c'],
  evidence: { kind: 'source', because: 'it shows only when there is mail to deliver' },
  messages: {
    server: (d: { name: string; program: string }) =>
      `The service \`${d.name}\` runs \`${d.program}\`, which delivers no mail: what is sent there stays in the queue. Name a service that runs \`smtp\`, \`lmtp\`, \`pipe\` or the like`,
  },
  scope: 'setting',
  kinds: ['transport-nexthop'],
  check({ project, setting, parameter, resolved, view, service }, report) {
    if (resolved.unknown || resolved.expanded.problem || view.get(setting.name)?.setting !== setting) return
    if (service && !parameter?.readBy.includes(service.program)) return
    const spec = readTransport(resolved)
    const target = spec && findTransport(project, spec.transport.value)
    if (spec === undefined || target === undefined || isDeliveryAgent(project.catalog, target.program) !== false) return
    report({
      at: spec.transport,
      say: ['server', { name: target.name, program: target.program }],
      related: [
        { at: { file: project.master?.source.name ?? '', range: target.entry.command.range }, message: 'the program' },
      ],
    })
  },
  examples: [
    {
      title: 'A policy service as content filter',
      'main.cf': `
        content_filter = «policy»:dummy
      `,
      'master.cf': `
        policy unix - n n - 0 spawn
          user=policy argv=/usr/local/bin/policy
      `,
    },
    {
      title: 'A delivery program',
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
