import { attributeNamed, readCommandLine } from '../../config/command-attributes.js'
import { parseText } from '../../syntax/value.js'
import type { MappedText } from '../../text/mapped-text.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'unknown-pipe-macro',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A command of pipe uses a `$name` that pipe does not know',
  why: `In the command of a pipe(8) service \`$recipient\`, \`$sender\` and some more names stand for what the message brings. Only
these names exist: neither main.cf parameters nor shell variables work, and a literal dollar sign is written \`21058\`. With any
other name the delivery fails, and the mail stays in the queue.`,
  see: ['pipe(8)', 'src/pipe/pipe.c'],
  evidence: { kind: 'log', says: ['unknown macro name'], by: 'pipe' },
  messages: {
    unknown: (d: { name: string; near: string | undefined }) =>
      `pipe has no \`$${d.name}\`: every delivery with this command fails, and the mail stays in the queue${d.near ? `. Did you mean \`$${d.near}\`?` : `. A literal dollar sign is \`21058\``}`,
  },
  scope: 'service',
  programs: ['pipe'],
  check({ project, service }, report) {
    const line = readCommandLine(project.catalog, service)
    const command = line && attributeNamed(line, 'argv')
    if (line === undefined || command === undefined) return
    const names = project.catalog.pipeMacros().map(macro => macro.name)
    const known = new Set<string>(names)
    const texts: readonly MappedText[] = [command.value, ...line.rest.map(word => word.value)]
    for (const text of texts) {
      for (const part of parseText(text.text)) {
        if (part.type !== 'macro' || part.name === '' || known.has(part.name)) continue
        const near = nearestName(part.name, names)
        const at = { text, span: part.nameSpan }
        report({ at, say: ['unknown', { name: part.name, near }] })
      }
    }
  },
  examples: [
    {
      title: 'A slip in `recipient`',
      'main.cf': `
        compatibility_level = 3.6
        local_transport = archive
        archive_destination_recipient_limit = 1
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
          user=nobody argv=/usr/local/bin/archive \${«recipent»}
      `,
    },
    {
      title: 'Names that pipe knows',
      clean: true,
      'main.cf': `
        archive_destination_recipient_limit = 1
      `,
      'master.cf': `
        archive unix - n n - - pipe
          user=archive argv=/usr/local/bin/archive -f \${sender} -a $$5 -- \${recipient}
      `,
    },
  ],
})
