import type { Project } from '../config/project.js'
import type { Table } from '../config/tables.js'
import type { Suppression } from '../rules/define.js'
import type { Comment } from '../syntax/lines.js'
import type { MainLine, MasterLine } from '../syntax/nodes.js'
import type { TableLine } from '../syntax/tables/nodes.js'
import { ofEveryLine } from '../text/changed-lines.js'
import type { Range } from '../text/range.js'
import type { SourceText } from '../text/source-text.js'
import type { Diagnostic } from './diagnostic.js'

/** What stands in every suppression. */
const word = 'postfix-lint'
const form = /^#[ \t]*postfix-lint[ \t]+ignore(-file)?=([^ \t\r\n]+)/

const lacksWord = {
  'main-cf': ofEveryLine(lines => !lines.includes(word)),
  'master-cf': ofEveryLine(lines => !lines.includes(word)),
} as const

/** Findings that no suppression comment hides, and the comments with what became of them. */
export interface Suppressed {
  readonly kept: readonly Diagnostic[]
  readonly suppressions: readonly Suppression[]
}

/**
 * Hides what suppression comments name: `# postfix-lint ignore=RULE[,RULE] -- reason` before a logical line (or, inside
 * a continued value, before its next piece), and `# postfix-lint ignore-file=RULE -- reason`.
 */
export function applySuppressions(project: Project, diagnostics: readonly Diagnostic[]): Suppressed {
  const files = [project.main, project.master].flatMap(file =>
    file === undefined || lacksWord[file.type](file.source.text) ? [] : suppressionsIn(file.source, file.lines),
  )
  const tables = tablesWithComments(project)
  const found = [...files, ...tables.flatMap(table => suppressionsIn(table.source, linesOf(table)))]
  if (found.length === 0) return { kept: diagnostics, suppressions: [] }
  const used = new Set<Suppression>()
  const kept = diagnostics.filter(diagnostic => {
    const hiding = found.filter(suppression => hides(suppression, diagnostic))
    for (const suppression of hiding) used.add(suppression)
    return hiding.length === 0
  })
  return { kept, suppressions: found.map(suppression => ({ ...suppression, used: used.has(suppression) })) }
}

function hides(suppression: Suppression, diagnostic: Diagnostic): boolean {
  if (suppression.rule !== diagnostic.rule || suppression.file !== diagnostic.at.file) return false
  const { covers } = suppression
  if (covers === undefined) return true
  const { start, end } = diagnostic.at.range
  return start < covers.end && (end > covers.start || (start === end && start >= covers.start))
}

/** Tables in files of their own whose text has the word in it at all. */
function tablesWithComments(project: Project): readonly Table[] {
  return project.tables.filter(({ path, source }) => path !== undefined && source.text.includes(word))
}

type AnyLine = MainLine | MasterLine | TableLine

function* linesOf(table: Table): Generator<AnyLine> {
  const next = table.reader()
  for (let line = next(); line !== undefined; line = next()) yield line
}

function suppressionsIn(source: SourceText, lines: Iterable<AnyLine>): readonly Suppression[] {
  const result: Suppression[] = []
  // Comments that wait for the line they are about.
  let waiting: Comment[] = []
  const finish = (next: Range | undefined) => {
    for (const comment of waiting) result.push(...parse(source, comment, next))
    waiting = []
  }
  for (const line of lines) {
    if (line.type === 'blank') continue
    if (line.type === 'comment') {
      waiting.push(line)
      continue
    }
    finish(line.range)
    for (const inner of line.inner) {
      if (inner.type !== 'comment') continue
      const piece = line.pieces.find(candidate => candidate.start >= inner.range.end)
      result.push(...parse(source, inner, piece))
    }
  }
  finish(undefined)
  return result
}

function parse(source: SourceText, comment: Comment, next: Range | undefined): readonly Suppression[] {
  const { text, name } = source
  const match = form.exec(text.slice(comment.hash, comment.range.end))
  const names = match?.[2]
  if (match === null || names === undefined) return []
  const wholeFile = match[1] !== undefined
  let at = comment.hash + match[0].length - names.length
  const rules = names.split(',')
  return rules.flatMap((rule): Suppression[] => {
    const ruleRange = { start: at, end: at + rule.length }
    at += rule.length + 1
    if (rule === '') return []
    const covers = wholeFile ? undefined : (next ?? { start: comment.range.end, end: comment.range.end })
    return [{ rule, file: name, ruleRange, comment, names: rules.length, used: false, ...(covers && { covers }) }]
  })
}
