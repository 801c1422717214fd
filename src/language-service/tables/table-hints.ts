import type { InlayHint } from 'vscode-languageserver'
import { formatAddress } from '../../config/addresses.js'
import { lastAddress, readNetwork } from '../../config/networks.js'
import type { Project } from '../../config/project.js'
import { readTablePattern } from '../../config/read-patterns.js'
import type { Table } from '../../config/tables.js'
import type { Range } from '../../text/range.js'
import type { Occurrence } from '../occurrence-types.js'
import { toPosition } from '../positions.js'
import { findGroup } from './describe-words.js'
import { linesTouching } from './table-files.js'
import { occurrencesOfLine } from './table-occurrences.js'

/** Longest piece of a pattern that is shown between the text of a person. */
const shownPattern = 30

/** Beside a `$1` the group that it stands for; beside a network the addresses, where its length cuts a part in two. */
export function tableHints(project: Project, table: Table, within: Range): InlayHint[] {
  if (table.syntax !== 'regexp' && table.syntax !== 'pcre' && table.syntax !== 'cidr') return []
  const hints: InlayHint[] = []
  for (const line of linesTouching(table, within)) {
    for (const found of occurrencesOfLine(project, table, line)) {
      const label = hintOf(found)
      if (label === undefined) continue
      hints.push({ position: toPosition(table.source, found.range.end), label, paddingLeft: true })
    }
  }
  return hints
}

function hintOf(found: Occurrence): string | undefined {
  if (found.kind === 'group') {
    const { pattern, table, name } = found
    const group = findGroup(readTablePattern(pattern, table.syntax).alternatives.flat(), Number(name))
    const text = group && pattern.pattern.value.slice(group.start, group.end)
    return text && `= ${text.length > shownPattern ? `${text.slice(0, shownPattern)}…` : text}`
  }
  if (found.kind !== 'table-key' || (found.line.type !== 'network-rule' && found.line.type !== 'network-if'))
    return undefined
  const network = readNetwork(found.name.replace(/^[!\s]+/, ''))
  // Whole parts are read at a glance.
  if (!network.ok || network.prefix % (network.address.family === 'ipv4' ? 8 : 16) === 0) return undefined
  return `${formatAddress(network.address)} to ${lastAddress(network.address, network.prefix)}`
}
