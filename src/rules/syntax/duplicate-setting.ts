import { removeStretch } from '../../config/argument-edits.js'
import { removeSetting } from '../../config/setting-edits.js'
import type { Assignment } from '../../syntax/nodes.js'
import type { Edit } from '../../text/range.js'
import { defineRule, type Reporter } from '../define.js'

/** Assignments that a later one of the same name overrides, each with that one. */
function overridden<A extends Assignment>(
  assignments: readonly A[],
): readonly { readonly earlier: A; readonly last: A }[] {
  const last = new Map(assignments.map(assignment => [assignment.name, assignment]))
  return assignments.flatMap(earlier => {
    const winner = last.get(earlier.name)
    return winner === undefined || winner === earlier ? [] : [{ earlier, last: winner }]
  })
}

function reportTwo<A extends Assignment>(
  assignments: readonly A[],
  where: string,
  remove: (assignment: A) => readonly Edit[] | null,
  report: Reporter<typeof messages>,
): void {
  for (const { earlier, last } of overridden(assignments)) {
    const same = earlier.value.text === last.value.text
    const { name } = earlier
    report({
      at: { file: earlier.file, range: earlier.nameRange },
      say: same ? ['repeated', { name, where }] : ['overridden', { name, where, value: last.value.text }],
      related: [{ at: { file: last.file, range: last.nameRange }, message: 'this one is used' }],
      ...(same && { severity: 'info' as const }),
      fix: { title: 'Remove the setting that is not used', edits: remove(earlier), safety: same ? 'safe' : 'unsafe' },
    })
  }
}

const shown = (value: string) => (value.length > 40 ? `${value.slice(0, 40)}...` : value)

const messages = {
  overridden: (d: { name: string; where: string; value: string }) =>
    `This \`${d.name}\` is not used: it is set again further down${d.where}, and the last one counts${d.value === '' ? ', which is empty' : `: \`${shown(d.value)}\``}`,
  repeated: (d: { name: string; where: string }) =>
    `\`${d.name}\` is set again further down${d.where}, to the same value. Remove one of the two, so that nobody changes only the one that does not count`,
}

export default defineRule({
  id: 'duplicate-setting',
  severity: 'warning',
  since: '0.1.0',
  fix: 'safe',
  summary: 'A parameter is set twice in the same place',
  why: `When main.cf sets a parameter twice, the last setting counts, and Postfix logs a warning if the two differ. Of two
\`-o\` options of one service the last counts too, without a word. The earlier setting has no effect, though it looks as if
it had.`,
  see: ['postconf(5)', 'src/util/dict.c'],
  evidence: { kind: 'log', says: ['overriding earlier entry'], by: 'postconf' },
  messages,
  scope: 'project',
  check({ project }, report) {
    reportTwo(project.settings, '', setting => removeSetting(project, setting), report)
    const master = project.master?.source.text ?? ''
    for (const { overrides, entry } of project.services) {
      reportTwo(overrides, ' for this service', ({ file, range }) => removeStretch(file, master, entry, range), report)
    }
  },
  examples: [
    {
      title: 'Added at the end, forgotten at the top',
      'main.cf': `
        «smtpd_helo_required» = no
        myhostname = mail.example.com
        smtpd_helo_required = yes
      `,
      fixed: `
        myhostname = mail.example.com
        smtpd_helo_required = yes
      `,
    },
    {
      title: 'Twice the same',
      prove: false,
      'main.cf': `
        «smtpd_helo_required» = yes
        myhostname = mail.example.com
        smtpd_helo_required = yes
      `,
      fixed: `
        myhostname = mail.example.com
        smtpd_helo_required = yes
      `,
    },
    {
      title: 'In one service',
      prove: false,
      'master.cf': `
        smtp inet n - y - - smtpd
          -o «smtpd_timeout»=30s
          -o smtpd_helo_required=yes
          -o smtpd_timeout=60s
      `,
      fixed: `
        smtp inet n - y - - smtpd
          -o smtpd_helo_required=yes
          -o smtpd_timeout=60s
      `,
    },
    {
      title: 'A service may override main.cf',
      clean: true,
      'main.cf': `
        smtpd_helo_required = no
      `,
      'master.cf': `
        127.0.0.1:10025 inet n - y - - smtpd
        smtp inet n - y - - smtpd
          -o smtpd_helo_required=yes
      `,
    },
  ],
})
