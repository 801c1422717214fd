import { hasPlaceholder, isTemplateTable } from '../config/placeholders.js'
import type { Project } from '../config/project.js'
import type { Table } from '../config/tables.js'
import type { Messages, Report, Rule, TableVisitor } from '../rules/define.js'
import { noteRead } from '../text/reads.js'
import type { Diagnostic } from './diagnostic.js'
import type { ActiveRule } from './engine.js'
import { toDiagnostic } from './findings.js'
import type { MemoryRun } from './memory.js'
import { withoutSecrets } from './secrets.js'
import { readOf } from './table-states.js'

type TableRule = Extract<Rule, { readonly scope: 'table' }>

/** More findings of one rule in one table are the same fault over and over. */
const mostFindings = 200

interface Running {
  readonly visitor: TableVisitor
  /** Set when it has said enough about this table. */
  readonly done: () => boolean
}

/** Reads each table once, and shows every line to all the rules that have to do with it. */
export function runTableRules(
  project: Project,
  rules: readonly ActiveRule[],
  found: Diagnostic[],
  memory: MemoryRun<ActiveRule> | undefined,
): void {
  for (const table of project.tables) {
    const own = rulesFor(table, rules)
    if (memory === undefined) {
      judge(project, table, own, found)
      continue
    }
    const read = readOf(table)
    memory.visit({
      key: read,
      rules: own,
      // What is found in main.cf stands elsewhere when a line is added above.
      ...(table.path !== undefined && { table: { file: table.source.name, found } }),
      run(chosen) {
        noteRead(read)
        const before = found.length
        judge(project, table, chosen, found)
        const said = new Set(found.slice(before).map(({ rule }) => rule))
        return chosen.filter(({ rule }) => said.has(rule.id))
      },
    })
  }
}

function judge(project: Project, table: Table, rules: readonly ActiveRule[], found: Diagnostic[]): void {
  const running = rules.flatMap(active => start(project, table, active, found) ?? [])
  const isWhole = readLines(table, running)
  // What is told at the end is mostly what is missing, and that may be filled in yet.
  if (isWhole) for (const { visitor } of running) visitor.end?.()
}

const rulesByTable = new WeakMap<readonly ActiveRule[], Map<string, readonly ActiveRule[]>>()

/** The rules that have to do with a table of its syntax and uses; there are not many sorts of tables. */
function rulesFor({ syntax, uses }: Table, rules: readonly ActiveRule[]): readonly ActiveRule[] {
  const known = rulesByTable.get(rules) ?? new Map<string, readonly ActiveRule[]>()
  rulesByTable.set(rules, known)
  const key = [syntax, ...uses.map(({ name }) => name)].join(' ')
  const before = known.get(key)
  if (before !== undefined) return before
  const found = rules.filter(active => {
    const rule = active.rule as TableRule
    const isUsed = rule.uses === undefined || uses.some(({ name }) => rule.uses?.includes(name))
    return isUsed && rule.syntaxes?.includes(syntax) !== false
  })
  if (known.size >= sortsAtMost) known.clear()
  known.set(key, found)
  return found
}

const sortsAtMost = 200

/** Shows the lines of a table; false when some were left out. */
function readLines(table: Table, running: readonly Running[]): boolean {
  let wanted = running.filter(({ visitor }) => visitor.line !== undefined)
  if (wanted.length === 0) return true
  const next = table.reader()
  const { text } = table.source
  // What another program has yet to fill in is not judged.
  const isTemplate = isTemplateTable(table)
  for (let line = next(); line !== undefined; line = next()) {
    if (isTemplate && hasPlaceholder(text.slice(line.range.start, line.range.end))) continue
    let finished = false
    for (const { visitor, done } of wanted) {
      visitor.line?.(line)
      if (done()) finished = true
    }
    if (!finished) continue
    wanted = wanted.filter(({ done }) => !done())
    if (wanted.length === 0) break
  }
  return !isTemplate
}

function start(project: Project, table: Table, active: ActiveRule, found: Diagnostic[]): Running | undefined {
  const rule = active.rule as TableRule
  const uses = rule.uses === undefined ? table.uses : table.uses.filter(({ name }) => rule.uses?.includes(name))
  let said = 0
  const report = (reported: Report<Messages>): void => {
    if (said >= mostFindings) return
    const diagnostic = toDiagnostic(active.rule, active.severity, reported, [])
    if (diagnostic === undefined) return
    said++
    found.push(withoutSecrets(diagnostic, table.source))
  }
  const visitor = rule.check({ project, table, uses }, report)
  return visitor && { visitor, done: () => said >= mostFindings }
}
