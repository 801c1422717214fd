import { nameLocation } from '../../config/elements.js'
import { renameSetting } from '../../config/setting-edits.js'
import { unusedKind } from '../../config/unused-names.js'
import { defineRule } from '../define.js'

/** Renamed, with values that mean the same; elsewhere the value has to be thought over. */
const renamed: ReadonlySet<string> = new Set([
  'connection_cache_service',
  'program_directory',
  'smtpd_sasl_application_name',
  'tls_fast_shutdown',
  'tlsproxy_tls_session_cache_timeout',
])

export default defineRule({
  id: 'removed-parameter',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A parameter that Postfix does not have any more',
  why: `Postfix ignores a parameter that it no longer knows, and says nothing: the line has no effect. What it was for is
done by another parameter today, or needs no setting.`,
  see: ['postconf(5)', 'DEPRECATION_README', 'src/postconf/postconf_unused.c'],
  evidence: { kind: 'log', says: ['unused parameter', 'has been removed'], by: 'postconf' },
  messages: {
    replaced: (d: { name: string; removed: string | undefined; replacement: string }) =>
      `Postfix${d.removed ? ` ${d.removed} removed` : ' has no longer'} \`${d.name}\`: this line has no effect. ${d.replacement} took its place`,
    gone: (d: { name: string; removed: string | undefined }) =>
      `Postfix${d.removed ? ` ${d.removed} removed` : ' has no longer'} \`${d.name}\`: this line has no effect and can be deleted`,
    never: (d: { name: string }) =>
      `Only the manual of some releases had \`${d.name}\`, Postfix never read it: this line has no effect`,
  },
  scope: 'setting',
  check({ project, setting, service, view }, report) {
    const found = unusedKind(project, setting.name, service)
    if (found?.kind !== 'other-release') return
    const { name } = setting
    const { now, removed, replacement } = found.history
    const at = nameLocation(setting)
    if (now === 'never') report({ at, say: ['never', { name }] })
    if (now !== 'gone') return
    const [only] = replacement
    if (only === undefined) {
      report({ at, say: ['gone', { name, removed }] })
      return
    }
    const words = replacement.map(other => `\`${other}\``).join(' or ')
    const certain = renamed.has(name) && project.catalog.parameter(only) !== undefined
    report({
      at,
      say: ['replaced', { name, removed, replacement: words }],
      fix: { title: `Write \`${only}\``, edits: certain ? renameSetting(setting, only, view) : null },
    })
  },
  examples: [
    {
      title: 'Older than Postfix 2.1',
      'main.cf': `
        «program_directory» = /usr/lib/postfix/sbin
      `,
      fixed: `
        daemon_directory = /usr/lib/postfix/sbin
      `,
    },
    {
      title: 'The parameter of today',
      clean: true,
      'main.cf': `
        smtpd_tls_mandatory_ciphers = high
      `,
    },
  ],
})
