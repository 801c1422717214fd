import { accessLines, accessSyntaxes, accessUses, classNames } from '../../config/access-results.js'
import { replacePlace } from '../../config/elements.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'bad-access-action',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'The result of an access table is no action',
  why: `smtpd(8) compares the first word of a result with the actions of access(5). A result that begins otherwise is a list of
restrictions, such as \`permit_mynetworks, reject\`, or the name of a restriction class; a word that is neither makes it
answer \`451 4.3.5 Server configuration error\` to every client that the entry is about. So free text alone is no reason to
reject: it has to stand behind \`REJECT\` or behind a code and a blank.

Tables can not stand in the result of a table: smtpd(8) opens its tables before it goes into its jail. Define a class in
\`smtpd_restriction_classes\` and name that.`,
  see: ['access(5)', 'RESTRICTION_CLASS_README', 'src/smtpd/smtpd_check.c'],
  evidence: {
    kind: 'source',
    because:
      'check_table_result hands what is no action to generic_checks, which answers 451 for a word it does not know',
  },
  messages: {
    unknown: (d: { word: string; near: string | undefined }) =>
      `\`${d.word}\` is no action of access(5), no restriction and no class: smtpd answers 451 to whom this entry is about${d.near === undefined ? '' : `. Did you mean \`${d.near}\`?`}`,
    glued: (d: { code: string }) =>
      `a blank has to follow the code \`${d.code}\`: without one it is an unknown restriction, and smtpd answers 451`,
    table: (d: { word: string }) =>
      `\`${d.word}\` has a colon, so it is taken for a table, which cannot stand in a table: smtpd answers 451 to whom this entry is about`,
    empty: (d: { text: string }) =>
      `\`${d.text}\` is no action: smtpd takes it for \`OK\`, with a warning. Write \`OK\` or \`DUNNO\``,
    comment: () => '`#` begins no comment here: smtpd takes it for an unknown restriction and answers 451',
  },
  scope: 'table',
  syntaxes: accessSyntaxes,
  uses: accessUses,
  check({ project, table }, report) {
    const classes = classNames(project)
    const { catalog } = project
    return accessLines(project, table, (read, result) => {
      if (read.kind !== 'restrictions') return
      if (read.words.length === 0) {
        report({ at: result, say: ['empty', { text: result.value }], severity: 'warning' })
        return
      }
      if (result.value.includes(':')) {
        const word = read.words.find(({ value }) => value.includes(':')) ?? result
        const first = read.words[0]
        const near =
          first &&
          nearestName(
            first.value,
            catalog.accessActions().map(({ name }) => name),
          )
        if (first !== undefined && near !== undefined && !first.value.includes(':'))
          report({ at: first, say: ['unknown', { word: first.value, near }] })
        else report({ at: word, say: ['table', { word: word.value }] })
        return
      }
      for (let index = 0; index < read.words.length; index++) {
        const word = read.words[index]
        if (word === undefined) return
        const { value } = word
        const info = catalog.restriction(value)
        if (info !== undefined && info.status !== 'removed') {
          if (info.argument !== undefined && info.argument.kind !== 'restriction') index++
          if (catalog.restrictionLexis().endsList.includes(info.name)) return
          continue
        }
        if (classes?.has(value)) continue
        if (value.startsWith('#')) report({ at: word, say: ['comment'] })
        else if (/^[45][0-9][0-9]\D/.test(value)) report({ at: word, say: ['glued', { code: value.slice(0, 3) }] })
        else if (classes !== undefined) {
          const actions = catalog.accessActions().flatMap(({ name }) => (/^[A-Z_]+$/.test(name) ? [name] : []))
          const near =
            index === 0 ? nearestName(value, [...actions, ...catalog.restrictionNames(), ...classes]) : undefined
          report({
            at: word,
            say: ['unknown', { word: value, near }],
            ...(near !== undefined && { fix: { title: `Write \`${near}\``, edits: replacePlace(word, near) } }),
          })
        }
        return
      }
    })
  },
  examples: [
    {
      title: 'Misspelled actions',
      'main.cf': 'smtpd_sender_restrictions = check_sender_access hash:/etc/postfix/senders\n',
      tables: { senders: 'example.com  «REJEKT»\nexample.net  «DUNO»\n' },
      fixed: 'example.com  REJECT\nexample.net  DUNNO\n',
    },
    {
      title: 'Text without an action, and a code without a blank',
      'main.cf': 'smtpd_client_restrictions = check_client_access cidr:/etc/postfix/clients\n',
      tables: { clients: '192.0.2.0/24  «Access» denied\n198.51.100.0/24  «550-no» spam\n' },
    },
    {
      title: 'Nothing but a comma',
      'main.cf': 'smtpd_client_restrictions = check_client_access hash:/etc/postfix/clients\n',
      tables: { clients: '192.0.2.1  «,»\n' },
    },
    {
      title: 'A table in a table',
      'main.cf':
        'smtpd_client_restrictions = check_client_access inline:{ 192.0.2.1=OK, {192.0.2.2 = check_sender_access «hash:/etc/postfix/x»} }\n',
    },
    {
      title: 'Actions, restrictions and a class',
      clean: true,
      'main.cf': `
        smtpd_restriction_classes = local_only
        local_only = permit_mynetworks, reject
        smtpd_recipient_restrictions = reject_unauth_destination, check_recipient_access hash:/etc/postfix/recipients
      `,
      tables: {
        recipients:
          'staff@example.com  local_only\nanna@example.com  permit_mynetworks, reject\nbert@example.com  550 5.1.1 No: gone\nexample.net  reject Not here: see http://www.example.com\n',
      },
    },
  ],
})
