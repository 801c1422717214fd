import { type DnsblProblem, dnsblSites } from '../../config/dnsbl-sites.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

const reasons: { readonly [problem in DnsblProblem]: string } = {
  weight: 'a weight is one whole number after `*`',
  order: 'the filter stands before the weight: `domain=127.0.0.2*3`',
  filter: 'a filter is an address like `127.0.0.2` or `127.0.0.[2..11]`',
  domain: 'it is no domain name',
}

export default defineRule({
  id: 'bad-dnsbl-site',
  severity: 'error',
  since: '0.1.0',
  postfix: { from: '2.8' },
  fix: 'none',
  summary: 'A DNS list for postscreen that it cannot read',
  why: `An element of \`postscreen_dnsbl_sites\` is \`domain\`, with an optional filter for the answers and an optional weight behind
it: \`list.example.net=127.0.0.[2..11]*3\`. At anything else postscreen(8) stops with a fatal error as soon as a client
connects, and no mail comes in on its port.`,
  see: [
    'postconf(5) postscreen_dnsbl_sites',
    'POSTSCREEN_README',
    'src/postscreen/postscreen_dnsbl.c',
    'src/util/ip_match.c',
  ],
  evidence: {
    kind: 'log',
    says: ['bad DNSBL weight factor', 'bad DNSBL filter syntax', 'bad DNSBL domain name'],
    by: 'postscreen',
  },
  messages: {
    bad: (d: { text: string; reason: string }) =>
      `\`postscreen\` stops with a fatal error at \`${d.text}\`, so no mail comes in on its port: ${d.reason}`,
  },
  scope: 'setting',
  parameters: ['postscreen_dnsbl_sites'],
  check({ project, resolved, service }, report) {
    if (!isReadable(resolved)) return
    // Who does not run postscreen has no trouble.
    const runs = service
      ? service.program === 'postscreen'
      : project.services.some(({ program }) => program === 'postscreen')
    for (const { problem } of dnsblSites(resolved)) {
      if (problem === undefined) continue
      const say = ['bad', { text: problem.text.slice(0, 60), reason: reasons[problem.kind] }] as const
      report({ at: problem.at, say, ...(!runs && { severity: 'warning' }) })
    }
  },
  examples: [
    {
      title: 'Weight before filter, and a filter that is none',
      'main.cf': `
        compatibility_level = 3.6
        postscreen_dnsbl_sites = zen.example.net*«3=127.0.0.2»
      `,
      'master.cf': `
        smtp inet n - y - 1 postscreen
        smtpd pass - - y - - smtpd
        dnsblog unix - - y - 0 dnsblog
        tlsproxy unix - - y - 0 tlsproxy
      `,
    },
    {
      title: 'A filter that is no address',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        postscreen_dnsbl_sites = bl.example.net=«127.0.0»*2, bl2.example.net=«127.0.0.300», list.example.net*«1.5»
      `,
    },
    {
      title: 'Filters and weights',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        postscreen_dnsbl_threshold = 3
        postscreen_dnsbl_action = enforce
        postscreen_dnsbl_sites = zen.example.net=127.0.0.[2..11]*3 bl.example.net*2 list.example.net=127.0.[0..255].[1;2]*-2
      `,
    },
  ],
})
