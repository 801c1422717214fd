import { nameLocation } from '../../config/elements.js'
import type { Project } from '../../config/project.js'
import { removeSetting } from '../../config/setting-edits.js'
import { layersWith } from '../../config/setting-layers.js'
import { tlsSwitches } from '../../config/tls-switches.js'
import { defineRule } from '../define.js'

/** Another rule tells of these, and knows what to write instead. */
const elsewhere: ReadonlySet<string> = new Set(tlsSwitches.flatMap(({ use, enforce }) => [use, enforce]))

/** True when a service sets one of the names: a rename in main.cf could hide what is set there. */
function isSetInService(project: Project, names: readonly string[]): boolean {
  return names.some(name => layersWith(project, name).some(layer => layer !== project.base))
}

export default defineRule({
  id: 'deprecated-parameter',
  severity: 'warning',
  since: '0.1.0',
  fix: 'safe',
  summary: 'A parameter that is to go, or has another name now',
  why: `Postfix keeps old parameter names for a long time. As long as the new name is not set, most old ones still work;
when both are set, the new one counts and the old one is ignored. From Postfix 3.9 on postconf(1), and \`postfix start\` and
\`postfix reload\`, warn of names that a later release will not have any more.`,
  see: ['DEPRECATION_README', 'postconf(5)', 'src/postconf/postconf_unused.c'],
  evidence: {
    kind: 'source',
    because:
      'the warning (`support for parameter ... will be removed`) came with Postfix 3.9; the installed one is older',
  },
  messages: {
    renamed: (d: { name: string; replacement: string }) =>
      `\`${d.name}\` is an old name: Postfix calls it ${d.replacement} now, and a later release may not know the old one`,
    ignored: (d: { name: string; replacement: string }) =>
      `\`${d.name}\` is ignored: it is the old name of ${d.replacement}, which is set as well`,
    replaced: (d: { name: string; replacement: string; going: boolean }) =>
      `\`${d.name}\` is deprecated${d.going ? ' and will be removed from Postfix' : ''}: use ${d.replacement} instead`,
    useless: (d: { name: string }) =>
      `Postfix reads \`${d.name}\` but does nothing with it any more: remove this setting`,
    leave: (d: { name: string; going: boolean }) =>
      `\`${d.name}\` is deprecated${d.going ? ' and will be removed from Postfix' : ''}: leave it at its default, that is, do not set it`,
    old: (d: { name: string }) => `\`${d.name}\` has an effect only with \`oqmgr\`, the old queue manager`,
  },
  scope: 'setting',
  check({ project, setting, parameter, service, view }, report) {
    const { name } = setting
    const deprecation = parameter?.deprecated
    if (deprecation === undefined || elsewhere.has(name)) return
    if (deprecation.effect === 'oqmgr only' && project.services.some(({ program }) => program === 'oqmgr')) return
    const { catalog } = project
    const { replacement, warnsSince } = deprecation
    const going = warnsSince !== undefined && catalog.atLeast(warnsSince)
    const severity = going ? 'warning' : 'info'
    const at = nameLocation(setting)
    const words = replacement.map(other => `\`${other}\``).join(' and ')
    switch (deprecation.effect) {
      case 'fallback': {
        const [only, ...more] = replacement
        if (replacement.length > 0 && replacement.every(other => view.get(other)?.setting !== undefined)) {
          const fix = {
            title: `Remove \`${name}\``,
            edits: removeSetting(project, setting, service),
            safety: 'unsafe' as const,
          }
          report({ at, say: ['ignored', { name, replacement: words }], severity, fix })
          return
        }
        const certain = only !== undefined && more.length === 0 && !isSetInService(project, [name, only])
        const fix = { title: `Write \`${only}\``, edits: certain ? [{ ...at, text: only }] : null }
        report({ at, say: ['renamed', { name, replacement: words }], severity, fix })
        return
      }
      case 'ignored':
        report({ at, say: ['useless', { name }], severity })
        return
      case 'oqmgr only':
        report({ at, say: ['old', { name }], severity })
        return
      case 'works':
      case 'discouraged':
        if (replacement.length === 0) report({ at, say: ['leave', { name, going }], severity })
        else report({ at, say: ['replaced', { name, replacement: words, going }], severity })
        return
      case 'removed':
        return
      default:
        deprecation.effect satisfies never
    }
  },
  examples: [
    {
      title: 'A name from before Postfix 3.6',
      'main.cf': `
        «postscreen_blacklist_action» = enforce
      `,
      fixed: `
        postscreen_denylist_action = enforce
      `,
    },
    {
      title: 'Both names',
      'main.cf': `
        «fallback_relay» = [192.0.2.25]
        smtp_fallback_relay = [192.0.2.26]
      `,
      fixed: `
        smtp_fallback_relay = [192.0.2.26]
      `,
    },
    {
      title: 'To be left at its default',
      'main.cf': `
        «smtpd_tls_dh1024_param_file» = /etc/postfix/dh2048.pem
      `,
    },
    {
      title: 'In Postfix 3.5 the old name was the only one',
      clean: true,
      version: '3.5',
      'main.cf': `
        postscreen_blacklist_action = enforce
      `,
    },
  ],
})
