import { listItems, valueLocation } from '../../config/elements.js'
import { isLoopbackHost, isServerPort } from '../../config/listeners.js'
import { readDestination } from '../../config/transport-specs.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'relayhost-is-this-host',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'Mail is relayed to this very host',
  why: `\`relayhost\` is where Postfix sends all mail for other domains. When that is the host itself, Postfix connects to its own
port 25, notices the greeting with its own name, and gives up: "mail for ... loops back to myself". To send mail directly,
leave \`relayhost\` empty.`,
  see: ['postconf(5) relayhost', 'src/smtp/smtp_proto.c'],
  evidence: {
    kind: 'source',
    because: 'smtp(8) finds it out by connecting, for which it needs a resolvable name and a message (`smtp_helo`)',
  },
  messages: {
    own: (d: { parameter: string; host: string }) =>
      `\`${d.parameter}\` is this host itself (\`myhostname\`): no mail for other domains is sent ("loops back to myself"). Leave it empty to send mail directly`,
    loopback: (d: { parameter: string; host: string }) =>
      `\`${d.parameter}\` \`${d.host}\` is port 25 of this host, where this Postfix listens: no mail for other domains is sent ("loops back to myself")`,
  },
  scope: 'setting',
  parameters: ['relayhost', 'smtp_fallback_relay'],
  check({ project, setting, resolved, view }, report) {
    // Whatever the name is, it is this host's.
    if (/^\[?\$\{?myhostname\}?\]?$/.test(setting.value.text)) {
      const severity = setting.name === 'relayhost' ? 'error' : 'warning'
      report({
        at: valueLocation(setting),
        say: ['own', { parameter: setting.name, host: '$myhostname' }],
        severity,
      })
      return
    }
    if (resolved.unknown || resolved.expanded.problem) return
    const own = view.get('myhostname')
    const ownName = own && !own.unknown && !own.expanded.problem ? own.text.toLowerCase() : undefined
    const listens = project.services.some(({ type, name, program }) => {
      return type === 'inet' && program === 'smtpd' && isServerPort(project, name)
    })
    for (const item of listItems(resolved)) {
      const destination = readDestination(item)
      if (destination?.type !== 'host') continue
      const { host, port } = destination
      if (!isServerPort(project, port?.value ?? 'smtp') || host.value === '') continue
      if (host.value.toLowerCase() === ownName) {
        const severity = setting.name === 'relayhost' ? 'error' : 'warning'
        report({ at: host, say: ['own', { parameter: setting.name, host: host.value }], severity })
      } else if (isLoopbackHost(host.value) && listens) {
        report({ at: host, say: ['loopback', { parameter: setting.name, host: host.value }], severity: 'warning' })
      }
    }
  },
  examples: [
    {
      title: 'The own name as relay host',
      'main.cf': `
        myhostname = mail.example.com
        relayhost = [«mail.example.com»]:25
      `,
    },
    {
      title: 'Another host, or a filter on another port',
      clean: true,
      'main.cf': `
        myhostname = mail.example.com
        relayhost = [127.0.0.1]:10025
      `,
    },
  ],
})
