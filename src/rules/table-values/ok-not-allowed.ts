import { accessLines, accessSyntaxes, isForbidden } from '../../config/access-results.js'
import { replacePlace } from '../../config/elements.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'ok-not-allowed',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'An access table lets mail in by what anybody can write into the DNS',
  why: `Whoever has a domain decides which name servers, mail servers and addresses it has, and which name his address has. So
\`check_..._ns_access\`, \`check_..._mx_access\`, \`check_..._a_access\` and \`check_reverse_client_hostname_access\` may refuse mail, and
not permit it: at \`OK\`, \`RELAY\` or digits alone smtpd(8) warns and answers \`451 4.3.5 Server configuration error\`. \`DUNNO\` makes an
exception to what follows in the same table.`,
  see: ['postconf(5) check_client_ns_access', 'src/smtpd/smtpd_check.c'],
  evidence: { kind: 'log', says: ['returns OK for'], by: 'smtpd' },
  messages: {
    ok: (d: { word: string; restriction: string }) =>
      `\`${d.restriction}\` may not permit, so at \`${d.word}\` smtpd answers 451 to whom this entry is about: write \`DUNNO\``,
  },
  scope: 'table',
  syntaxes: accessSyntaxes,
  uses: ['access-client', 'access-server', 'access-address'],
  check({ project, table }, report) {
    const ok = project.catalog.accessAction('OK')
    const restriction = table.roles.find(
      ({ restriction: name, answers }) => answers && name !== undefined && ok !== undefined && isForbidden(ok, name),
    )?.restriction
    if (restriction === undefined) return undefined
    // Elsewhere an OK is as good as any, and somebody may mean it for that.
    const everywhere = table.roles.every(role => role.restriction === restriction)
    return accessLines(project, table, (read, result) => {
      const permits =
        read.kind === 'digits' ||
        (read.kind === 'action' && read.action.outcome === 'permit') ||
        (read.kind === 'restrictions' && read.words[0]?.value.toLowerCase() === 'permit')
      if (!permits) return
      const word = read.kind === 'restrictions' ? result : read.parts.word
      report({
        at: word,
        say: ['ok', { word: word.value.slice(0, 40), restriction }],
        ...(everywhere && { fix: { title: 'Write `DUNNO`', edits: replacePlace(word, 'DUNNO') } }),
      })
    })
  },
  examples: [
    {
      title: 'A name that the owner of an address chooses',
      'main.cf':
        'compatibility_level = 3.6\nsmtpd_client_restrictions = check_reverse_client_hostname_access hash:/etc/postfix/names\n',
      'master.cf': 'smtp inet n - n - - smtpd\n',
      tables: { names: 'localhost  «OK»\n' },
      fixed: { names: 'localhost  DUNNO\n' },
    },
    {
      title: 'Name servers',
      prove: false,
      'main.cf': 'smtpd_sender_restrictions = check_sender_ns_access hash:/etc/postfix/servers\n',
      tables: { servers: 'ns.example.net  «RELAY»\nexample.org  REJECT\n192.0.2.1  «1700000000»\n' },
      fixed: 'ns.example.net  DUNNO\nexample.org  REJECT\n192.0.2.1  DUNNO\n',
    },
    {
      title: 'An exception',
      clean: true,
      'main.cf':
        'compatibility_level = 3.6\nsmtpd_client_restrictions = check_reverse_client_hostname_access hash:/etc/postfix/names\n',
      tables: { names: 'localhost  DUNNO\nexample.net  REJECT\n' },
    },
  ],
})
