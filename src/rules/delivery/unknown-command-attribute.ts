import { readCommandLine } from '../../config/command-attributes.js'
import { explainedWords } from '../../config/command-line.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'unknown-command-attribute',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'pipe, spawn, smtp or lmtp is given an argument that it does not know',
  why: `The words after \`pipe\`, \`spawn\`, \`smtp\` and \`lmtp\` in master.cf are \`name=value\` pairs from a short list, with no
blank around the \`=\`. At any other word the program stops with a fatal error when it gets its first message, and mail for
the service stays in the queue.`,
  see: ['pipe(8)', 'spawn(8)', 'smtp(8)', 'src/pipe/pipe.c'],
  evidence: { kind: 'log', says: ['unknown attribute name'], by: 'pipe' },
  messages: {
    unknown: (d: { program: string; text: string; names: string; near: string | undefined }) =>
      `\`${d.program}\` does not know \`${d.text}\` and stops with a fatal error, so mail for it stays in the queue. ${d.near ? `Did you mean \`${d.near}=\`?` : `It takes ${d.names}`}`,
  },
  scope: 'service',
  check({ project, service }, report) {
    const line = readCommandLine(project.catalog, service)
    if (line === undefined) return
    const names = line.known.map(attribute => attribute.name)
    const legal = new Set(names)
    const list = names.map(name => `\`${name}=\``).join(', ')
    const file = project.master?.source.name ?? ''
    const { program } = service
    const known = project.catalog.program(program)
    const explained = known && explainedWords(service, project.catalog, known)
    for (const { name, nameRange: range } of line.attributes) {
      if (legal.has(name.toLowerCase()) || explained?.has(range.start)) continue
      const near = nearestName(name, names)
      report({
        at: { file, range },
        say: ['unknown', { program, text: `${name}=`, names: list, near }],
        fix: near === undefined ? undefined : { title: `Write \`${near}\``, edits: [{ file, range, text: near }] },
      })
    }
    for (const { text, range } of line.stray) {
      if (explained?.has(range.start)) continue
      const near = legal.has(text.toLowerCase()) ? text.toLowerCase() : undefined
      const shown = text.length > 40 ? `${text.slice(0, 40)}...` : text
      report({ at: { file, range }, say: ['unknown', { program, text: shown, names: list, near }] })
    }
  },
  examples: [
    {
      title: 'A slip in `user=`',
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
          «usr»=nobody argv=/usr/local/bin/archive
      `,
      fixed: {
        'master.cf': `
        pickup unix n - n 60 1 pickup
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        archive unix - n n - - pipe
          user=nobody argv=/usr/local/bin/archive
      `,
      },
    },
    {
      title: 'Names compare without case',
      clean: true,
      'master.cf': `
        archive unix - n n - - pipe
          Flags=R User=archive Argv=/usr/local/bin/archive
      `,
    },
  ],
})
