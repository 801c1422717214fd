import { certainValue, writtenPlace } from '../../config/certain-values.js'
import { readInetEndpoint } from '../../config/inet-endpoint.js'
import { isLocalOnly } from '../../config/listeners.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'open-proxy-protocol',
  severity: 'info',
  since: '0.1.0',
  postfix: { from: '2.10' },
  fix: 'none',
  summary: 'Whoever connects may say which address he comes from',
  why: `With the protocol of HAProxy the first line of a connection says who the client is, and Postfix believes it: nothing in Postfix
limits who may say so. When the port can be reached without the proxy, anybody can pass for a host in \`mynetworks\` and relay
mail. The service should listen on an address that only the proxy reaches, or a firewall has to see to it.`,
  see: [
    'postconf(5) smtpd_upstream_proxy_protocol',
    'postconf(5) postscreen_upstream_proxy_protocol',
    'src/smtpd/smtpd_haproxy.c',
  ],
  evidence: { kind: 'heuristic', because: 'a firewall may let only the proxy in' },
  messages: {
    open: (d: { service: string; name: string }) =>
      `Everybody who reaches \`${d.service}\` can take on any address with \`${d.name}\`: let only the proxy connect, by a firewall or an address of its own`,
  },
  scope: 'service',
  programs: ['smtpd', 'postscreen'],
  check({ project, service, config }, report) {
    if (service.type !== 'inet' || isLocalOnly(project, service) !== false) return
    const name = service.program === 'smtpd' ? 'smtpd_upstream_proxy_protocol' : 'postscreen_upstream_proxy_protocol'
    const value = certainValue(config, name)
    if (value === undefined || value.text === '') return
    const { host } = readInetEndpoint(service.name)
    if (/^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|f[cd])/i.test(host)) return
    const at = writtenPlace(value)
    if (at !== undefined) report({ at, say: ['open', { service: service.name, name }] })
  },
  examples: [
    {
      title: 'On all addresses',
      'main.cf': `
        compatibility_level = 3.6
      `,
      'master.cf': `
        2525 inet n - n - - smtpd
          -o smtpd_upstream_proxy_protocol=«haproxy»
      `,
    },
    {
      title: 'On an inner address',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
      `,
      'master.cf': `
        10.0.0.5:2525 inet n - n - - smtpd
          -o smtpd_upstream_proxy_protocol=haproxy
      `,
    },
  ],
})
