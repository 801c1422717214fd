import { readInetEndpoint } from '../../config/inet-endpoint.js'
import { isLocalOnly } from '../../config/listeners.js'
import { entryPoints, isFiltered, isReturnListener } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

const anyAddress = new Set(['0.0.0.0', '::'])

export default defineRule({
  id: 'open-return-listener',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'The listener behind a filter is open to the network',
  why: `The smtpd(8) that takes mail back from a filter has the filter switched off, and mostly the other checks too. Without an
address before the port it listens on all addresses: whoever connects to that port gets round the filter. Write
\`127.0.0.1:\` before the port.`,
  see: ['FILTER_README', 'SMTPD_PROXY_README', 'master(5)'],
  evidence: { kind: 'heuristic', because: 'a firewall may keep the port closed, which is not seen here' },
  messages: {
    open: (d: { port: string; parameter: string }) =>
      `This listener has \`${d.parameter}\` switched off and takes connections from everywhere: mail sent to port ${d.port} gets round the filter. Write \`127.0.0.1:${d.port}\``,
  },
  scope: 'project',
  check({ project }, report) {
    const entries = entryPoints(project)
    if (!entries.some(isFiltered)) return
    for (const entry of entries) {
      const { service } = entry
      const off = service.overrides.find(({ name }) => name === 'content_filter' || name === 'smtpd_proxy_filter')
      if (off === undefined || !entry.known || service.type !== 'inet' || !isReturnListener(project, entry)) continue
      // People log in here: a submission service on a port of its own.
      if (service.config.get('smtpd_sasl_auth_enable')?.text.toLowerCase() === 'yes') continue
      const { host, port } = readInetEndpoint(service.name)
      if (isLocalOnly(project, service) !== false || (host !== '' && !anyAddress.has(host))) continue
      const at = { file: project.master?.source.name ?? '', range: service.entry.service.range }
      report({
        at,
        say: ['open', { port, parameter: off.name }],
        services: [service],
        fix: { title: `Write \`127.0.0.1:${port}\``, edits: [{ ...at, text: `127.0.0.1:${port}` }] },
      })
    }
  },
  examples: [
    {
      title: 'Only a port',
      'main.cf': `
        content_filter = scan:[127.0.0.1]:10025
      `,
      'master.cf': `
        smtp inet n - n - - smtpd
        scan unix - - n - 10 smtp
        «10026» inet n - n - 10 smtpd
          -o content_filter=
          -o smtpd_recipient_restrictions=permit_mynetworks,reject
      `,
      fixed: {
        'master.cf': `
          smtp inet n - n - - smtpd
          scan unix - - n - 10 smtp
          127.0.0.1:10026 inet n - n - 10 smtpd
            -o content_filter=
            -o smtpd_recipient_restrictions=permit_mynetworks,reject
        `,
      },
    },
    {
      title: 'Reached from this host only',
      clean: true,
      'main.cf': `
        content_filter = scan:[127.0.0.1]:10025
      `,
      'master.cf': `
        smtp inet n - n - - smtpd
        scan unix - - n - 10 smtp
        127.0.0.1:10026 inet n - n - 10 smtpd
          -o content_filter=
          -o smtpd_relay_restrictions=permit_mynetworks,reject
          -o smtpd_recipient_restrictions=permit_mynetworks,reject
      `,
    },
  ],
})
