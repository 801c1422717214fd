import type { Effective } from '../../config/effective.js'
import { nameLocation } from '../../config/elements.js'
import { expand } from '../../config/expand.js'
import { macroRules } from '../../config/macro-types.js'
import type { Project } from '../../config/project.js'
import { removeSetting } from '../../config/setting-edits.js'
import { unmapped } from '../../text/mapped-text.js'
import { defineRule } from '../define.js'

/** What a default comes to here; undefined when that is not known. */
function valueOfDefault(written: string, raw: boolean, { catalog }: Project, view: Effective): string | undefined {
  if (raw || !written.includes('$')) return written.trim()
  const text = unmapped(written)
  const lookup = (name: string) => view.get(name) && { value: view.get(name)?.written ?? text }
  const found = expand(text, lookup, { rules: macroRules(catalog) })
  return found.unknown || found.problem ? undefined : found.text.text.trim()
}

export default defineRule({
  id: 'setting-repeats-default',
  severity: 'info',
  preset: 'all',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A setting that equals the default',
  why: `A setting with the value that Postfix has by default changes nothing today. It keeps that value when the default
changes with a later release, which may be meant; mostly it is left over from a copied file, and makes it harder to see
what is special about this system. \`postconf -n\` and \`postconf -d\` show both sides.`,
  see: ['postconf(1)', 'postconf(5)'],
  evidence: { kind: 'heuristic', because: 'the setting can be there to keep the value through an upgrade' },
  messages: {
    repeats: (d: { name: string; version: string }) =>
      `\`${d.name}\` has this value by default in Postfix ${d.version}: the setting changes nothing`,
  },
  scope: 'setting',
  check({ project, setting, parameter, service, resolved, view }, report) {
    if (service !== undefined || resolved.setting !== setting || parameter?.class !== 'builtin') return
    // What the builder or the host decides is not the same everywhere.
    if (parameter.default === null || parameter.buildDependent || parameter.hostDependent) return
    if (resolved.unknown || resolved.expanded.problem) return
    if (valueOfDefault(parameter.default, parameter.type === 'raw', project, view) !== resolved.text) return
    report({
      at: nameLocation(setting),
      say: ['repeats', { name: setting.name, version: project.catalog.version }],
      fix: { title: 'Remove the setting', edits: removeSetting(project, setting) },
    })
  },
  examples: [
    {
      title: 'Copied with the rest of the file',
      'main.cf': `
        myhostname = mail.example.com
        «queue_run_delay» = 300s
      `,
      fixed: `
        myhostname = mail.example.com
      `,
    },
    {
      title: 'Another value',
      clean: true,
      'main.cf': `
        compatibility_level = 3.11
        queue_run_delay = 200s
      `,
    },
  ],
})
