import { nameLocation, originOf, type ValuePlace, wholeValue } from '../../config/elements.js'
import type { Project } from '../../config/project.js'
import { findRelayControl } from '../../config/relay-decision.js'
import { type RestrictionView, restrictionViews, servicesOf } from '../../config/restriction-programs.js'
import { isWholeMaster } from '../../config/well-known-services.js'
import type { Location } from '../../text/range.js'
import { defineRule } from '../define.js'

/** Where to point when nothing in the lists is at fault: a list that is written, or the service itself. */
function placeOf(project: Project, view: RestrictionView, lists: readonly string[]): ValuePlace | Location | undefined {
  const written = lists.flatMap(name => view.config.get(name) ?? []).filter(({ setting }) => setting !== undefined)
  const own = written.find(({ from, text }) => from === 'master.cf' && text !== '')
  const chosen = own ?? written.find(({ text }) => text !== '') ?? written[0]
  if (chosen?.setting !== undefined) {
    const value = wholeValue(chosen)
    return chosen.text !== '' && originOf(value) ? value : nameLocation(chosen.setting)
  }
  const { service } = view
  return service && project.master && { file: project.master.source.name, range: service.entry.service.range }
}

export default defineRule({
  id: 'no-relay-control',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'An SMTP server has no restriction that stops strangers from relaying',
  why: `Before it serves anybody, smtpd(8) looks in \`smtpd_relay_restrictions\` and \`smtpd_recipient_restrictions\` for a
restriction that refuses mail of strangers to other domains: \`reject_unauth_destination\`, \`defer_unauth_destination\`,
\`reject\`, \`defer\` or \`defer_if_permit\`, in at least one of the two. One that stands after \`permit\`, or right after
\`warn_if_reject\`, does not count. Without one it stops with a fatal error at each connection, and no mail comes in. Below
compatibility level 1 the default of \`smtpd_relay_restrictions\` is empty, so a main.cf that sets neither list nor
\`compatibility_level\` has this fault, too.`,
  see: ['SMTPD_ACCESS_README', 'postconf(5) smtpd_relay_restrictions', 'src/smtpd/smtpd_check.c'],
  evidence: {
    kind: 'source',
    because:
      'smtpd logs "specify at least one working instance of", but for an empty main.cf as well, which proof runs leave out',
  },
  messages: {
    missing: (d: { lists: string; empty: boolean }) =>
      `smtpd stops with a fatal error at each connection: nothing in ${d.lists} stops strangers from relaying. ${d.empty ? 'Set' : 'Add'} \`reject_unauth_destination\`${d.empty ? ' in one of them' : ''}`,
    permit: (d: { lists: string }) =>
      `smtpd stops with a fatal error at each connection: \`permit\` lets everybody relay before anything in ${d.lists} stops them. Write \`reject_unauth_destination\` before it`,
    warned: (d: { name: string }) =>
      `smtpd stops with a fatal error at each connection: after \`warn_if_reject\`, \`${d.name}\` only logs, and nothing else stops strangers from relaying`,
    level: (d: { release: string }) =>
      `smtpd of Postfix ${d.release} stops with a fatal error at each connection: without \`compatibility_level\`, \`smtpd_relay_restrictions\` is empty there. Set the level, or \`smtpd_relay_restrictions\``,
  },
  scope: 'project',
  check({ project }, report) {
    if (!project.hasMain) return
    const { catalog } = project
    const { lists } = catalog.relayRequirement()
    const quoted = lists.map(name => `\`${name}\``).join(' or ')
    const withoutLevel: RestrictionView[] = []
    for (const view of restrictionViews(project)) {
      const programs = view.programs.filter(({ list }) => lists.includes(list.parameter))
      if (!view.complete || programs.length !== lists.length) continue
      const searches = programs.map(program => findRelayControl(program, catalog))
      if (searches.some(({ found }) => found)) continue
      const place = placeOf(project, view, lists)
      const warned = searches.find(search => search.warned && originOf(search.warned))?.warned
      const permit = searches.find(search => search.permit && originOf(search.permit))?.permit
      const written = programs.some(({ resolved }) => resolved.setting !== undefined)
      // An excerpt may leave out the level, on which the default of the relay list depends.
      const hinges = catalog.atLeast('3.3') && !view.config.get('compatibility_level')?.setting
      const byDefault = programs.some(({ resolved, list }) => list.place === 'relay' && resolved.setting === undefined)
      const certain = project.hasMaster && (!hinges || !byDefault || isWholeMaster(project))
      const shared = { ...servicesOf(view), ...(!certain && { severity: 'warning' as const }) }
      if (warned) report({ at: warned, say: ['warned', { name: warned.value }], ...shared })
      else if (permit) report({ at: permit, say: ['permit', { lists: quoted }], ...shared })
      else if (place) {
        const empty = programs.every(({ items }) => items.length === 0)
        if (hinges && !written) withoutLevel.push(view)
        else report({ at: place, say: ['missing', { lists: quoted, empty }], ...shared })
      }
    }
    // One remedy for all services, so it is said once.
    const [first] = isWholeMaster(project) ? withoutLevel : []
    const at = first && placeOf(project, first, lists)
    const services = withoutLevel.flatMap(({ service }) => service ?? [])
    if (at) report({ at, say: ['level', { release: catalog.version.split('.').slice(0, 2).join('.') }], services })
  },
  examples: [
    {
      title: 'Only permits',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_relay_restrictions = «permit_mynetworks, permit_sasl_authenticated»
      `,
    },
    {
      title: 'The control only logs',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_relay_restrictions = permit_mynetworks, warn_if_reject «reject_unauth_destination»
      `,
    },
    {
      title: '`permit` comes first',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_relay_restrictions = permit_mynetworks, «permit»
      `,
    },
    {
      title: 'A service that empties the list',
      'main.cf': `
        compatibility_level = 3.6
      `,
      'master.cf': `
        smtp inet n - y - - smtpd
        10025 inet n - y - - smtpd
          -o «smtpd_relay_restrictions»=
      `,
    },
    {
      title: 'The default of old',
      'main.cf': `
        myhostname = mail.example.com
      `,
      'master.cf': `
        «smtp»    inet  n  -  y  -     -  smtpd
        pickup    unix  n  -  y  60    1  pickup
        cleanup   unix  n  -  y  -     0  cleanup
        qmgr      unix  n  -  n  300   1  qmgr
        tlsmgr    unix  -  -  y  1000? 1  tlsmgr
        rewrite   unix  -  -  y  -     -  trivial-rewrite
        bounce    unix  -  -  y  -     0  bounce
        defer     unix  -  -  y  -     0  bounce
        trace     unix  -  -  y  -     0  bounce
        verify    unix  -  -  y  -     1  verify
        flush     unix  n  -  y  1000? 0  flush
        proxymap  unix  -  -  n  -     -  proxymap
        smtp      unix  -  -  y  -     -  smtp
      `,
    },
    {
      title: 'One of the two lists is enough',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_relay_restrictions =
        smtpd_recipient_restrictions = permit_mynetworks, reject_unauth_destination
      `,
    },
  ],
})
