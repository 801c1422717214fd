import { knownItems } from '../../config/elements.js'
import { isReadable, words } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'null-client-keeps-domain',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A host that only sends mail keeps the mail for its own domain',
  why: `A host that takes no mail from the network (\`inet_interfaces = loopback-only\`) and sends everything through a relay
host should deliver nothing itself. With the domain in \`mydestination\`, what its programs write to people of the domain is
put into local mailboxes, or returned as "unknown user", and never reaches the mail server.`,
  see: ['STANDARD_CONFIGURATION_README', 'postconf(5) mydestination'],
  evidence: { kind: 'heuristic', because: 'somebody may read the mail of the domain on this host' },
  messages: {
    kept: (d: { domain: string; relay: string }) =>
      `Mail for \`${d.domain}\` stays on this host, which takes none from the network and sends the rest to \`${d.relay}\`. Leave it out of \`mydestination\``,
  },
  scope: 'project',
  check({ project }, report) {
    const { base } = project
    const [relay, interfaces, domain] = ['relayhost', 'inet_interfaces', 'mydomain'].map(name => base.get(name))
    const local = base.get('mydestination')
    if (!relay || relay.text === '' || !isReadable(relay) || !interfaces || !words(interfaces).has('loopback-only'))
      return
    if (!local?.setting || local.expanded.problem || !domain || !isReadable(domain) || domain.text === '') return
    const own = base.get('myhostname')
    // The name of the host is its own to keep.
    if (own && isReadable(own) && own.text.toLowerCase() === domain.text.toLowerCase()) return
    const item = knownItems(local).find(({ value }) => value.toLowerCase() === domain.text.toLowerCase())
    if (item) report({ at: item, say: ['kept', { domain: domain.text, relay: relay.text }] })
  },
  examples: [
    {
      title: 'Reports for the administrator stay here',
      'main.cf': `
        myhostname = www.example.com
        mydestination = $myhostname, localhost, «example.com»
        inet_interfaces = loopback-only
        relayhost = [mail.example.com]
      `,
    },
    {
      title: 'Nothing is delivered here',
      clean: true,
      'main.cf': `
        myhostname = www.example.com
        mydestination =
        inet_interfaces = loopback-only
        relayhost = [mail.example.com]
      `,
    },
  ],
})
