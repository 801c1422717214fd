import type { Project } from '../config/project.js'
import type { ConfigFile } from '../syntax/nodes.js'
import { remembered } from '../text/remembered.js'
import { argumentOccurrences, columnOccurrences } from './master-occurrences.js'
import type { Occurrence } from './occurrence-types.js'
import { assignmentOccurrences } from './value-occurrences.js'

const occurrencesByFile = remembered((_: Project) => new Map<ConfigFile, readonly Occurrence[]>())

/** Every name in a file that means something to Postfix, in order of place; an inner one comes after what it is in. */
export function occurrencesIn(project: Project, file: ConfigFile): readonly Occurrence[] {
  const memory = occurrencesByFile(project)
  const known = memory.get(file)
  if (known !== undefined) return known
  const found = collect(project, file).sort((a, b) => a.range.start - b.range.start || b.range.end - a.range.end)
  memory.set(file, found)
  return found
}

function collect(project: Project, file: ConfigFile): Occurrence[] {
  if (file.type === 'main-cf') {
    return file.lines.flatMap(line => (line.type === 'setting' ? assignmentOccurrences(project, line) : []))
  }
  return project.services.flatMap(service => [...columnOccurrences(service), ...argumentOccurrences(project, service)])
}

/** The names in all files of a project. */
export function allOccurrences(project: Project): readonly Occurrence[] {
  return [project.main, project.master].flatMap(file => (file ? occurrencesIn(project, file) : []))
}

/** What is at an offset of a file, the narrowest first; an end counts as inside, as a cursor stands between characters. */
export function occurrencesAt(project: Project, file: ConfigFile, offset: number): readonly Occurrence[] {
  const around = occurrencesIn(project, file).filter(({ range }) => range.start <= offset && offset <= range.end)
  const width = ({ range }: Occurrence) => range.end - range.start
  // Between two touching names the one after the cursor is meant, as it is under a block cursor.
  const after = ({ range }: Occurrence) => (range.end === offset ? 1 : 0)
  return around.sort((a, b) => after(a) - after(b) || width(a) - width(b))
}

/** The file of a project with this name. */
export function fileNamed(project: Project, name: string): ConfigFile | undefined {
  return [project.main, project.master].find(file => file?.source.name === name)
}
