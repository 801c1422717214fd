import { defineRule } from '../define.js'

/** What does not work in a jail, in the operator's words. */
const losses: Readonly<Record<string, string>> = {
  local: 'home directories, alias files and commands of users',
  virtual: 'mailboxes',
  pipe: 'the command in `argv=`',
  spawn: 'the command in `argv=`',
  proxymap: 'the tables that it is there to open for chrooted services',
  postlogd: 'the log file of `maillog_file`',
  nbdb_reindexd: 'the tables to be converted',
}

export default defineRule({
  id: 'chrooted-program',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A program that needs the whole file system runs in a chroot jail',
  why: `With \`y\` in the chroot column a program sees nothing but the queue directory. local(8), virtual(8), pipe(8), spawn(8),
proxymap(8) and postlogd(8) have to reach mailboxes, commands, tables or logs outside of it, so their entries need \`n\`.`,
  see: ['master(5)', 'conf/master.cf'],
  evidence: {
    kind: 'source',
    because: 'master(5) names the programs; somebody could have put all they need into the jail',
  },
  messages: {
    chrooted: (d: { program: string; loss: string }) =>
      `\`${d.program}\` should not run in the chroot jail: it cannot reach ${d.loss}. Write \`n\` in this column`,
  },
  scope: 'service',
  programs: Object.keys(losses),
  check({ project, service }, report) {
    const column = service.entry.fields.find(field => field.name === 'chroot')
    if (service.isChrooted !== true || column === undefined) return
    // What `-` stands for is the compatibility level's business, and another rule's.
    if (column.text === '-' && project.catalog.compatibility.exists) return
    const at = { file: project.master?.source.name ?? '', range: column.range }
    report({
      at,
      say: ['chrooted', { program: service.program, loss: losses[service.program] ?? 'its files' }],
      fix: { title: 'Write `n`', edits: [{ ...at, text: 'n' }] },
    })
  },
  examples: [
    {
      title: 'A jail for pipe',
      'master.cf': `
        archive unix - n «y» - - pipe
          flags=R user=archive argv=/usr/local/bin/archive
      `,
      fixed: `
        archive unix - n n - - pipe
          flags=R user=archive argv=/usr/local/bin/archive
      `,
    },
    {
      title: 'Outside the jail',
      clean: true,
      'master.cf': `
        archive unix - n n - - pipe
          flags=R user=archive argv=/usr/local/bin/archive
      `,
    },
  ],
})
