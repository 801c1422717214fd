import type { CodeAction, TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver'
import type { Project } from '../config/project.js'
import { selectFixes } from '../edit/fix-loop.js'
import type { Diagnostic } from '../lint/diagnostic.js'
import { rules } from '../rules/index.js'
import type { Edit, Range } from '../text/range.js'
import { toLspDiagnostic } from './lsp-diagnostics.js'
import { toLspRange } from './positions.js'
import { ignoreHere, ignoreInFile } from './suppression-edits.js'

/** Kind of the action that applies every safe fix: editors can run it on save. */
export const fixAllKind = 'source.fixAll.postfix-lint'

/** How edits are handed to the client. */
export interface EditForm {
  /** Version of an open document, null for one that is not open; absent: the client only takes plain changes. */
  readonly versionOf?: (uri: string) => number | null
}

/** Which actions are asked for: kinds by prefix, as the protocol matches them; absent: all but those that run by themselves. */
export type WantedKinds = readonly string[] | undefined

function wanted(kinds: WantedKinds, kind: string): boolean {
  if (kinds === undefined) return !kind.startsWith('source')
  return kinds.some(prefix => prefix === '' || kind === prefix || kind.startsWith(`${prefix}.`))
}

/** Everything that can be done about the findings in a stretch of a file. */
export function codeActions(
  project: Project,
  diagnostics: readonly Diagnostic[],
  uri: string,
  range: Range,
  kinds: WantedKinds,
  form: EditForm,
): CodeAction[] {
  const here = diagnostics.filter(
    ({ at }) => at.file === uri && at.range.start <= range.end && at.range.end >= range.start,
  )
  const actions: CodeAction[] = []
  if (wanted(kinds, 'quickfix')) {
    for (const diagnostic of here) actions.push(...fixActions(project, diagnostic, form))
    for (const diagnostic of here) actions.push(...ignoreActions(project, diagnostic, form))
  }
  if (wanted(kinds, fixAllKind)) {
    const edits = fixAllEdits(diagnostics, uri)
    if (edits.length > 0) {
      actions.push({ title: 'Apply all safe fixes', kind: fixAllKind, edit: workspaceEdit(project, edits, form) })
    }
  }
  return actions
}

/** Each fix of a finding; the first safe one is what the editor should prefer. */
function fixActions(project: Project, diagnostic: Diagnostic, form: EditForm): CodeAction[] {
  const shown = toLspDiagnostic(project, diagnostic)
  const preferred = diagnostic.fixes.find(fix => fix.safety === 'safe')
  return diagnostic.fixes.map(fix => ({
    title: fix.title,
    kind: 'quickfix',
    ...(shown && { diagnostics: [shown] }),
    ...(fix === preferred && { isPreferred: true }),
    edit: workspaceEdit(project, fix.edits, form),
  }))
}

/** Rules about suppression comments cannot be suppressed themselves. */
const unsuppressible: ReadonlySet<string> = new Set(
  rules.filter(rule => rule.scope === 'suppressions').map(({ id }) => id),
)

function ignoreActions(project: Project, diagnostic: Diagnostic, form: EditForm): CodeAction[] {
  if (unsuppressible.has(diagnostic.rule)) return []
  const shown = toLspDiagnostic(project, diagnostic)
  const action = (title: string, edit: Edit | undefined): CodeAction[] =>
    edit === undefined
      ? []
      : [
          {
            title,
            kind: 'quickfix',
            ...(shown && { diagnostics: [shown] }),
            edit: workspaceEdit(project, [edit], form),
          },
        ]
  return [
    ...action(`Ignore ${diagnostic.rule} for this line`, ignoreHere(project, diagnostic)),
    ...action(`Ignore ${diagnostic.rule} in this file`, ignoreInFile(project, diagnostic)),
  ]
}

/** Safe fixes that change this file and no other, as many as fit together. */
export function fixAllEdits(diagnostics: readonly Diagnostic[], uri: string): readonly Edit[] {
  const local = diagnostics.map(diagnostic => ({
    ...diagnostic,
    fixes: diagnostic.fixes.filter(fix => fix.edits.every(edit => edit.file === uri)),
  }))
  return selectFixes(local, new Set(['safe'])).flatMap(fix => fix.edits)
}

/** Edits as the protocol says them; versions are given when the client can check them. */
export function workspaceEdit(project: Project, edits: readonly Edit[], form: EditForm): WorkspaceEdit {
  const byFile = new Map<string, TextEdit[]>()
  for (const edit of edits) {
    const source = project.sources.get(edit.file)
    if (source === undefined) continue
    const list = byFile.get(edit.file) ?? []
    list.push({ range: toLspRange(source, edit.range), newText: edit.text })
    byFile.set(edit.file, list)
  }
  const { versionOf } = form
  if (versionOf === undefined) return { changes: Object.fromEntries(byFile) }
  const documentChanges = [...byFile].map(
    ([uri, list]): TextDocumentEdit => ({ textDocument: { uri, version: versionOf(uri) }, edits: list }),
  )
  return { documentChanges }
}
