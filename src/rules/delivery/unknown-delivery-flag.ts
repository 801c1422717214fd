import { attributeNamed, readCommandLine } from '../../config/command-attributes.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'unknown-delivery-flag',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A letter in `flags=` of a delivery program has no meaning',
  why: `\`flags=\` of pipe(8), and of smtp(8) and lmtp(8) from Postfix 3.5 on, is a row of letters, each of which changes how the
message is handed over. Capital and small letters differ. At a letter that is not known the program stops with a fatal
error, and mail for the service stays in the queue.`,
  see: ['pipe(8)', 'smtp(8)', 'src/pipe/pipe.c'],
  evidence: { kind: 'log', says: ['unknown flag:'], by: 'pipe' },
  messages: {
    unknown: (d: { program: string; letter: string; letters: string }) =>
      `\`${d.program}\` knows no flag \`${d.letter}\` and stops with a fatal error, so mail for it stays in the queue. The flags are \`${d.letters}\``,
  },
  scope: 'service',
  check({ project, service }, report) {
    const line = readCommandLine(project.catalog, service)
    const value = line && attributeNamed(line, 'flags')?.value
    if (line === undefined || value === undefined || line.flags.length === 0) return
    const letters = line.flags.map(flag => flag.letter).join('')
    for (let index = 0; index < value.text.length; index++) {
      const letter = value.text.charAt(index)
      if (letters.includes(letter)) continue
      const span = { start: index, end: index + 1 }
      report({ at: { text: value, span }, say: ['unknown', { program: service.program, letter, letters }] })
      // Postfix stops at the first one.
      return
    }
  },
  examples: [
    {
      title: 'A capital `U`',
      'main.cf': `
        compatibility_level = 3.6
        local_transport = archive
      `,
      'master.cf': `
        pickup unix n - n 60 1 pickup
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        archive unix - n n - - pipe
          flags=Rh«U» user=nobody argv=/usr/local/bin/archive
      `,
    },
    {
      title: 'Every letter is known',
      clean: true,
      'master.cf': `
        archive unix - n n - - pipe
          flags=Rhu user=archive argv=/usr/local/bin/archive
      `,
    },
  ],
})
