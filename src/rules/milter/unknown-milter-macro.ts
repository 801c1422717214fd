import { listItems, replacePlace } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

/** What Postfix has a value for (MILTER_README, `src/smtpd/smtpd_milter.c`, `src/cleanup/cleanup_milter.c`). */
const provided = [
  ...['_', 'i', 'j', 'v', '{auth_authen}', '{auth_author}', '{auth_type}', '{auth_ssf}'],
  ...['{client_addr}', '{client_connections}', '{client_name}', '{client_port}', '{client_ptr}', '{client_resolve}'],
  ...['{cert_issuer}', '{cert_subject}', '{cipher}', '{cipher_bits}', '{tls_version}'],
  ...['{daemon_addr}', '{daemon_name}', '{daemon_port}', '{if_addr}', '{if_name}'],
  ...['{mail_addr}', '{mail_host}', '{mail_mailer}', '{rcpt_addr}', '{rcpt_host}', '{rcpt_mailer}'],
] as const

const bare = (name: string) => name.replace(/^\{(.*)\}$/, '$1')
const known: ReadonlySet<string> = new Set(provided.map(bare))

export default defineRule({
  id: 'unknown-milter-macro',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A mail filter is to get a macro that Postfix has no value for',
  why: `The lists \`milter_..._macros\` name what Postfix tells a mail filter (milter) at each step: Sendmail's macros, of which
Postfix has a part. A name that it does not know is left out without a word, so the filter waits for it in vain. Values for others can
be given in \`milter_macro_defaults\`.`,
  see: ['MILTER_README', 'postconf(5) milter_macro_defaults', 'src/milter/milter.c'],
  evidence: { kind: 'source', because: 'smtpd_milter_eval() has no value for it, and nothing is logged' },
  messages: {
    unknown: (d: { value: string; near: string | undefined }) =>
      `Postfix has no value for the macro \`${d.value}\` and sends none${d.near === undefined ? ': remove it, or give it one in `milter_macro_defaults`' : `. Did you mean \`${d.near}\`?`}`,
  },
  scope: 'setting',
  kinds: ['milter-macro-list'],
  check({ resolved, view }, report) {
    if (!isReadable(resolved)) return
    const defaults = view.get('milter_macro_defaults')
    if (defaults !== undefined && !isReadable(defaults)) return
    const given = new Set(
      (defaults === undefined ? [] : listItems(defaults)).map(({ value }) => bare(value.split('=')[0]?.trim() ?? '')),
    )
    for (const item of listItems(resolved)) {
      const name = bare(item.value)
      if (known.has(name) || given.has(name)) continue
      const near = nearestName(item.value, provided)
      report({
        at: item,
        say: ['unknown', { value: item.value, near }],
        fix: near === undefined ? undefined : { title: `Write \`${near}\``, edits: replacePlace(item, near) },
      })
    }
  },
  examples: [
    {
      title: 'A slip of the pen',
      'main.cf': `
        compatibility_level = 3.6
        milter_mail_macros = i, «{mail_adr}»
      `,
      fixed: `
        compatibility_level = 3.6
        milter_mail_macros = i, {mail_addr}
      `,
    },
    {
      title: 'A macro of Sendmail',
      'main.cf': `
        compatibility_level = 3.6
        milter_mail_macros = i, «{msg_size}»
      `,
    },
    {
      title: 'A value of its own',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        milter_macro_defaults = {site}=north
        milter_connect_macros = j, {daemon_name}, v, {site}
      `,
    },
  ],
})
