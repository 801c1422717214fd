import { nameLocation } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { findTransport } from '../../config/service-lookup.js'
import { readTransport } from '../../config/transport-specs.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'fallback-relay-on-mx',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  summary: 'A backup mail server hands mail to a fallback relay',
  why: `\`smtp_fallback_relay\` takes mail that cannot be delivered at once. On a host that keeps mail for other servers
(\`relay_domains\`) this goes wrong when such a server is down: the mail goes to the fallback host instead of waiting here,
and can come back. The stock master.cf used to have \`-o smtp_fallback_relay=\` for the \`relay\` service for this reason.`,
  see: ['postconf(5) smtp_fallback_relay', 'master(5)'],
  evidence: { kind: 'heuristic', because: 'the fallback host may be meant to keep the mail' },
  messages: {
    fallback: () =>
      'Mail for `relay_domains` goes to this fallback as well when its server is down, and may loop back. Add `-o smtp_fallback_relay=` to the `relay` service',
  },
  scope: 'setting',
  parameters: ['smtp_fallback_relay'],
  check({ project, setting, resolved, view, service }, report) {
    if (service !== undefined || resolved.text === '' || view.get(setting.name)?.setting !== setting) return
    const domains = view.get('relay_domains')
    if (domains?.setting === undefined || !isReadable(domains) || domains.list().length === 0) return
    const transport = view.get('relay_transport')
    const name = transport && isReadable(transport) ? readTransport(transport)?.transport.value : undefined
    const relay = name === undefined ? undefined : findTransport(project, name)
    if (relay?.program !== 'smtp' || relay.config.get(setting.name)?.setting !== setting) return
    report({ at: nameLocation(setting), say: ['fallback'] })
  },
  examples: [
    {
      title: 'For all mail',
      'main.cf': `
        relay_domains = example.net
        «smtp_fallback_relay» = [fallback.example.com]
      `,
      'master.cf': `
        relay unix - - n - - smtp
      `,
    },
    {
      title: 'Not for the domains that are kept',
      clean: true,
      'main.cf': `
        relay_domains = example.net
        relay_recipient_maps = texthash:/etc/postfix/relay_recipients
        smtp_fallback_relay = [fallback.example.com]
      `,
      'master.cf': `
        smtp unix - - n - - smtp
        relay unix - - n - - smtp
          -o smtp_fallback_relay=
      `,
    },
  ],
})
