import { readCommandLine } from '../../config/command-attributes.js'
import { defineRule } from '../define.js'

const operators = new Set(['|', '||', '&', '&&', ';', '>', '>>', '<', '<<', '2>&1', '2>/dev/null', '>/dev/null'])

export default defineRule({
  id: 'shell-syntax-in-command',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A command of pipe or spawn uses the language of the shell',
  why: `pipe(8) and spawn(8) start the program in \`argv=\` directly, with the following words as they are: no shell reads them.
A \`|\`, \`>\` or \`;\` and the words behind it, and quotes, are handed to the program as arguments. Write a small script that
does it, and name the script in \`argv=\`. An argument with blanks in it is written \`{ two words }\` (Postfix 3.0 and newer).`,
  see: ['pipe(8)', 'spawn(8)'],
  evidence: {
    kind: 'source',
    because: 'the program gets the words as arguments (`src/global/pipe_command.c`, `spawn_command.c`)',
  },
  messages: {
    operator: (d: { word: string }) =>
      `No shell reads this command: \`${d.word}\` is handed to the program as an argument. Put the whole command into a script, and run that`,
    quote: (d: { word: string }) =>
      `No shell reads this command: the quote in \`${d.word}\` is handed to the program as part of an argument. Write \`{ ... }\` around an argument with blanks`,
  },
  scope: 'service',
  programs: ['pipe', 'spawn'],
  check({ project, service }, report) {
    const line = readCommandLine(project.catalog, service)
    if (line === undefined) return
    const file = project.master?.source.name ?? ''
    // After sh -c the words are the shell's.
    if (line.rest.some(word => word.text === '-c')) return
    for (const { text, range, braces } of line.rest) {
      if (operators.has(text)) report({ at: { file, range }, say: ['operator', { word: text }] })
      else if (braces === undefined && /^["'`]/.test(text) && text.length > 1) {
        report({ at: { file, range }, say: ['quote', { word: text }] })
      } else continue
      return
    }
  },
  examples: [
    {
      title: 'Output to a file',
      'master.cf': `
        archive unix - n n - - pipe
          flags=F user=archive argv=/bin/cat «>>» /var/log/archive.mbox
      `,
    },
    {
      title: 'A script',
      clean: true,
      'master.cf': `
        archive unix - n n - - pipe
          flags=F user=archive argv=/usr/local/bin/append-to-archive /var/log/archive.mbox
      `,
    },
  ],
})
