import { disabledServices } from '../../config/disabled-services.js'
import { type EndpointProblem, readInetEndpoint } from '../../config/inet-endpoint.js'
import { defineRule } from '../define.js'

const faults: { readonly [problem in EndpointProblem]: string } = {
  'missing-bracket': 'the `]` is missing',
  'text-after-bracket': 'after the `]` only `:` and a port can follow',
  'bad-ipv6-address': 'there is no valid IPv6 address in the brackets',
  'missing-port': 'the port is missing',
  'bad-host': 'what stands before the port is neither a host name nor an address',
  'bad-port': 'a port that begins with a digit has to be a number',
}

/** `sockaddr_un` holds 108 bytes on Linux and 104 elsewhere, the terminating one included (`src/util/unix_listen.c`). */
const longestPath = 107

export default defineRule({
  id: 'bad-endpoint',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'The first column is no place where a service could listen',
  why: `The first column of an \`inet\` service is a port, or a host and a port: \`smtp\`, \`127.0.0.1:10025\`,
\`[2001:db8::1]:25\`. The first column of the other types is the name of a socket in the directory \`private\` or \`public\` of
the queue. When it cannot be read, Postfix stops with a fatal error and does not start.`,
  see: ['master(5)', 'src/util/host_port.c', 'src/master/master_ent.c', 'src/util/unix_listen.c'],
  evidence: {
    kind: 'log',
    says: [
      'missing "]"',
      'garbage after',
      'malformed IPv6 address',
      'missing service information',
      'valid hostname or network address required',
      'bind: private/',
      'too long',
    ],
    by: 'master',
  },
  messages: {
    inet: (d: { text: string; fault: string }) =>
      `Postfix cannot listen at \`${d.text}\`: ${d.fault}. It stops with a fatal error here and does not start`,
    slash: (d: { text: string }) =>
      `\`${d.text}\` holds a \`/\`, so its socket would be in a directory that Postfix does not make: it stops with a fatal error unless that directory exists`,
    long: (d: { length: number }) =>
      `The name of this service is too long for a socket: ${d.length} characters with its directory, where ${longestPath} fit. Postfix stops with a fatal error`,
  },
  scope: 'service',
  check({ project, service }, report) {
    const type = project.catalog.masterFields().types.find(known => known.type === service.type)
    if (type === undefined || disabledServices(project).has(service)) return
    const { text, range } = service.entry.service
    const at = { file: project.master?.source.name ?? '', range }
    if (type.mustBePublic) {
      const { problem } = readInetEndpoint(text)
      if (problem !== undefined) report({ at, say: ['inet', { text: text.slice(0, 60), fault: faults[problem] }] })
      return
    }
    const length = `${service.isPrivate ? 'private' : 'public'}/${text}`.length
    if (text.includes('/')) report({ at, say: ['slash', { text: text.slice(0, 60) }], severity: 'warning' })
    else if (length > longestPath) report({ at, say: ['long', { length }] })
  },
  examples: [
    {
      title: 'No closing bracket',
      'master.cf': `
        «[::1:10025» inet n - y - - smtpd
      `,
    },
    {
      title: 'No port',
      'master.cf': `
        «127.0.0.1:» inet n - y - - smtpd
      `,
    },
    {
      title: 'A slip in the port',
      'master.cf': `
        «127.0.0.1:10O25» inet n - y - - smtpd
      `,
    },
    {
      title: 'A directory that is not there',
      'master.cf': `
        «filters/spam» unix - n n - - pipe
          flags=Rq user=filter argv=/usr/local/bin/spamfilter -f \${sender} -- \${recipient}
      `,
    },
    {
      title: 'All the forms',
      clean: true,
      'master.cf': `
        smtp inet n - y - - smtpd
        127.0.0.1:10025 inet n - y - - smtpd
        [2001:db8::1]:10026 inet n - y - - smtpd
      `,
    },
  ],
})
