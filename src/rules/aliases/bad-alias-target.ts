import { listItems } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import type { Project } from '../../config/project.js'
import { defineRule } from '../define.js'

/** False when it is certain that a list of `allow_mail_to_...` does not let aliases do that. */
function isAllowed(project: Project, name: string): boolean {
  const services = project.services.filter(({ program }) => program === 'local')
  const configs = services.length === 0 ? [project.base] : services.map(({ config }) => config)
  return configs.some(config => {
    const list = config.get(name)
    return (
      list === undefined || !isReadable(list) || listItems(list).some(({ value }) => value.toLowerCase() === 'alias')
    )
  })
}

export default defineRule({
  id: 'bad-alias-target',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'An alias leads to what local(8) does not deliver to',
  why: `Files of addresses are named with their whole path: \`:include:/etc/postfix/staff\`; mail for another comes back with "mail system configuration
error". Files and commands are delivered to if \`allow_mail_to_files\` and \`allow_mail_to_commands\` have the word \`alias\`, which they have unless you
changed them; otherwise mail comes back. An alias without any target but \`""\` or comments makes mail for it wait until it is returned.`,
  see: [
    'aliases(5)',
    'postconf(5) allow_mail_to_commands',
    'src/local/include.c',
    'src/local/token.c',
    'src/local/alias.c',
  ],
  evidence: { kind: 'source', because: 'local(8) says it when it delivers to that alias' },
  messages: {
    relative: (d: { path: string }) =>
      `\`${d.path}\` is no whole path, so mail for this alias comes back: write \`:include:/...\``,
    nothing: (d: { name: string }) =>
      `\`${d.name}\` leads nowhere, so its mail waits until it is returned: write an address, or \`/dev/null\``,
    command: () => 'mail for this alias comes back: `allow_mail_to_commands` does not have the word `alias`',
    file: () => 'mail for this alias comes back: `allow_mail_to_files` does not have the word `alias`',
  },
  scope: 'table',
  syntaxes: ['aliases'],
  check({ project }, report) {
    const commands = isAllowed(project, 'allow_mail_to_commands')
    const files = isAllowed(project, 'allow_mail_to_files')
    return {
      line(line) {
        if (line.type !== 'alias') return
        if (line.targets.every(({ kind, meaning }) => kind === 'address' && meaning === ''))
          report({
            at: line.value.value === '' ? line.key : line.value,
            say: ['nothing', { name: line.name.slice(0, 60) }],
          })
        for (const target of line.targets) {
          if (target.kind === 'include' && !target.meaning.startsWith('/'))
            report({ at: target, say: ['relative', { path: target.meaning.slice(0, 60) }] })
          else if (target.kind === 'command' && !commands) report({ at: target, say: ['command'] })
          // Postfix lets anybody throw mail away.
          else if (target.kind === 'file' && !files && target.meaning !== '/dev/null')
            report({ at: target, say: ['file'] })
        }
      },
    }
  },
  examples: [
    {
      title: 'A file without its path, and nothing',
      'main.cf': 'alias_maps = hash:/etc/postfix/aliases\n',
      tables: { aliases: 'postmaster: anna\nroot: anna\nstaff: «:include:staff.txt»\ngone: «""»\n' },
    },
    {
      title: 'Commands and files that are not allowed',
      'main.cf': 'alias_maps = hash:/etc/postfix/aliases\nallow_mail_to_commands =\nallow_mail_to_files = forward\n',
      tables: {
        aliases: 'postmaster: anna\nroot: anna\nfilter: «"|/usr/local/bin/filter"»\nlog: «/var/log/mail-copy»\n',
      },
    },
    {
      title: 'What is allowed by default',
      clean: true,
      'main.cf': 'alias_maps = hash:/etc/postfix/aliases\nalias_database = $alias_maps\n',
      tables: {
        aliases:
          'postmaster: anna\nroot: anna\nstaff: :include:/etc/postfix/staff\nfilter: "|/usr/local/bin/filter"\nnobody: /dev/null\n',
      },
    },
  ],
})
