import { accessResult } from '../../config/access-results.js'
import { replacePlace } from '../../config/elements.js'
import { findNamesake, findTransport, isHalfWritten, transportNames } from '../../config/service-lookup.js'
import { type ResultPart, resultOf, transportOf } from '../../config/table-values.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

const hostLike = /^\[|\.[a-z]{2,}$|^[0-9.]+$/i

export default defineRule({
  id: 'undefined-transport-in-table',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A table sends mail to a transport that master.cf does not have',
  why: `What stands before the first colon of a transport table's result (of all of it, if there is none) is the name of a
service of master.cf, with type \`unix\`. The host comes behind the colon: \`mail.example.com\` and \`mail.example.com:25\` name
a *service* \`mail.example.com\`, which is hardly meant; a host to send mail to is \`smtp:[mail.example.com]\` or
\`smtp:[mail.example.com]:25\`. Mail for a transport that does not exist stays in the queue until it is returned.

The same is true of \`FILTER transport:destination\` in access tables.`,
  see: ['transport(5)', 'access(5)', 'src/trivial-rewrite/transport.c', 'src/qmgr/qmgr_transport.c'],
  evidence: {
    kind: 'log',
    says: [
      'connect to transport private/archive: No such file',
      'connect to transport private/mail.example.com: No such file',
    ],
    by: 'qmgr',
  },
  messages: {
    missing: (d: { name: string; near: string | undefined }) =>
      `master.cf has no service \`${d.name}\`: mail that this entry is about stays in the queue, and is returned in the end${d.near === undefined ? '' : `. Did you mean \`${d.near}\`?`}`,
    host: (d: { name: string; wanted: string }) =>
      `what stands before the first colon is the name of a service, and there is no service \`${d.name}\`: for a host write \`${d.wanted}\``,
  },
  scope: 'table',
  syntaxes: ['postmap', 'regexp', 'pcre', 'cidr'],
  uses: [
    'transport',
    'sender-transport',
    'mailbox-transport',
    'access-client',
    'access-helo',
    'access-sender',
    'access-recipient',
    'access-server',
    'access-address',
    'access-login',
    'access-certificate',
  ],
  check({ project, table, uses }, report) {
    if (!table.roles.some(({ answers }) => answers) && table.roles.length > 0) return undefined
    const isTransport = uses.some(({ value }) => value === 'transport')
    const isAccess = uses.some(({ value }) => value === 'access-action')
    const judge = (written: ResultPart) => {
      const { transport, nexthop } = transportOf(written)
      const name = transport.value
      if (name === '' || name.toUpperCase() === 'DUNNO') return
      if (project.hasMaster) {
        if (findTransport(project, name) ?? findNamesake(project, name)) return
        if (isHalfWritten(project, name)) return
      } else if (!hostLike.test(name)) return
      if (hostLike.test(name)) {
        const host = name.startsWith('[') ? name : `[${name}]`
        const port = nexthop === undefined || !/^[0-9]+$/.test(nexthop.value) ? '' : `:${nexthop.value}`
        const wanted = `smtp:${host}${port}`
        report({
          at: transport,
          say: ['host', { name, wanted }],
          ...(!project.hasMaster && { severity: 'warning' }),
          fix: {
            title: `Write \`${wanted}\``,
            edits: nexthop === undefined || port !== '' ? replacePlace(written, wanted) : null,
          },
        })
        return
      }
      const near = nearestName(name, transportNames(project))
      report({
        at: transport,
        say: ['missing', { name, near }],
        fix: near === undefined ? undefined : { title: `Write \`${near}\``, edits: replacePlace(transport, near) },
      })
    }
    return {
      line(line) {
        const result = resultOf(line)
        if (result === undefined) return
        if (isTransport) {
          judge(result)
          return
        }
        const read = isAccess ? accessResult(project, result) : undefined
        if (read?.kind !== 'action' || read.action.name !== 'FILTER') return
        const { rest } = read.parts
        if (rest?.value.includes(':')) judge(rest)
      },
    }
  },
  examples: [
    {
      title: 'A transport that is not there',
      'main.cf': 'transport_maps = hash:/etc/postfix/transport\n',
      'master.cf': 'smtp unix - - y - - smtp\n',
      tables: { transport: 'example.net  «archive»:\n' },
    },
    {
      title: 'A host where a service should stand',
      'main.cf': 'transport_maps = hash:/etc/postfix/transport\n',
      'master.cf': 'smtp unix - - y - - smtp\n',
      tables: { transport: 'example.net  «mail.example.com»:25\n' },
      fixed: 'example.net  smtp:[mail.example.com]:25\n',
    },
    {
      title: 'A content filter',
      prove: false,
      'main.cf':
        'smtpd_recipient_restrictions = reject_unauth_destination, check_recipient_access hash:/etc/postfix/recipients\n',
      'master.cf': 'smtp inet n - y - - smtpd\nsmtp unix - - y - - smtp\nscan unix - - y - - smtp\n',
      tables: { recipients: 'example.com  FILTER «scam»:[127.0.0.1]:10025\n' },
      fixed: 'example.com  FILTER scan:[127.0.0.1]:10025\n',
    },
    {
      title: 'Services and hosts',
      clean: true,
      'main.cf': 'transport_maps = hash:/etc/postfix/transport\n',
      'master.cf': 'smtp unix - - y - - smtp\nerror unix - - y - - error\n',
      tables: {
        transport:
          'example.com  smtp:[mail.example.net]:587\nexample.net  :[mail.example.net]\nexample.org  error:No mail here\n',
      },
    },
  ],
})
