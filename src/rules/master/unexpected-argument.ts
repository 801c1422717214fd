import { commentAbove } from '../../config/argument-edits.js'
import { readCommandLine, type StrayRun } from '../../config/command-line.js'
import { disabledServices } from '../../config/disabled-services.js'
import type { ServiceLine } from '../../syntax/nodes.js'
import type { Edit } from '../../text/range.js'
import { defineRule } from '../define.js'

function edits(file: string, source: string, entry: ServiceLine, stray: StrayRun): readonly Edit[] | null {
  const { start } = stray.range
  switch (stray.kind) {
    case 'comment':
      return commentAbove(file, source, stray.range, entry.range.start)
    case 'dash':
      return [{ file, range: { start, end: start + 1 }, text: '-' }]
    case 'setting':
      return [{ file, range: { start, end: start }, text: '-o ' }]
    case 'words':
      return null
  }
}

const titles: { readonly [kind in StrayRun['kind']]: string } = {
  comment: 'Put the comment on the line above',
  dash: 'Write an ordinary `-`',
  setting: 'Write `-o` before it',
  words: '',
}

export default defineRule({
  id: 'unexpected-argument',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A service has an argument that its program does not take',
  why: `Most programs of Postfix take options, such as \`-o name=value\`, and nothing else. At any other word they stop with
a fatal error each time master(8) starts them, so the service does not work. Options after such a word do not count.

A \`#\` after other text does not begin a comment, in master.cf as in main.cf.`,
  see: ['master(5)', 'src/smtpd/smtpd.c'],
  evidence: { kind: 'log', says: ['unexpected command-line argument'], by: 'smtpd' },
  messages: {
    comment: (d: { program: string }) =>
      `This is no comment: \`${d.program}\` gets these words as arguments and stops with a fatal error. Put the comment on a line of its own, with \`#\` first`,
    dash: (d: { text: string }) =>
      `\`${d.text}\` begins with a typographic dash, so it is no option, and the program stops with a fatal error. Write an ordinary \`-\``,
    setting: (d: { text: string }) =>
      `\`${d.text}\` has no \`-o\` before it, so it sets nothing, and the program stops with a fatal error. Write \`-o\` before it`,
    words: (d: { program: string; text: string }) =>
      `\`${d.program}\` does not take the argument \`${d.text}\`: it stops with a fatal error each time it is started`,
    ignored: (d: { program: string; text: string }) =>
      `\`${d.program}\` ignores \`${d.text}\` and all options after it`,
  },
  scope: 'service',
  check({ project, service }, report) {
    const program = project.catalog.program(service.program)
    if (program === undefined || disabledServices(project).has(service)) return
    const file = project.master?.source.name ?? ''
    const source = project.master?.source.text ?? ''
    for (const stray of readCommandLine(service, project.catalog, program).strays) {
      // What pipe(8) and its kin do with other words is told by unknown-command-attribute.
      if (stray.kind === 'words' && program.arguments === 'attributes') continue
      const first = stray.words[0]?.text ?? ''
      const text = first.length > 60 ? `${first.slice(0, 60)}...` : first
      const data = { program: program.name, text }
      const fix = { title: titles[stray.kind], edits: edits(file, source, service.entry, stray) }
      const at = { file, range: stray.range }
      if (program.arguments === 'ignored') report({ at, say: ['ignored', data], severity: 'warning', fix })
      else report({ at, say: [stray.kind, data], fix })
    }
  },
  examples: [
    {
      title: 'A comment at the end of the line',
      'main.cf': `
        compatibility_level = 3.6
      `,
      'master.cf': `
        proxymap unix - - n - - proxymap
        smtp inet n - y - - smtpd «# from the Internet»
          -o smtpd_helo_required=yes
      `,
      fixed: {
        'master.cf': `
          proxymap unix - - n - - proxymap
          # from the Internet
          smtp inet n - y - - smtpd
            -o smtpd_helo_required=yes
        `,
      },
    },
    {
      title: 'A dash from a web page',
      'main.cf': `
        compatibility_level = 3.6
      `,
      'master.cf': `
        proxymap unix - - n - - proxymap
        smtp inet n - y - - smtpd
          «–o smtpd_helo_required=yes»
      `,
      fixed: {
        'master.cf': `
          proxymap unix - - n - - proxymap
          smtp inet n - y - - smtpd
            -o smtpd_helo_required=yes
        `,
      },
    },
    {
      title: 'A forgotten `-o`',
      'main.cf': `
        compatibility_level = 3.6
      `,
      'master.cf': `
        proxymap unix - - n - - proxymap
        smtp inet n - y - - smtpd
          -o smtpd_helo_required=yes
          «smtpd_timeout=60s»
      `,
      fixed: {
        'master.cf': `
          proxymap unix - - n - - proxymap
          smtp inet n - y - - smtpd
            -o smtpd_helo_required=yes
            -o smtpd_timeout=60s
        `,
      },
    },
    {
      title: 'Arguments for the command of pipe(8)',
      clean: true,
      'master.cf': `
        uucp unix - n n - - pipe
          flags=Fqhu user=uucp argv=uux -r -n -z -a$sender - $nexthop!rmail ($recipient)
      `,
    },
  ],
})
