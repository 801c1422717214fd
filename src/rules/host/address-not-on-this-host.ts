import { type Address, parseAddress } from '../../config/addresses.js'
import { certainValue } from '../../config/certain-values.js'
import { listItems } from '../../config/elements.js'
import type { HostDescription } from '../../config/facts.js'
import { serviceEndpoints } from '../../config/service-endpoints.js'
import { defineRule } from '../define.js'

/** The addresses of a host, as a set of their bytes; undefined when none is known. */
function ownAddresses({ addresses = [] }: HostDescription): ReadonlySet<string> | undefined {
  const own = addresses.flatMap(({ address }) => {
    const parsed = parseAddress(address)
    return parsed === undefined ? [] : [keyOf(parsed)]
  })
  return own.length === 0 ? undefined : new Set(own)
}

const keyOf = (address: Address) => address.bytes.join('.')

/** `0.0.0.0` and `::`: any address. */
const isAny = (address: Address) => address.bytes.every(byte => byte === 0)

const clientParameters = ['smtp_bind_address', 'smtp_bind_address6', 'lmtp_bind_address', 'lmtp_bind_address6']

export default defineRule({
  id: 'address-not-on-this-host',
  severity: 'error',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'An address is named that no network interface of this host has',
  why: `Postfix can only listen on, and send from, addresses of the host's own interfaces. An address of another host, or one
that changed, in \`inet_interfaces\` stops every Postfix program; in the first column of master.cf it stops the start
("Cannot assign requested address"); as \`smtp_bind_address\` it is passed over with a warning for each connection. Behind address
translation, the public address belongs into \`proxy_interfaces\`, not here.`,
  see: ['postconf(5) inet_interfaces', 'postconf(5) proxy_interfaces', 'src/global/own_inet_addr.c'],
  evidence: {
    kind: 'source',
    because: 'the place where examples are tried is given each address that they name (`src/global/own_inet_addr.c`)',
  },
  messages: {
    interfaces: (d: { address: string }) =>
      `No network interface of this host has the address \`${d.address}\`: every Postfix program stops with a fatal error. A public address in front of this host goes into \`proxy_interfaces\``,
    listen: (d: { address: string }) =>
      `No network interface of this host has the address \`${d.address}\`: Postfix cannot listen there and stops at the start`,
    send: (d: { address: string; parameter: string }) =>
      `No network interface of this host has the address \`${d.address}\`: mail is not sent from it, with a warning for each connection (\`${d.parameter}\`)`,
  },
  scope: 'project',
  check({ project }, report) {
    const own = project.host && ownAddresses(project.host)
    if (own === undefined) return
    const foreign = (text: string): boolean => {
      const address = parseAddress(text.replace(/^\[(.*)\]$/, '$1'))
      return address !== undefined && !isAny(address) && !own.has(keyOf(address))
    }
    const interfaces = certainValue(project.base, 'inet_interfaces')
    for (const item of interfaces === undefined ? [] : listItems(interfaces)) {
      if (foreign(item.value)) report({ at: item, say: ['interfaces', { address: item.value }] })
    }
    for (const { service, inet } of serviceEndpoints(project)) {
      if (inet === undefined || !foreign(inet.host)) continue
      const file = project.master?.source.name ?? ''
      const { range } = service.entry.service
      report({ at: { file, range }, say: ['listen', { address: inet.host }], services: [service] })
    }
    for (const view of [project.base, ...project.services.map(({ config }) => config)]) {
      for (const parameter of clientParameters) {
        const resolved = view.sets(parameter) ? certainValue(view, parameter) : undefined
        if (resolved === undefined || !foreign(resolved.text)) continue
        const at = { text: resolved.expanded.text, span: { start: 0, end: resolved.text.length } }
        report({ at, say: ['send', { address: resolved.text, parameter }], severity: 'warning' })
      }
    }
  },
  examples: [
    {
      title: 'The address in front of the host',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        inet_interfaces = 127.0.0.1, «203.0.113.25»
      `,
      host: { hostname: 'mail.example.com', addresses: [{ address: '127.0.0.1', prefix: 8 }] },
    },
    {
      title: 'Listening on the address of another host',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
      `,
      'master.cf': `
        «203.0.113.25:smtp» inet n - n - - smtpd
      `,
      host: { hostname: 'mail.example.com', addresses: [{ address: '192.0.2.25', prefix: 24 }] },
    },
    {
      title: 'An address of this host',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        inet_interfaces = 127.0.0.1, 192.0.2.25
      `,
      host: {
        hostname: 'mail.example.com',
        addresses: [
          { address: '127.0.0.1', prefix: 8 },
          { address: '192.0.2.25', prefix: 24 },
        ],
      },
    },
  ],
})
