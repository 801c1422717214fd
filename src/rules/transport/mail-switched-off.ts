import { wholeValue } from '../../config/elements.js'
import { findTransport } from '../../config/service-lookup.js'
import { readTransport, readTransportNames } from '../../config/transport-specs.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'mail-switched-off',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'Deliveries are held back, refused or thrown away by a setting',
  why: `\`defer_transports\` keeps mail in the queue until somebody runs \`postqueue -f\`, and \`default_transport = discard\`,
\`retry\` or \`error\` throws away, delays or returns all mail for other domains. That is useful during maintenance or on a test
machine; left behind by mistake, it loses mail without a word.`,
  see: ['postconf(5) defer_transports', 'discard(8)', 'error(8)'],
  evidence: { kind: 'heuristic', because: 'it can be meant: on test machines, or for a host with a dial-up line' },
  messages: {
    deferred: (d: { names: string }) =>
      `Mail for \`${d.names}\` stays in the queue until \`postqueue -f\` is run, and is returned when it gets too old. Remove this if maintenance is over`,
    discarded: (d: { parameter: string }) =>
      `\`${d.parameter}\` throws away all mail that goes there, without telling anybody`,
    delayed: (d: { parameter: string }) =>
      `\`${d.parameter}\` delays all mail that goes there until it is too old and is returned`,
    refused: (d: { parameter: string }) =>
      `\`${d.parameter}\` returns all mail that goes there to its sender as undeliverable`,
  },
  scope: 'setting',
  parameters: ['defer_transports', 'default_transport', 'relay_transport', 'virtual_transport'],
  check({ project, setting, resolved, parameter, view }, report) {
    if (resolved.unknown || resolved.expanded.problem || view.get(setting.name)?.setting !== setting) return
    if (parameter?.kind === 'transport-list') {
      const names = readTransportNames(resolved).map(({ value }) => value)
      if (names.length > 0) report({ at: wholeValue(resolved), say: ['deferred', { names: names.join('`, `') }] })
      return
    }
    const spec = readTransport(resolved)
    if (spec === undefined) return
    const { value: name } = spec.transport
    const program = findTransport(project, name)?.program ?? name
    const data = { parameter: setting.name }
    if (program === 'discard') report({ at: spec.transport, say: ['discarded', data] })
    else if (name === 'retry') report({ at: spec.transport, say: ['delayed', data] })
    else if (program === 'error') report({ at: spec.transport, say: ['refused', data], severity: 'info' })
  },
  examples: [
    {
      title: 'Left from a test machine',
      'main.cf': `
        default_transport = «discard»:
      `,
    },
    {
      title: 'Left from maintenance',
      'main.cf': `
        defer_transports = «smtp, relay»
      `,
    },
    {
      title: 'Local delivery is often refused on purpose',
      clean: true,
      'main.cf': `
        local_transport = error:local mail delivery is disabled
      `,
    },
  ],
})
