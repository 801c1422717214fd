import { isLoopbackHost } from '../../config/listeners.js'
import { matchPatterns } from '../../config/match-patterns.js'
import { isNetworkPattern, readNetwork } from '../../config/networks.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'untrusted-proxy-host',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'Many clients may tell the server that they are somebody else',
  why: `A client in \`smtpd_authorized_xclient_hosts\` can give itself any name, address and login (XCLIENT), and so pass for a host
in \`mynetworks\`; one in \`smtpd_authorized_xforward_hosts\` can put a false origin into the log (XFORWARD). The lists are for the one
proxy or filter that speaks for the real clients.`,
  see: ['XCLIENT_README', 'XFORWARD_README', 'postconf(5) smtpd_authorized_xclient_hosts'],
  evidence: {
    kind: 'source',
    because: 'smtpd(8) believes what such a client says; a short run has no client from outside',
  },
  messages: {
    everybody: (d: { value: string; what: string }) =>
      `\`${d.value}\` is everybody: each client may ${d.what}. List the addresses of your proxy alone`,
    many: (d: { value: string; what: string }) =>
      `Each client in \`${d.value}\` may ${d.what}: list the addresses of your proxy alone`,
  },
  scope: 'setting',
  parameters: ['smtpd_authorized_xclient_hosts', 'smtpd_authorized_xforward_hosts'],
  check({ setting, resolved }, report) {
    if (resolved.expanded.problem) return
    const what = setting.name.includes('xclient') ? 'take on any address and login' : 'put a false origin into the log'
    for (const pattern of matchPatterns(resolved)) {
      if (pattern.negations % 2 === 1) continue
      const { value } = pattern
      if (value.startsWith('static:')) report({ at: pattern, say: ['everybody', { value, what }], severity: 'error' })
      if (pattern.form !== 'pattern' || !isNetworkPattern(value)) continue
      const network = readNetwork(value)
      if (!network.ok) continue
      const host = value.replace(/\/.*/, '').replace(/[[\]]/g, '')
      if (network.prefix === 0) report({ at: pattern, say: ['everybody', { value, what }], severity: 'error' })
      else if (
        network.prefix < (network.address.family === 'ipv4' ? 24 : 64) &&
        !isLoopbackHost(host) &&
        !host.startsWith('127.')
      )
        report({ at: pattern, say: ['many', { value, what }] })
    }
  },
  examples: [
    {
      title: 'Everybody',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_authorized_xclient_hosts = «0.0.0.0/0»
      `,
    },
    {
      title: 'A whole private network',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_authorized_xclient_hosts = «10.0.0.0/8»
      `,
    },
    {
      title: 'The proxy',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_authorized_xclient_hosts = 192.0.2.25, 127.0.0.0/8
      `,
    },
  ],
})
