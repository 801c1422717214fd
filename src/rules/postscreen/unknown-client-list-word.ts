import { listItems, replacePlace } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { findWord } from '../../config/words.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'unknown-client-list-word',
  severity: 'warning',
  since: '0.1.0',
  postfix: { from: '2.8' },
  fix: 'unsafe',
  summary: 'A word in a list of clients or policies that the program does not know',
  why: `\`postscreen_access_list\` takes only \`permit_mynetworks\`, \`permit\`, \`reject\`, \`dunno\` and tables (\`cidr:/etc/postfix/file\`),
not the restrictions of smtpd(8). At any other word postscreen(8) logs a warning and ignores the rest of the list. What
comes before still counts. In \`local_header_rewrite_clients\` smtpd(8) warns and passes over the word, in
\`smtp_requiretls_policy\` the SMTP client puts off mail that asks for TLS all the way.`,
  see: ['postconf(5) postscreen_access_list', 'POSTSCREEN_README', 'src/global/server_acl.c'],
  evidence: { kind: 'log', says: ['ignoring the remainder of this access list'], by: 'postscreen' },
  messages: {
    unknown: (d: { word: string; near: string | undefined; words: string }) =>
      `\`postscreen\` does not know \`${d.word}\` and ignores the list from here on. ${d.near ? `Did you mean \`${d.near}\`?` : `It knows ${d.words} and \`type:table\``}`,
    passed: (d: { word: string; near: string | undefined; words: string }) =>
      `\`smtpd\` does not know \`${d.word}\`, logs a warning for each message and passes over it. ${d.near ? `Did you mean \`${d.near}\`?` : `It knows ${d.words} and \`type:table\``}`,
    policy: (d: { word: string; near: string | undefined; words: string }) =>
      `The SMTP client does not know \`${d.word}\` and puts off mail that asks for TLS all the way. ${d.near ? `Did you mean \`${d.near}\`?` : `It knows ${d.words} and \`type:table\``}`,
  },
  scope: 'setting',
  kinds: ['client-acl-list', 'requiretls-policy-list'],
  check({ project, setting, resolved, parameter }, report) {
    const vocabulary = project.catalog.vocabulary(setting.name)
    const kept = setting.name === 'local_header_rewrite_clients'
    const say = kept ? 'passed' : parameter?.kind === 'requiretls-policy-list' ? 'policy' : 'unknown'
    if (vocabulary === undefined || !isReadable(resolved)) return
    for (const item of listItems(resolved)) {
      const { value } = item
      const known = findWord(value, vocabulary)
      // After these, the rest is never read.
      if (known === 'permit' || known === 'reject' || known === 'dunno') return
      if (known !== undefined || value.includes(':')) continue
      const table = value.startsWith('/') && say === 'unknown' ? `cidr:${value}` : undefined
      const near = table ?? nearestName(value, vocabulary.words)
      const words = vocabulary.words.map(word => `\`${word}\``).join(', ')
      report({
        at: item,
        say: [say, { word: value.slice(0, 60), near, words }],
        fix: near === undefined ? undefined : { title: `Write \`${near}\``, edits: replacePlace(item, near) },
      })
      if (!kept) return
    }
  },
  examples: [
    {
      title: 'Whose headers are completed',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        local_header_rewrite_clients = permit_inet_interfaces, «permit_my_networks»
      `,
      fixed: `
        compatibility_level = 3.6
        local_header_rewrite_clients = permit_inet_interfaces, permit_mynetworks
      `,
    },
    {
      title: 'A file without the type of its table',
      'main.cf': `
        compatibility_level = 3.6
        postscreen_access_list = «/etc/postfix/postscreen_access.cidr», permit_mynetworks
      `,
      fixed: `
        compatibility_level = 3.6
        postscreen_access_list = cidr:/etc/postfix/postscreen_access.cidr, permit_mynetworks
      `,
      'master.cf': `
        smtp inet n - y - 1 postscreen
        smtpd pass - - y - - smtpd
        dnsblog unix - - y - 0 dnsblog
        tlsproxy unix - - y - 0 tlsproxy
      `,
    },
    {
      title: 'A restriction of smtpd',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        postscreen_access_list = permit_mynetworks, «permit_sasl_authenticated»
      `,
    },
    {
      title: 'A network table',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        postscreen_access_list = permit_mynetworks, cidr:/etc/postfix/postscreen_access.cidr
      `,
    },
  ],
})
