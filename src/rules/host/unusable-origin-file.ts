import { namedFile } from '../../config/host/named-files.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'unusable-origin-file',
  severity: 'error',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'The file with the name of this mail system is missing or empty',
  why: `On Debian and its relatives, \`myorigin = /etc/mailname\` stands for the first line of that file. Without the file, or
when its first line is empty, every Postfix program stops with a fatal error. Write the domain into the file, or into
\`myorigin\` itself.`,
  see: [
    'postconf(5) myorigin',
    'https://www.debian.org/doc/debian-policy/ch-customized-programs.html#mail-transport-delivery-and-user-agents',
  ],
  evidence: { kind: 'log', says: ['cannot open file', 'is empty', 'No such file'], by: 'postfix' },
  messages: {
    missing: (d: { path: string }) =>
      `There is no file \`${d.path}\`: every Postfix program stops with a fatal error. Create it with the domain of this mail system in its first line`,
    empty: (d: { path: string }) =>
      `The first line of \`${d.path}\` is empty: every Postfix program stops with a fatal error. Write the domain of this mail system there`,
  },
  scope: 'setting',
  parameters: ['myorigin'],
  check({ project, setting, resolved, view }, report) {
    if (project.catalog.profile !== 'debian') return
    const file = namedFile(project.facts, view, setting, resolved)
    if (file === undefined) return
    const { path, place: at, fact } = file
    if (fact === 'missing') report({ at, say: ['missing', { path }] })
    else if (fact.text !== undefined && /^[ \t]*(?:\n|$)/.test(fact.text)) report({ at, say: ['empty', { path }] })
  },
  examples: [
    {
      title: 'Not there',
      profile: 'debian',
      'main.cf': `
        compatibility_level = 3.6
        myorigin = «/etc/postfix/mailname»
      `,
      files: { '/etc/postfix/mailname': 'missing' },
    },
    {
      title: 'A domain',
      profile: 'debian',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        myorigin = /etc/mailname
      `,
      files: { '/etc/mailname': { text: 'example.com\n' } },
    },
  ],
})
