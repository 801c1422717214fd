import { branchOf } from '../../catalog/versions.js'
import { compareLevels } from '../../config/compatibility-level.js'
import { wholeValue } from '../../config/elements.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'compatibility-level-too-new',
  severity: 'warning',
  since: '0.1.0',
  postfix: { from: '3.0' },
  fix: 'none',
  summary: 'The configuration was made for a newer Postfix',
  why: `A \`compatibility_level\` above that of the installed Postfix is accepted without a word. The configuration may then
count on parameters and defaults that this Postfix does not have, and the next upgrade changes defaults at once, without
the notices in the log that the level is there for. Postfix 3.0 to 3.5 know whole numbers up to 2; the level \`3.6\` makes
most of their releases stop.`,
  see: ['COMPATIBILITY_README', 'postconf(5) compatibility_level', 'src/global/compat_level.c'],
  evidence: {
    kind: 'source',
    because: 'the level is only compared with those at which a default changed (`src/global/mail_params.c`)',
  },
  messages: {
    ahead: (d: { level: string; version: string }) =>
      `Level \`${d.level}\` is newer than Postfix ${d.version}: later releases change their defaults without the warnings that the level is there for`,
    whole: (d: { level: string; version: string }) =>
      `Postfix ${d.version} wants a whole number here, at most 2; \`${d.level}\` is a level of Postfix 3.6 and newer, and most older releases stop at it`,
  },
  scope: 'setting',
  parameters: ['compatibility_level'],
  check({ project, resolved, setting }, report) {
    const { compatibility, version } = project.catalog
    if (resolved.setting !== setting || resolved.unknown || resolved.expanded.problem) return
    const level = resolved.text
    const highest = compatibility.integerOnly ? compatibility.lastLevel : branchOf(version)
    const ahead = highest === undefined ? undefined : compareLevels(level, highest)
    if (ahead === undefined || ahead <= 0) return
    const sameBranch = level.startsWith(`${highest}.`)
    if (sameBranch) return
    report({ at: wholeValue(resolved), say: [compatibility.integerOnly ? 'whole' : 'ahead', { level, version }] })
  },
  examples: [
    {
      title: 'Copied from a newer host',
      version: '3.7.11',
      'main.cf': `
        compatibility_level = «3.9»
      `,
    },
    {
      title: 'Too new for the time of whole numbers',
      version: '3.4',
      prove: false,
      'main.cf': `
        compatibility_level = «3.6»
      `,
    },
    {
      title: 'The level of the release',
      clean: true,
      version: '3.7.11',
      'main.cf': `
        compatibility_level = 3.7
      `,
    },
  ],
})
