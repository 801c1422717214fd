import { attributeNamed, readCommandLine } from '../../config/command-attributes.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'missing-command-attribute',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'pipe or spawn has no `user=` or no `argv=`',
  why: `pipe(8) and spawn(8) run a command of yours: \`argv=\` says which, \`user=\` as whom. Both are needed, and \`argv=\` comes
last because all that follows belongs to the command. Without one of them the program stops with a fatal error at each
message.`,
  see: ['pipe(8)', 'spawn(8)', 'src/pipe/pipe.c'],
  evidence: {
    kind: 'log',
    says: ['missing user= command-line attribute', 'missing argv= command-line attribute'],
    by: 'pipe',
  },
  messages: {
    missing: (d: { program: string; name: string }) =>
      `\`${d.program}\` needs \`${d.name}=\`: without it the program stops with a fatal error, and mail for it stays in the queue`,
    after: (d: { program: string; name: string }) =>
      `This \`${d.name}=\` belongs to the command, as it stands after \`argv=\`: \`${d.program}\` misses it and stops with a fatal error. Put it before \`argv=\``,
  },
  scope: 'service',
  check({ project, service }, report) {
    const line = readCommandLine(project.catalog, service)
    if (line === undefined) return
    const file = project.master?.source.name ?? ''
    const { program } = service
    for (const { name } of line.known.filter(attribute => attribute.required)) {
      if (attributeNamed(line, name)) continue
      const late = line.rest.find(word => word.text.startsWith(`${name}=`))
      if (late) report({ at: { file, range: late.range }, say: ['after', { program, name }] })
      else report({ at: { file, range: service.entry.command.range }, say: ['missing', { program, name }] })
    }
  },
  examples: [
    {
      title: 'Nobody is named to run the command',
      'main.cf': `
        compatibility_level = 3.6
        local_transport = vacation
      `,
      'master.cf': `
        pickup unix n - n 60 1 pickup
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        vacation unix - n n - - «pipe»
          flags=Rq argv=/usr/bin/vacation \${sender}
      `,
    },
    {
      title: '`user=` after `argv=` is an argument of the command',
      'main.cf': `
        compatibility_level = 3.6
        local_transport = vacation
      `,
      'master.cf': `
        pickup unix n - n 60 1 pickup
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        vacation unix - n n - - pipe
          flags=Rq argv=/usr/bin/vacation «user=vacation»
      `,
    },
    {
      title: 'Both are there',
      clean: true,
      'master.cf': `
        vacation unix - n n - - pipe
          flags=Rq user=vacation argv=/usr/bin/vacation \${sender}
      `,
    },
  ],
})
