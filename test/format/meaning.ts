import type { Effective } from '../../src/config/effective.js'
import { createProject, type Project } from '../../src/config/project.js'
import { valueKindOf } from '../../src/config/value-kinds.js'
import { format } from '../../src/format/format.js'
import { isSpacedList } from '../../src/format/list-names.js'
import { SourceText } from '../../src/text/source-text.js'

/** The two files of a configuration; one may be missing. */
export interface Texts {
  readonly main: string | undefined
  readonly master: string | undefined
}

export function projectOf({ main, master }: Texts): Project {
  return createProject({
    ...(main !== undefined && { main: new SourceText('main.cf', main) }),
    ...(master !== undefined && { master: new SourceText('master.cf', master) }),
    target: { version: '3.10.0', profile: 'debian' },
  })
}

export function formatted(project: Project): Texts {
  return {
    main: project.main && format(project, project.main),
    master: project.master && format(project, project.master),
  }
}

/** All that every program of a configuration runs with: each set parameter, expanded, as each service sees it. */
export function meaningOf(project: Project): unknown {
  const names = new Set(project.settings.map(({ name }) => name))
  const views: [string, Effective][] = [['main.cf', project.base]]
  for (const { label, config, entry } of project.services) {
    for (const name of config.own.keys()) names.add(name)
    const words = entry.fields.map(({ text }) => text)
    views.push([[label, ...words].join(' '), config])
  }
  return views.map(([label, view]) => [label, [...names].map(name => [name, valueIn(project, view, name)])])
}

function valueIn(project: Project, view: Effective, name: string): unknown {
  const resolved = view.get(name)
  if (resolved === undefined) return undefined
  const kind = valueKindOf(project, name)
  if (kind !== undefined && !isSpacedList(project.catalog, kind)) return resolved.text
  // However it is written, a list is its elements. What no program knows counts where it is referred to.
  return resolved.list().map(({ span }) => resolved.text.slice(span.start, span.end))
}
