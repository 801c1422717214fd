import { partOfItem } from '../../config/elements.js'
import { replyFault, withReplyCode } from '../../config/reject-replies.js'
import { partWithin } from '../../config/table-values.js'
import { parseText } from '../../syntax/value.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'bad-reply-in-table',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A table with replies has one that cannot be sent',
  why: `A result of \`rbl_reply_maps\` is the reply to a client that a DNS list names: \`$rbl_code\` or three digits, of which the first is 4 or 5, a
blank, and text. At anything else smtpd(8) warns and sends \`450 4.7.1 Service unavailable\`, after which the client tries again and again.
With a \`$\` that cannot be read it takes \`default_rbl_reply\`, and warns; a name that it does not know is left out.

A result of \`smtpd_reject_filter_maps\` replaces a reply, and has the same form; one that has not is ignored with a warning.`,
  see: [
    'postconf(5) rbl_reply_maps',
    'postconf(5) smtpd_reject_filter_maps',
    'src/smtpd/smtpd_check.c',
    'src/smtpd/smtpd_chat.c',
  ],
  evidence: { kind: 'source', because: 'rbl_reject_reply and smtpd_chat_reply judge a reply when a client is refused' },
  messages: {
    code: (d: { filter: boolean }) =>
      `a reply begins with a code such as ${d.filter ? '`550`' : '`$rbl_code` or `554`'}, and this does not, so ${d.filter ? 'it is ignored' : 'the client is told to try again (450)'}`,
    separator: (d: { filter: boolean }) =>
      `a blank has to follow the code of a reply: without one ${d.filter ? 'it is ignored' : 'the client is told to try again (450)'}`,
    class: () => 'the status code has to begin with the same digit as the code of the reply: this one is ignored',
    broken: () =>
      'the server cannot read this `$` reference, warns, and sends `default_rbl_reply`: look for a bracket that is missing',
    unknown: (d: { name: string; near: string | undefined }) =>
      `\`$${d.name}\` means nothing here, and is left out with a warning${d.near ? `. Did you mean \`$${d.near}\`?` : ''}`,
  },
  scope: 'table',
  syntaxes: ['postmap'],
  uses: ['rbl-reply', 'reject-filter'],
  check({ project, table, uses }, report) {
    if (!table.roles.some(({ answers }) => answers)) return undefined
    const filter = uses.some(({ name }) => name === 'reject-filter')
    const known = project.catalog.parameter('default_rbl_reply')?.macros ?? []
    return {
      line(line) {
        if (line.type !== 'key-value') return
        const { value } = line
        if (!filter) {
          for (const part of parseText(value.value)) {
            if (part.type !== 'macro') continue
            if (part.problem) {
              report({ at: partWithin(value, part.span.start, part.span.end), say: ['broken'] })
              return
            }
            if (part.name === '' || known.includes(part.name)) continue
            const at = partOfItem(value, part.nameSpan.start, part.nameSpan.end)
            const near = nearestName(part.name, known)
            report({ at, say: ['unknown', { name: part.name.slice(0, 40), near }], severity: 'warning' })
          }
        }
        const text = filter ? value.value : withReplyCode(value.value)
        const fault = text === undefined ? undefined : replyFault(text, filter)
        if (fault === 'class') report({ at: value, say: ['class'] })
        else if (fault !== undefined) report({ at: value, say: [fault, { filter }] })
      },
    }
  },
  examples: [
    {
      title: 'Replies without a code',
      'main.cf': 'rbl_reply_maps = hash:/etc/postfix/replies\n',
      tables: {
        replies:
          'bl.example.net  «Blocked by $rbl_domain»\nbl.example.org  «554: blocked»\nbl.example.com  «$rbl_code; blocked»\n',
      },
    },
    {
      title: 'A bracket that is missing, and a name that nothing fills in',
      'main.cf': 'rbl_reply_maps = hash:/etc/postfix/replies\n',
      tables: {
        replies: 'bl.example.net  $rbl_code Blocked «${rbl_domain»\nbl.example.org  $rbl_code Blocked by $«rbl_name»\n',
      },
    },
    {
      title: 'A filter of replies',
      version: '3.11',
      prove: false,
      'main.cf': 'smtpd_reject_filter_maps = texthash:/etc/postfix/replies\n',
      tables: { replies: 'x  «no»\ny  «550 4.7.1 No»\n' },
    },
    {
      title: 'Replies',
      clean: true,
      'main.cf': 'rbl_reply_maps = hash:/etc/postfix/replies\n',
      tables: {
        replies:
          'bl.example.net  $rbl_code 5.7.1 Blocked by $rbl_domain${rbl_reason?: $rbl_reason}\nbl.example.org  450 Later\n',
      },
    },
  ],
})
