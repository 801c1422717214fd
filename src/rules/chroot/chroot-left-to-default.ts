import { defineRule } from '../define.js'

export default defineRule({
  id: 'chroot-left-to-default',
  severity: 'warning',
  since: '0.1.0',
  postfix: { from: '3.0' },
  fix: 'none',
  summary: 'The chroot column is `-`, and the compatibility level makes that `y`',
  why: `A \`-\` in the chroot column meant \`y\` before Postfix 3.0 and means \`n\` since, but only from \`compatibility_level = 1\`
on. Below that level, which is also the default, the services are still chrooted and need copies of \`/etc/resolv.conf\` and
other files in the queue directory. Postfix logs a line for each of them. Say \`y\` or \`n\`, or raise the level.`,
  see: ['COMPATIBILITY_README', 'master(5)', 'src/master/master_ent.c'],
  evidence: { kind: 'log', says: ['using backwards-compatible default setting chroot=y'], by: 'master' },
  messages: {
    jail: (d: { level: string; others: number }) =>
      `\`-\` means chroot \`y\` at compatibility level ${d.level}${d.others > 0 ? `, also for ${d.others} more ${d.others === 1 ? 'service' : 'services'}` : ''}: they need copies of system files in the queue directory. Write \`n\` or \`y\`, or raise \`compatibility_level\``,
  },
  scope: 'project',
  check({ project }, report) {
    const level = project.base.get('compatibility_level')
    if (!project.hasMain || level === undefined || level.unknown || level.expanded.problem) return
    const services = project.services.filter(service => service.isChrooted === true && service.column('chroot') === '-')
    const [first] = services
    const column = first?.entry.fields.find(field => field.name === 'chroot')
    if (column === undefined) return
    report({
      at: { file: project.master?.source.name ?? '', range: column.range },
      say: ['jail', { level: level.text, others: services.length - 1 }],
      services,
      ...(level.setting && {
        related: [{ at: { file: level.setting.file, range: level.setting.valueRange }, message: 'the level' }],
      }),
    })
  },
  examples: [
    {
      title: 'A main.cf that does not set the level',
      'main.cf': `
        myhostname = mail.example.com
      `,
      'master.cf': `
        pickup unix n - n 60 1 pickup
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        rewrite unix - - n - - trivial-rewrite
        smtp unix - - «-» - - smtp
        relay unix - - - - - smtp
      `,
    },
    {
      title: 'The level says how to read it',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
      `,
      'master.cf': `
        smtp unix - - - - - smtp
      `,
    },
  ],
})
