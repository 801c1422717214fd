import type { ValueKind } from '../catalog/types.js'
import { remembered } from '../text/remembered.js'
import type { Project } from './project.js'

/** Kind of the parameters that define restriction classes. */
const classNames: ValueKind = 'restriction-class-names'
const restrictionList: ValueKind = 'restriction-list'

/** What the value of a name is, as far as its name alone tells; undefined for a person's own names. */
export function valueKindOf(project: Project, name: string): ValueKind | undefined {
  const { catalog } = project
  const known = catalog.parameter(name) ?? catalog.transportFamily(name) ?? catalog.conventionalName(name)
  return known?.kind ?? (restrictionClasses(project).has(name) ? restrictionList : undefined)
}

/** The names that main.cf declares to be lists of restrictions. */
export const restrictionClasses = remembered((project: Project): ReadonlySet<string> => {
  const declaring = project.settings.filter(({ name }) => project.catalog.parameter(name)?.kind === classNames)
  const names = declaring.flatMap(({ name }) => {
    const resolved = project.base.get(name)
    return resolved?.list().map(({ span }) => resolved.text.slice(span.start, span.end)) ?? []
  })
  return new Set(names)
})
