import { certainValue, writtenPlace } from '../../config/certain-values.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'proxy-protocol-behind-postscreen',
  severity: 'warning',
  since: '0.1.0',
  postfix: { from: '2.10' },
  fix: 'none',
  summary: 'The server behind postscreen is to hear from a proxy who the client is',
  why: `A service of type \`pass\` gets its connections from postscreen(8), which says itself who the client is. smtpd(8) logs a warning
there and takes no notice of \`smtpd_upstream_proxy_protocol\`. The proxy connects to postscreen, so the setting is
\`postscreen_upstream_proxy_protocol\`.`,
  see: ['POSTSCREEN_README', 'postconf(5) postscreen_upstream_proxy_protocol', 'src/smtpd/smtpd_peer.c'],
  evidence: { kind: 'source', because: 'smtpd_peer_from_pass_attr() ignores it with a warning, once a client comes' },
  messages: {
    behind: (d: { service: string }) =>
      `\`${d.service}\` hears from postscreen who the client is, and takes no notice of this: set \`postscreen_upstream_proxy_protocol\` instead`,
  },
  scope: 'service',
  programs: ['smtpd'],
  check({ service, config }, report) {
    if (service.type !== 'pass') return
    const value = certainValue(config, 'smtpd_upstream_proxy_protocol')
    const at = value === undefined || value.text === '' ? undefined : writtenPlace(value)
    if (at !== undefined) report({ at, say: ['behind', { service: service.label }] })
  },
  examples: [
    {
      title: 'On the wrong side',
      'main.cf': `
        compatibility_level = 3.6
      `,
      'master.cf': `
        smtp inet n - y - 1 postscreen
        smtpd pass - - y - - smtpd
          -o smtpd_upstream_proxy_protocol=«haproxy»
      `,
    },
    {
      title: 'On the right one',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
      `,
      'master.cf': `
        10.0.0.5:smtp inet n - y - 1 postscreen
          -o postscreen_upstream_proxy_protocol=haproxy
        smtpd pass - - y - - smtpd
      `,
    },
  ],
})
