import { matchPatterns } from '../../config/match-patterns.js'
import { isNetworkPattern, readNetwork } from '../../config/networks.js'
import { defineRule } from '../define.js'

/** All of a private range, or the network that containers are given by default. */
const whole =
  /^(?:10\.0\.0\.0\/8|172\.16\.0\.0\/12|192\.168\.0\.0\/16|172\.1[789]\.0\.0\/16|172\.17\.0\.1(?:\/\d+)?|\[?f[cd]00::\]?\/[78])$/i

export default defineRule({
  id: 'container-network-trusted',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  summary: 'A whole private range, or the network of containers, may relay mail',
  why: `Clients in \`mynetworks\` relay without a password. When a container runtime, a load balancer or a router passes connections on under
an address of its own, all clients of the internet seem to come from the private network, and the server is an open relay. List the
machines that really send, or let the proxy tell who the client is (\`smtpd_upstream_proxy_protocol\`).`,
  see: ['postconf(5) mynetworks', 'postconf(5) smtpd_upstream_proxy_protocol'],
  evidence: { kind: 'heuristic', because: 'how connections reach this host is not in the configuration' },
  messages: {
    container: (d: { value: string }) =>
      `All of \`${d.value}\` may relay: if a container bridge or a proxy passes connections on from there, that is everybody. List the machines that really send`,
  },
  scope: 'setting',
  parameters: ['mynetworks'],
  check({ resolved }, report) {
    if (resolved.expanded.problem) return
    for (const pattern of matchPatterns(resolved)) {
      const { value } = pattern
      if (pattern.form === 'nothing' || pattern.negations % 2 === 1 || !isNetworkPattern(value)) continue
      if (whole.test(value) && readNetwork(value).ok) report({ at: pattern, say: ['container', { value }] })
    }
  },
  examples: [
    {
      title: 'The usual network of containers',
      'main.cf': `
        compatibility_level = 3.6
        mynetworks = 127.0.0.0/8, «172.17.0.0/16»
      `,
    },
    {
      title: 'One machine',
      clean: true,
      'main.cf': `
        compatibility_level = 3.11
        mynetworks = 127.0.0.0/8, 192.0.2.7
      `,
    },
  ],
})
