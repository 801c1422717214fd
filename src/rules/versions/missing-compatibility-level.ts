import { looksComplete } from '../../config/service-lookup.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'missing-compatibility-level',
  severity: 'info',
  since: '0.1.0',
  postfix: { from: '3.0' },
  fix: 'none',
  summary: 'The configuration does not say which defaults it was made for',
  why: `\`compatibility_level\` says which Postfix a configuration was written for. Without it Postfix takes level 0: it keeps
the defaults of Postfix 2.11 for the parameters whose default has changed since, puts services with \`-\` in the chroot
column into the chroot jail, and logs a notice at each start. Set the level that the stock main.cf of your release has,
after a look at what changes (COMPATIBILITY_README).`,
  see: ['COMPATIBILITY_README', 'postconf(5) compatibility_level', 'src/global/mail_params.c'],
  evidence: { kind: 'log', says: ['backwards-compatible default settings'], by: 'postfix' },
  messages: {
    missing: (d: { names: string; stock: string | undefined }) =>
      `\`compatibility_level\` is not set, so Postfix keeps the defaults of before 2015${d.names}${d.stock ? `; a new installation has \`${d.stock}\`` : ''}`,
  },
  scope: 'project',
  check({ project }, report) {
    const { main, base, catalog } = project
    // A piece of a configuration (a file to be included, an example) leaves most things out.
    if (main === undefined || !looksComplete(project)) return
    const { compatibility } = catalog
    if (!compatibility.exists || base.get('compatibility_level')?.from !== 'default') return
    const open = compatibility.parameters
      .filter(({ name }) => base.get(name)?.from === 'default')
      .map(({ name }) => name)
    const shown = open.slice(0, 3).map(name => `\`${name}\``)
    const names =
      shown.length === 0 ? '' : `, for ${shown.join(', ')}${open.length > 3 ? ` and ${open.length - 3} more` : ''}`
    const at = { file: main.source.name, range: { start: 0, end: 0 } }
    report({ at, say: ['missing', { names, stock: compatibility.stockLevel }] })
  },
  examples: [
    {
      title: 'A configuration from long ago',
      'main.cf': `
        «»myhostname = mail.example.com
      `,
      'master.cf': `
        pickup unix n - n 60 1 pickup
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
      `,
    },
    {
      title: 'With a level',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.11
        smtpd_helo_required = yes
      `,
    },
  ],
})
