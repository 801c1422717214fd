import type { Resolved } from '../../config/effective.js'
import { wholeValue } from '../../config/elements.js'
import { isClientPort, isLocalOnly, isLoopbackHost } from '../../config/listeners.js'
import { type EntryPoint, entryPoints } from '../../config/mail-path.js'
import type { Project } from '../../config/project.js'
import { findTransport } from '../../config/service-lookup.js'
import { readDestination, readTransport } from '../../config/transport-specs.js'
import { isWholeMaster } from '../../config/well-known-services.js'
import { defineRule } from '../define.js'

/** True when a content filter runs on this host and gives mail back: not when mail is sent on to another host. */
function staysHere(project: Project, filter: Resolved): boolean {
  const spec = readTransport(filter)
  const service = spec && findTransport(project, spec.transport.value)
  if (service === undefined) return false
  if (service.program === 'pipe') return true
  if (service.program !== 'smtp' && service.program !== 'lmtp') return false
  const destination = spec?.nexthop && readDestination(spec.nexthop)
  if (destination?.type === 'socket') return true
  return destination !== undefined && isLoopbackHost(destination.host.value)
}

/** Listeners that look like the way back of a filter. */
function waysBack(project: Project, entries: readonly EntryPoint[]): readonly EntryPoint[] {
  return entries.filter(({ service }) => {
    return (
      service.program === 'smtpd' &&
      service.type === 'inet' &&
      !isClientPort(project, service) &&
      isLocalOnly(project, service) === true
    )
  })
}

export default defineRule({
  id: 'filter-loop',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A filter applies to its own way back as well',
  why: `A filter takes mail from Postfix and hands it back through a second listener, or through sendmail(1). There the filter
has to be switched off: \`-o content_filter=\` (or \`-o smtpd_proxy_filter=\`) on that smtpd, and for a filter that uses
sendmail(1) no \`content_filter\` for pickup(8). When every way in leads to the filter, the message goes round in circles until
Postfix returns it for "too many hops".`,
  see: ['FILTER_README', 'SMTPD_PROXY_README'],
  evidence: {
    kind: 'heuristic',
    because: 'what the filter does with the mail is not in these files; it might send it on to another host',
  },
  messages: {
    back: (d: { parameter: string }) =>
      `Mail that a filter hands back here is sent to the same filter again, as \`${d.parameter}\` holds here too. Add \`-o ${d.parameter}=\` to this service`,
    everywhere: (d: { parameter: string; value: string }) =>
      `Every way into this Postfix leads to \`${d.value}\`, so mail that the filter hands back is filtered again and again. Add a listener with \`-o ${d.parameter}=\` for the way back`,
  },
  scope: 'project',
  check({ project }, report) {
    const entries = entryPoints(project)
    if (entries.some(entry => !entry.known)) return
    const judge = (parameter: string, own: readonly (readonly [EntryPoint, Resolved | undefined])[]) => {
      const [first] = own
      const filter = first?.[1]
      if (filter === undefined || own.some(([, value]) => value?.text !== filter.text)) return
      const back = waysBack(
        project,
        own.map(([entry]) => entry),
      )
      for (const { service } of back) {
        report({
          at: { file: project.master?.source.name ?? '', range: service.entry.service.range },
          say: ['back', { parameter }],
          related: [{ at: wholeValue(filter), message: 'the filter' }],
          services: [service],
        })
      }
      if (back.length > 0 || !isWholeMaster(project)) return
      for (const value of new Set(own.map(([, resolved]) => resolved))) {
        if (value) report({ at: wholeValue(value), say: ['everywhere', { parameter, value: value.text }] })
      }
    }
    const contentFilter = entries[0]?.contentFilter
    if (contentFilter && staysHere(project, contentFilter)) {
      judge(
        'content_filter',
        entries.map(entry => [entry, entry.contentFilter] as const),
      )
    }
    const servers = entries.filter(({ service }) => service.program === 'smtpd')
    const proxy = servers[0]?.proxyFilter
    const host = proxy && readDestination({ ...wholeValue(proxy), value: proxy.text })
    // `smtpd_proxy_filter = 10025` is a port of this host (`src/smtpd/smtpd_proxy.c`).
    if (
      proxy &&
      (host === undefined || host.type === 'socket' || host.port === undefined || isLoopbackHost(host.host.value))
    ) {
      judge(
        'smtpd_proxy_filter',
        servers.map(entry => [entry, entry.proxyFilter] as const),
      )
    }
  },
  examples: [
    {
      title: 'The listener behind the filter has the filter too',
      'main.cf': `
        content_filter = scan:[127.0.0.1]:10025
      `,
      'master.cf': `
        smtp inet n - n - - smtpd
        pickup unix n - n 60 1 pickup
        scan unix - - n - 10 smtp
        «127.0.0.1:10026» inet n - n - 10 smtpd
          -o smtpd_recipient_restrictions=permit_mynetworks,reject
      `,
    },
    {
      title: 'A before-queue filter for all',
      'main.cf': `
        smtpd_proxy_filter = 127.0.0.1:10025
      `,
      'master.cf': `
        smtp inet n - n - 20 smtpd
        «127.0.0.1:10026» inet n - n - - smtpd
      `,
    },
    {
      title: 'The filter is off on its way back',
      clean: true,
      'main.cf': `
        content_filter = scan:[127.0.0.1]:10025
      `,
      'master.cf': `
        smtp inet n - n - - smtpd
        pickup unix n - n 60 1 pickup
        scan unix - - n - 10 smtp
        127.0.0.1:10026 inet n - n - 10 smtpd
          -o content_filter=
          -o receive_override_options=no_header_body_checks,no_unknown_recipient_checks,no_milters
          -o smtpd_relay_restrictions=permit_mynetworks,reject
          -o smtpd_recipient_restrictions=permit_mynetworks,reject
          -o mynetworks=127.0.0.0/8
      `,
    },
  ],
})
