import { groupItems, originOf } from '../../config/elements.js'
import { splitMilterAttribute } from '../../config/milter-attributes.js'
import { allReachedSteps, servicesOf } from '../../config/restriction-programs.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'bad-search-order',
  severity: 'error',
  since: '0.1.0',
  postfix: { from: '3.5' },
  fix: 'none',
  summary: 'What follows a table in braces is no search order that smtpd knows',
  why: `\`check_ccert_access\` takes a table alone, or \`{ type:name { search_order = ... } }\`, which says whether the fingerprint of the
certificate or of its key is looked up, and in which order. With anything else in the braces smtpd(8) logs a warning, and answers
\`451 4.3.5 Server configuration error\` when it comes to the restriction.`,
  see: ['postconf(5) check_ccert_access', 'src/global/map_search.c'],
  evidence: { kind: 'source', because: 'map_search_create() warns when the lists are read' },
  messages: {
    attribute: (d: { value: string }) =>
      `smtpd does not know \`${d.value}\` after a table and answers \`451 Server configuration error\`: \`search_order = ...\` is all there is`,
    malformed: (d: { value: string }) =>
      `\`${d.value}\` is no \`name = value\`, and smtpd answers \`451 Server configuration error\`: write \`{ search_order = ... }\``,
    word: (d: { value: string; words: string }) =>
      `smtpd knows no search by \`${d.value}\` and answers \`451 Server configuration error\`: it knows ${d.words}`,
  },
  scope: 'project',
  check({ project }, report) {
    for (const { view, step } of allReachedSteps(project)) {
      const group = step.argument?.group
      const wanted = step.info?.argument
      if (
        step.argument === undefined ||
        group === undefined ||
        wanted?.kind !== 'map' ||
        originOf(step.argument) === undefined
      )
        continue
      const words = wanted.searchOrderWords ?? []
      const shared = servicesOf(view)
      for (const attribute of groupItems(step.argument.text, group).slice(1)) {
        const split = splitMilterAttribute(attribute)
        const { value } = attribute
        if (split === undefined) report({ at: attribute, say: ['malformed', { value }], ...shared })
        else if (split.name.value.toLowerCase() !== 'search_order')
          report({ at: split.name, say: ['attribute', { value: split.name.value }], ...shared })
        else {
          const wrong = split.value.value
            .split(/[, \t\r\n]+/)
            .find(word => word !== '' && !words.includes(word.toLowerCase()))
          if (wrong !== undefined && words.length > 0)
            report({
              at: split.value,
              say: ['word', { value: wrong, words: words.map(word => `\`${word}\``).join(' and ') }],
              ...shared,
            })
        }
      }
    }
  },
  examples: [
    {
      title: 'Neither the attribute nor the word exists',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = /etc/ssl/private/mail.example.com.pem
        smtpd_tls_ask_ccert = yes
        smtpd_client_restrictions = check_ccert_access { texthash:/etc/postfix/certificates { «order» = cert_fingerprint } }
        smtpd_helo_restrictions = check_ccert_access { texthash:/etc/postfix/certificates { search_order = «sender» } }
      `,
      prove: false,
    },
    {
      title: 'By the key, then by the certificate',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = /etc/ssl/private/mail.example.com.pem
        smtpd_tls_ask_ccert = yes
        smtpd_client_restrictions =
            check_ccert_access { texthash:/etc/postfix/certificates { search_order = pubkey_fingerprint, cert_fingerprint } }
      `,
    },
  ],
})
