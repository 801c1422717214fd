import { defineRule } from '../define.js'

/** Without it Postfix logs to syslog; with it, through the log service. */
const logFile = 'maillog_file'
const logService = 'postlog'
const stockEntry = 'postlog   unix-dgram n  -       n       -       1       postlogd'

export default defineRule({
  id: 'missing-log-service',
  severity: 'error',
  since: '0.1.0',
  postfix: { from: '3.4' },
  fix: 'unsafe',
  summary: 'A log file is set, but the service that writes it is missing',
  why: `With \`${logFile}\`, Postfix does not log to syslog: all programs send what they have to say to the service
\`${logService}\`, which writes it to the file. Without that service in master.cf, \`postfix start\` stops with a fatal error.`,
  see: ['MAILLOG_README', 'postlogd(8)', 'postconf(5) maillog_file', 'conf/postfix-script'],
  evidence: {
    kind: 'source',
    because:
      'conf/postfix-script asks for this entry before it starts master(8); what it says goes to the log file itself',
  },
  messages: {
    missing: () =>
      `master.cf has no service \`${logService}\` of type \`unix-dgram\`, which writes this log: Postfix does not start. Add \`${stockEntry.replaceAll(/\s+/g, ' ')}\``,
  },
  scope: 'setting',
  parameters: [logFile],
  check({ project, setting, resolved, service }, report) {
    if (service !== undefined || project.master === undefined || resolved.unknown || resolved.expanded.problem) return
    if (resolved.text === '' || project.base.get(logFile)?.setting !== setting) return
    // The start script asks for exactly this entry, whatever the service is called elsewhere.
    if (project.services.some(({ name, type }) => name === logService && type === 'unix-dgram')) return
    // An entry of another type has a finding of its own.
    if (project.services.some(({ name }) => name === logService)) return
    const { text, name: file } = project.master.source
    const end = { start: text.length, end: text.length }
    const edits = [{ file, range: end, text: `${text.endsWith('\n') || text === '' ? '' : '\n'}${stockEntry}\n` }]
    report({
      at: { file: setting.file, range: setting.nameRange },
      say: ['missing'],
      fix: { title: `Add the service \`${logService}\``, edits },
    })
  },
  examples: [
    {
      title: 'A master.cf from before Postfix 3.4',
      'main.cf': `
        «maillog_file» = /var/log/postfix.log
      `,
      'master.cf': `
        smtp inet n - y - - smtpd
      `,
      fixed: {
        'master.cf': `
          smtp inet n - y - - smtpd
          ${stockEntry}
        `,
      },
    },
    {
      title: 'With the service',
      clean: true,
      'main.cf': `
        maillog_file = /var/log/postfix.log
      `,
      'master.cf': `
        smtp inet n - y - - smtpd
        postlog unix-dgram n - n - 1 postlogd
      `,
    },
  ],
})
