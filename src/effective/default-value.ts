import { defaultsFor } from '../config/defaults.js'
import { createEffective, type Effective, type Resolved } from '../config/effective.js'
import { macroRules } from '../config/macro-types.js'
import type { Project } from '../config/project.js'

/** The value that a name would have in a view if nobody had set it; undefined when there is none. */
export function defaultValue(project: Project, view: Effective, name: string): Resolved | undefined {
  const { catalog, services, host } = project
  const builtin = defaultsFor(
    catalog,
    services.map(({ entry }) => entry),
    host,
  )
  const alone = createEffective({
    from: 'main.cf',
    own: new Map(),
    defaultOf: other => {
      if (other === name) return builtin(name, view)
      const value = view.get(other)
      return value && { value: value.written, unknown: value.unknown }
    },
    isRaw: other => catalog.parameter(other)?.type === 'raw',
    expansion: { rules: macroRules(catalog) },
  })
  return alone.get(name)
}

/** True when a value was set to something else than what it would be anyway. */
export function differsFromDefault(project: Project, view: Effective, resolved: Resolved): boolean {
  if (resolved.from === 'default') return false
  const stock = defaultValue(project, view, resolved.name)
  if (stock === undefined || stock.unknown || resolved.unknown) return true
  return stock.text !== resolved.text
}
