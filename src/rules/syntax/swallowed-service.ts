import { readAsService } from '../../config/line-readings.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'swallowed-service',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'An indented service is taken as arguments of the service above it',
  why: `A line of master.cf that begins with white space continues the entry above it. So an indented service does not
exist, and its columns become arguments of the service above, which most programs refuse with a fatal error.`,
  see: ['master(5)', 'src/util/readlline.c'],
  evidence: { kind: 'log', says: ['unexpected command-line argument'], by: 'smtpd' },
  messages: {
    swallowed: (d: { name: string; above: string }) =>
      `There is no service \`${d.name}\`: the white space before it makes this line a list of arguments of \`${d.above}\`. Begin it in the first column`,
  },
  scope: 'file',
  files: ['master-cf'],
  check({ file, project }, report) {
    for (const line of file.lines) {
      if (line.type !== 'service' && line.type !== 'incomplete-service') continue
      const [first] = line.fields
      for (const piece of line.pieces.slice(1)) {
        const reading = readAsService(file.source.text, piece, project.catalog)
        if (reading === undefined || first === undefined) continue
        const name = file.source.name
        report({
          at: { file: name, range: reading.range },
          say: ['swallowed', { name: reading.name, above: first.text }],
          related: [{ at: { file: name, range: first.range }, message: `continues \`${first.text}\`` }],
          fix: {
            title: 'Begin the service in the first column',
            edits: [{ file: name, range: { start: piece.start, end: reading.range.start }, text: '' }],
          },
        })
      }
    }
  },
  examples: [
    {
      title: 'A blank too many',
      'main.cf': `
        compatibility_level = 3.6
      `,
      'master.cf': `
        proxymap unix - - n - - proxymap
        smtp inet n - y - - smtpd
         «submission inet n - y - - smtpd»
          -o smtpd_tls_security_level=encrypt
      `,
      fixed: {
        'master.cf': `
          proxymap unix - - n - - proxymap
          smtp inet n - y - - smtpd
          submission inet n - y - - smtpd
            -o smtpd_tls_security_level=encrypt
        `,
      },
    },
    {
      title: 'Each service begins in the first column',
      clean: true,
      'master.cf': `
        smtp inet n - y - - smtpd
        2525 inet n - y - - smtpd
          -o smtpd_tls_security_level=encrypt
      `,
    },
  ],
})
