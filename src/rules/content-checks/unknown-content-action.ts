import {
  actsOnResults,
  checkerOf,
  contentAction,
  contentActions,
  contentResult,
  contentUses,
} from '../../config/content-actions.js'
import { replacePlace } from '../../config/elements.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

/** Words of other software, and of access(5), and what does that here. */
const translations: Readonly<Record<string, string>> = {
  REMOVE: 'IGNORE',
  DELETE: 'IGNORE',
  DROP: 'DISCARD',
  DENY: 'REJECT',
  BLOCK: 'REJECT',
  PERMIT: 'DUNNO',
  ACCEPT: 'DUNNO',
  LOG: 'INFO',
}

export default defineRule({
  id: 'unknown-content-action',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'The result of a header or body check is no action',
  why: `The first word of a result in a table of \`header_checks\`, \`body_checks\` and their like has to be an action of
header_checks(5), in upper or lower case. Postfix logs a warning about any other word and goes on as if the rule did not
match. Actions of access(5) (\`PERMIT\`, \`DEFER\`, \`550 text\`) are none here: to reject, write \`REJECT\`, with
a text that can begin with an enhanced status code (\`REJECT 5.7.1 text\`). The line itself is deleted by \`IGNORE\`.`,
  see: ['header_checks(5)', 'src/cleanup/cleanup_message.c', 'src/global/header_body_checks.c'],
  evidence: { kind: 'log', says: ['unknown command in', 'unsupported command in'], by: 'cleanup' },
  messages: {
    unknown: (d: { word: string; near: string | undefined }) =>
      `\`${d.word}\` is no action of header_checks(5), so Postfix warns and goes on as without this rule${d.near === undefined ? '' : `: did you mean \`${d.near}\`?`}`,
    code: (d: { word: string }) =>
      `a reply code is no action here, so Postfix warns and does not reject: write \`REJECT\` and a text instead of \`${d.word}\``,
    new: (d: { word: string; since: string }) =>
      `\`${d.word}\` is an action since Postfix ${d.since}; the one that this is checked for warns and goes on as without this rule`,
  },
  scope: 'table',
  syntaxes: ['regexp', 'pcre', 'postmap'],
  uses: contentUses,
  check({ project, table, uses }, report) {
    if (!actsOnResults(table) || table.uses.length !== uses.length) return undefined
    const checkers = uses.map(checkerOf)
    return {
      line(line) {
        const found = contentResult(line)
        if (found === undefined) return
        const { word } = found
        const action = contentAction(word.value)
        if (action !== undefined) {
          if (!project.catalog.atLeast(action.since))
            report({ at: word, say: ['new', { word: action.name, since: action.since }] })
          return
        }
        if (/^[2-5][0-9][0-9]$/.test(word.value)) {
          report({ at: word, say: ['code', { word: word.value }] })
          return
        }
        const allowed = contentActions.filter(
          ({ checkers: own, since }) =>
            project.catalog.atLeast(since) && checkers.every(each => each !== undefined && own.includes(each)),
        )
        const names = allowed.map(({ name }) => name)
        const translated = translations[word.value.toUpperCase()]
        const near =
          translated !== undefined && names.includes(translated) ? translated : nearestName(word.value, names)
        report({
          at: word,
          say: ['unknown', { word: word.value, near }],
          fix: near === undefined ? undefined : { title: `Write \`${near}\``, edits: replacePlace(word, near) },
        })
      },
    }
  },
  examples: [
    {
      title: 'A slip, and words of other software',
      'main.cf': 'header_checks = regexp:/etc/postfix/header_checks\n',
      tables: {
        header_checks: '/^Subject: probe/ «REJCT» no\n/^X-Mailer:/ «REMOVE»\n/^X-Spam: yes/ «drop»\n',
      },
      fixed: '/^Subject: probe/ REJECT no\n/^X-Mailer:/ IGNORE\n/^X-Spam: yes/ DISCARD\n',
    },
    {
      title: 'A reply code',
      'main.cf': 'header_checks = pcre:/etc/postfix/header_checks\n',
      tables: { header_checks: '/^Subject: probe/ «550» No such mail\n' },
    },
    {
      title: 'An action of later releases',
      'main.cf': 'header_checks = regexp:/etc/postfix/header_checks\n',
      tables: { header_checks: '/^X-Spam: yes/ «STRIP» spam mark\n' },
      version: '3.1',
      prove: false,
    },
    {
      title: 'Actions in any case',
      clean: true,
      'main.cf': 'header_checks = regexp:/etc/postfix/header_checks\n',
      tables: { header_checks: '/^X-Spam: yes/ reject spam\n/^X-Mailer:/ Ignore\n' },
    },
  ],
})
