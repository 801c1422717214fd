import { parseAddress } from '../../config/addresses.js'
import { certainText, writtenPlace } from '../../config/certain-values.js'
import { defineRule } from '../define.js'

/** Name servers of resolv.conf(5), and whether answers may be called authentic. */
function resolver(text: string): { readonly servers: readonly string[]; readonly trusted: boolean } {
  const lines = text.split('\n').map(line => line.trim().split(/\s+/))
  const servers = lines.flatMap(([word, server]) => (word === 'nameserver' && server !== undefined ? [server] : []))
  return { servers, trusted: lines.some(([word, ...rest]) => word === 'options' && rest.includes('trust-ad')) }
}

function isOwn(server: string): boolean {
  const address = parseAddress(server.replace(/%.*/, ''))
  if (address === undefined) return false
  return address.family === 'ipv4'
    ? address.bytes[0] === 127
    : address.bytes.every((byte, at) => byte === (at === 15 ? 1 : 0))
}

export default defineRule({
  id: 'dane-without-own-resolver',
  severity: 'warning',
  since: '0.1.0',
  postfix: { from: '2.11' },
  needs: 'host',
  fix: 'none',
  summary: 'DNSSEC answers are taken from a name server across the network',
  why: `With \`smtp_dns_support_level = dnssec\` (DANE), Postfix believes the name server that an answer was verified. It can
do so only when nobody can change the answer on its way: the name server has to run on this host (\`127.0.0.1\` or \`::1\`). From glibc
2.31 on, /etc/resolv.conf also needs \`options trust-ad\`: without it the mark is taken off and DANE silently does nothing.`,
  see: ['postconf(5) smtp_dns_support_level', 'TLS_README', 'resolv.conf(5)'],
  evidence: { kind: 'source', because: 'Postfix cannot tell, and logs nothing' },
  messages: {
    remote: (d: { server: string }) =>
      `/etc/resolv.conf names the name server \`${d.server}\`, which is not this host: whoever sits between can forge answers that count as verified. Run a validating resolver here`,
    untrusted: () =>
      'In /etc/resolv.conf, `options trust-ad` is missing: from glibc 2.31 on no answer counts as verified, and DANE does nothing. Add it',
  },
  scope: 'project',
  check({ project }, report) {
    const level = project.base.get('smtp_dns_support_level')
    if (certainText(project.base, 'smtp_dns_support_level')?.toLowerCase() !== 'dnssec') return
    const at = writtenPlace(level)
    const fact = project.facts.path('/etc/resolv.conf')
    if (at === undefined || typeof fact === 'string' || fact.text === undefined) return
    const { servers, trusted } = resolver(fact.text)
    const remote = servers.find(server => !isOwn(server))
    if (remote !== undefined) report({ at, say: ['remote', { server: remote }] })
    else if (!trusted && servers.length > 0) report({ at, say: ['untrusted'], severity: 'info' })
  },
  examples: [
    {
      title: 'The name server of the network',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        smtp_tls_security_level = dane
        smtp_dns_support_level = «dnssec»
      `,
      files: { '/etc/resolv.conf': { text: 'nameserver 192.0.2.53\noptions trust-ad\n' } },
    },
    {
      title: 'A name server on this host that may not call answers verified',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        smtp_tls_security_level = dane
        smtp_dns_support_level = «dnssec»
      `,
      files: { '/etc/resolv.conf': { text: 'nameserver 127.0.0.1\n' } },
    },
    {
      title: 'A resolver of its own',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        smtp_tls_security_level = dane
        smtp_dns_support_level = dnssec
      `,
      files: { '/etc/resolv.conf': { text: 'nameserver 127.0.0.1\noptions trust-ad\n' } },
    },
  ],
})
