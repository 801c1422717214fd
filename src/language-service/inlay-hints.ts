import type { InlayHint } from 'vscode-languageserver'
import type { Project } from '../config/project.js'
import type { Range } from '../text/range.js'
import type { Occurrence } from './occurrence-types.js'
import { fileNamed, occurrencesIn } from './occurrences.js'
import { toPosition } from './positions.js'
import { tableNamed } from './tables/table-files.js'
import { tableHints } from './tables/table-hints.js'

/** Longest value that is shown between the text of a person. */
const shownValue = 40

/** What a `$name` stands for, and what a `-` of master.cf means, beside them. */
export function inlayHints(project: Project, uri: string, within: Range): InlayHint[] {
  const file = fileNamed(project, uri)
  const table = file ? undefined : tableNamed(project, uri)
  if (table !== undefined) return tableHints(project, table, within)
  if (file === undefined) return []
  const visible = occurrencesIn(project, file).filter(
    ({ range }) => range.start < within.end && range.end > within.start,
  )
  return visible.flatMap(found => {
    const text = hintOf(project, found)
    if (text === undefined) return []
    return [{ position: toPosition(file.source, hintPlace(file.source.text, found)), label: text, paddingLeft: true }]
  })
}

/** After the bracket that closes `${name}`. */
function hintPlace(text: string, { range }: Occurrence): number {
  return text.charAt(range.end) === '}' || text.charAt(range.end) === ')' ? range.end + 1 : range.end
}

function hintOf(project: Project, found: Occurrence): string | undefined {
  if (found.kind === 'parameter' && found.role === 'use') {
    const resolved = found.view.get(found.name)
    if (resolved === undefined || resolved.unknown || resolved.expanded.problem !== undefined) return undefined
    const flat = resolved.text.replaceAll(/\s+/g, ' ')
    return `= ${flat === '' ? '(empty)' : flat.length > shownValue ? `${flat.slice(0, shownValue)}…` : flat}`
  }
  if (found.kind !== 'column' || found.field.text !== '-') return undefined
  switch (found.name) {
    case 'private':
      return yesOrNo(found.service.isPrivate)
    case 'unprivileged':
      return yesOrNo(found.service.isUnprivileged)
    case 'chroot':
      return yesOrNo(found.service.isChrooted)
    case 'process_limit':
      return project.base.get('default_process_limit')?.text
    default:
      return undefined
  }
}

function yesOrNo(value: boolean | undefined): string | undefined {
  return value === undefined ? undefined : value ? 'y' : 'n'
}
