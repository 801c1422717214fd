import type { Catalog } from '../../catalog/types.js'
import { commentText, readAsService, readAsSetting, trimmed } from '../../config/line-readings.js'
import type { Project } from '../../config/project.js'
import type { Comment } from '../../syntax/lines.js'
import type { ConfigFile } from '../../syntax/nodes.js'
import type { Range } from '../../text/range.js'
import { defineRule } from '../define.js'

/** What a comment would define if its `#` were taken away. */
function commentedOut(text: string, comment: Comment, file: ConfigFile, catalog: Catalog): string | undefined {
  // An indented comment is a note inside the entry: without its `#` it would be a part of it all the same.
  if (comment.hash !== comment.range.start) return undefined
  const content = commentText(text, comment)
  if (file.type === 'master-cf') return readAsService(text, content, catalog)?.name
  // `# name = value` with a blank is as often a remark; without one it is a line that was switched off.
  if (content.end === content.start || /\s/.test(text.charAt(content.start))) return undefined
  const name = readAsSetting(text, content)?.name
  return name !== undefined && catalog.parameter(name) ? name : undefined
}

/** Does the piece look as if it went with what is commented out? */
function continues(file: ConfigFile, project: Project, piece: Range): boolean {
  if (file.type === 'main-cf') return readAsSetting(file.source.text, piece) === undefined
  return readAsService(file.source.text, piece, project.catalog) === undefined
}

export default defineRule({
  id: 'continuation-of-comment',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A line is commented out, but the indented lines that belong to it are not',
  why: `A comment does not end a setting or a service: an indented line below it still continues what stands above the
comment. When only the first line of an entry is commented out, its other lines attach to the entry before it: options
meant for one service silently apply to another.`,
  see: ['postconf(5)', 'master(5)', 'src/util/readlline.c'],
  evidence: { kind: 'heuristic', because: 'the lines may be meant for the entry above the comment' },
  messages: {
    attached: (d: { commented: string; above: string }) =>
      `This belongs to \`${d.above}\`, because \`${d.commented}\` in the line above is commented out. Comment it out too, or remove that \`#\``,
  },
  scope: 'file',
  check({ file, project }, report) {
    const { text, name } = file.source
    for (const line of file.lines) {
      if (line.type !== 'service' && line.type !== 'setting') continue
      const above = line.type === 'setting' ? line.name : line.service.text
      if (line.inner.length === 0) continue
      const pieces = new Map(line.pieces.map(piece => [piece.start, piece]))
      for (const comment of line.inner) {
        if (comment.type !== 'comment') continue
        const commented = commentedOut(text, comment, file, project.catalog)
        const piece = pieces.get(comment.range.end)
        if (commented === undefined || commented === above || piece === undefined || !continues(file, project, piece))
          continue
        report({
          at: { file: name, range: trimmed(text, piece) },
          say: ['attached', { commented, above }],
          related: [
            {
              at: { file: name, range: { start: comment.hash, end: commentText(text, comment).end } },
              message: 'commented out',
            },
          ],
        })
      }
    }
  },
  examples: [
    {
      title: 'Options of a service that is switched off',
      'master.cf': `
        smtp inet n - y - - smtpd
        #submission inet n - y - - smtpd
          «-o smtpd_tls_security_level=encrypt»
          -o smtpd_sasl_auth_enable=yes
      `,
    },
    {
      title: 'The rest of a list',
      'main.cf': `
        relay_domains = example.net
        #mynetworks =
          «192.0.2.0/24»
      `,
    },
    {
      title: 'All of it is commented out',
      clean: true,
      'master.cf': `
        smtp inet n - y - - smtpd
        #submission inet n - y - - smtpd
        #  -o smtpd_tls_security_level=encrypt
        #  -o smtpd_sasl_auth_enable=yes
      `,
    },
    {
      title: 'The other form of the same service',
      clean: true,
      'master.cf': `
        smtp inet n - y - - smtpd
        #smtp inet n - n - - smtpd
          -o smtpd_timeout=60s
      `,
    },
  ],
})
