import type { Project } from '../config/project.js'
import type { Suppression } from '../rules/define.js'
import type { Comment } from '../syntax/lines.js'
import type { ConfigFile } from '../syntax/nodes.js'
import type { Range } from '../text/range.js'
import type { Diagnostic } from './diagnostic.js'

const form = /^#[ \t]*postfix-lint[ \t]+ignore(-file)?=([^ \t\r\n]+)/

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
  const found = [project.main, project.master].flatMap(file => (file ? suppressionsIn(file) : []))
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

function suppressionsIn(file: ConfigFile): readonly Suppression[] {
  const text = file.source.text
  if (!text.includes('postfix-lint')) return []
  const result: Suppression[] = []
  file.lines.forEach((line, index) => {
    if (line.type === 'comment') {
      const next = file.lines.slice(index + 1).find(other => other.type !== 'comment' && other.type !== 'blank')
      result.push(...parse(file, line, next?.range))
    } else if ('inner' in line) {
      for (const inner of line.inner) {
        if (inner.type !== 'comment') continue
        const piece = line.pieces.find(candidate => candidate.start >= inner.range.end)
        result.push(...parse(file, inner, piece))
      }
    }
  })
  return result
}

function parse(file: ConfigFile, comment: Comment, next: Range | undefined): readonly Suppression[] {
  const { text, name } = file.source
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
