import { expect } from 'vitest'
import type { Location } from 'vscode-languageserver'
import type { Project } from '../../src/config/project.js'
import { toRange } from '../../src/language-service/positions.js'
import { readMarks } from '../../src/text/marks.js'
import { atCursor, type Files } from './cursor.js'

/** Files with `«»` around the places that are expected. */
function expected(files: Files) {
  const { version: _, tables, ...configuration } = files
  const texts = { ...configuration, ...tables }
  const plain = Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, readMarks(text.replace('¦', '')).text]),
  )
  const ranges = Object.entries(texts).flatMap(([name, text]) =>
    readMarks(text.replace('¦', '')).ranges.map(({ start, end }) => `${name} ${start}-${end}`),
  )
  const unmarked = (named: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(named).map(([name, text]) => [name, text.replaceAll(/[«»]/g, '')]))
  const marked: Files = { ...unmarked(configuration), tables: unmarked(tables ?? {}) }
  return { plain, ranges, marked }
}

function places(project: Project, locations: readonly Location[]): string[] {
  return locations.flatMap(({ uri, range }) => {
    const source = project.sources.get(uri)
    const found = source && toRange(source, range)
    return found ? [`${uri} ${found.start}-${found.end}`] : []
  })
}

/** Compares the places that are found with those that are marked. */
export function checkPlaces(
  files: Files,
  find: (project: Project, uri: string, offset: number) => readonly Location[],
): void {
  const { ranges, marked } = expected(files)
  const { project, uri, offset } = atCursor(marked)
  expect(places(project, find(project, uri, offset)).sort()).toEqual(ranges.sort())
}
