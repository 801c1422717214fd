import { defineRule } from '../define.js'

export default defineRule({
  id: 'split-service-line',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  summary: 'The name and the type of a service are not on the same line',
  why: `master(8) joins an entry that goes on over several lines, so it starts such a service. \`postconf -M\`, \`-F\` and \`-P\`, and the
upgrade scripts that use them, demand the name and the type on the first line when they change the file, and stop with a fatal error
otherwise.`,
  see: ['postconf(1)', 'src/postconf/postconf_edit.c'],
  evidence: { kind: 'source', because: 'pcf_edit_master() stops at such an entry' },
  messages: {
    split: (d: { name: string }) =>
      `The type of \`${d.name}\` stands on another line: Postfix takes that, but \`postconf\` cannot change this file. Put both on one line`,
  },
  scope: 'service',
  check({ project, service }, report) {
    const source = project.master?.source
    if (source === undefined) return
    const { service: name, transport } = service.entry
    if (!source.text.slice(name.range.end, transport.range.start).includes('\n')) return
    report({ at: { file: source.name, range: name.range }, say: ['split', { name: service.name }] })
  },
  examples: [
    {
      title: 'On two lines',
      'master.cf': `
        «smtp»
          inet n - n - - smtpd
      `,
    },
    {
      title: 'Arguments on another line',
      clean: true,
      'master.cf': `
        smtp inet n - n - - smtpd
          -o smtpd_client_connection_count_limit=20
      `,
    },
  ],
})
