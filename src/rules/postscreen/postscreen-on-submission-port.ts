import { disabledServices } from '../../config/disabled-services.js'
import { portNumber, readInetEndpoint } from '../../config/inet-endpoint.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'postscreen-on-submission-port',
  severity: 'warning',
  since: '0.1.0',
  postfix: { from: '2.8' },
  fix: 'none',
  summary: 'postscreen on a port for people, in place of mail servers',
  why: `postscreen(8) is for port 25, to keep spam robots away from the server. People's mail programs on the ports 587 and 465
fail its tests: they come from home addresses that DNS lists have in them, and do not come back when told to try later. On
port 465, clients also begin with TLS at once, and postscreen(8) begins in plain text, so they wait for each other. Run
smtpd(8) on these ports.`,
  see: ['POSTSCREEN_README', 'postscreen(8)', 'RFC 8314'],
  evidence: { kind: 'source', because: 'postscreen.c sends its greeting without TLS; there is no wrapper mode in it' },
  messages: {
    wrapped: (d: { name: string }) =>
      `Nobody can connect to \`${d.name}\`: clients of port 465 begin with TLS, and \`postscreen\` with plain text. Run \`smtpd -o smtpd_tls_wrappermode=yes\` here`,
    people: (d: { name: string }) =>
      `\`${d.name}\` is for people's mail programs, which fail the tests of \`postscreen\`: it is for port 25 only. Run \`smtpd\` here`,
  },
  scope: 'service',
  programs: ['postscreen'],
  check({ project, service, config }, report) {
    const { port, problem } = readInetEndpoint(service.name)
    if (service.type !== 'inet' || problem !== undefined || disabledServices(project).has(service)) return
    const number = portNumber(project, port)
    if (number !== '465' && number !== '587') return
    // A proxy in front may take TLS off.
    const proxied = (config.get('postscreen_upstream_proxy_protocol')?.text ?? '') !== ''
    const wrapped = number === '465' && !proxied
    report({
      at: { file: project.master?.source.name ?? '', range: service.entry.command.range },
      say: [wrapped ? 'wrapped' : 'people', { name: service.name }],
    })
  },
  examples: [
    {
      title: 'On both ports',
      'master.cf': `
        submission inet n - n - 1 «postscreen»
        submissions inet n - n - 1 «postscreen»
        smtpd pass - - n - - smtpd
      `,
    },
    {
      title: 'On port 25',
      clean: true,
      'master.cf': `
        smtp inet n - n - 1 postscreen
        smtpd pass - - n - - smtpd
      `,
    },
  ],
})
