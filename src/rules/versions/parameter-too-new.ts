import type { NameHistory } from '../../catalog/types.js'
import { branchOf } from '../../catalog/versions.js'
import { nameLocation } from '../../config/elements.js'
import { unusedKind } from '../../config/unused-names.js'
import { defineRule } from '../define.js'

/** The release of the same branch that brought it, when a patch release did; else the first of all. */
function arrival({ releases, since }: NameHistory, version: string): string {
  return (
    releases.find(release => branchOf(release) === branchOf(version)) ??
    releases.find(release => branchOf(release) === release) ??
    since
  )
}

export default defineRule({
  id: 'parameter-too-new',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A parameter that this release of Postfix does not have yet',
  why: `Postfix ignores a parameter that it does not know: the line has no effect until Postfix is upgraded, and nothing is
logged. A configuration taken from a newer host, or from a guide, may count on it, for a protection against attacks for
example.`,
  see: ['postconf(5)', 'HISTORY'],
  evidence: {
    kind: 'source',
    because:
      'every release was read for the names it has (`CONFIG_*_TABLE`); postconf(1) of the older one calls the name unused',
  },
  messages: {
    future: (d: { name: string; since: string; version: string }) =>
      `Postfix ${d.version} does not have \`${d.name}\`, which came with Postfix ${d.since}: it has no effect`,
  },
  scope: 'setting',
  check({ project, setting, service }, report) {
    const found = unusedKind(project, setting.name, service)
    if (found?.kind !== 'other-release' || found.history.now !== 'future') return
    const { version } = project.catalog
    const since = arrival(found.history, version)
    report({ at: nameLocation(setting), say: ['future', { name: setting.name, since, version }] })
  },
  examples: [
    {
      title: 'Advice for a newer release',
      version: '3.3',
      prove: false,
      'main.cf': `
        «smtpd_tls_chain_files» = /etc/ssl/private/mail.pem
      `,
    },
    {
      title: 'A protection that patch releases brought',
      version: '3.7.8',
      prove: false,
      'main.cf': `
        «smtpd_forbid_bare_newline» = yes
      `,
    },
    {
      title: 'The release that brought it',
      clean: true,
      version: '3.7.11',
      'main.cf': `
        smtpd_forbid_bare_newline = yes
      `,
    },
  ],
})
