import type { Location } from '../../text/range.js'
import { writtenPlace } from '../certain-values.js'
import type { Effective } from '../effective.js'
import type { ValuePlace } from '../elements.js'
import type { Project } from '../project.js'

/**
 * Where a finding about the host is shown: at the setting that names the thing, or, when nobody wrote one, at the very
 * beginning of main.cf (of master.cf, where there is only that).
 */
export function hostPlace(project: Project, view: Effective, names: readonly string[]): Location | ValuePlace {
  for (const name of names) {
    const place = writtenPlace(view.get(name))
    if (place !== undefined) return place
  }
  const file = project.main ?? project.master
  return { file: file?.source.name ?? '', range: { start: 0, end: 0 } }
}
