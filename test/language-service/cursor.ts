import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver'
import { parseVersion } from '../../src/catalog/versions.js'
import { tablesFromTexts } from '../../src/config/load-tables.js'
import { createProject, type Project } from '../../src/config/project.js'
import { toRange } from '../../src/language-service/positions.js'
import { dedent } from '../../src/text/dedent.js'
import { applyEdits } from '../../src/text/edits.js'
import { SourceText } from '../../src/text/source-text.js'

/** The files of a test, one of them with `¦` where the cursor is. */
export interface Files {
  readonly 'main.cf'?: string
  readonly 'master.cf'?: string
  /** Lookup tables below /etc/postfix. */
  readonly tables?: Readonly<Record<string, string>>
  readonly version?: string
}

/** A project and a place in it. */
export interface AtCursor {
  readonly project: Project
  readonly uri: string
  readonly source: SourceText
  readonly offset: number
}

/** Reads files of which one has the cursor; a lone text is main.cf. */
export function atCursor(input: string | Files): AtCursor {
  const files: Files = typeof input === 'string' ? { 'main.cf': input } : input
  let place: { readonly uri: string; readonly offset: number } | undefined
  const readText = (name: string, written: string): SourceText => {
    const text = dedent(written)
    const offset = text.indexOf('¦')
    if (offset >= 0) place = { uri: name, offset }
    return new SourceText(name, text.replace('¦', ''))
  }
  const read = (name: 'main.cf' | 'master.cf'): SourceText | undefined => {
    const written = files[name]
    return written === undefined ? undefined : readText(name, written)
  }
  const main = read('main.cf')
  const master = read('master.cf')
  const tables = Object.entries(files.tables ?? {}).map(([name, text]) => [name, readText(name, text)] as const)
  const version = parseVersion(files.version ?? '3.11')
  if (version === undefined || place === undefined) throw new Error('a version or the cursor is missing')
  const project = createProject({
    target: { version, profile: 'upstream' },
    ...(main && { main }),
    ...(master && { master }),
    tables: tablesFromTexts(Object.fromEntries(tables)),
  })
  const { uri } = place
  const source = uri === 'main.cf' ? main : uri === 'master.cf' ? master : tables.find(([name]) => name === uri)?.[1]
  if (source === undefined) throw new Error('unreachable')
  return { project, source, ...place }
}

/** The text of a file after edits of the protocol. */
export function afterEdits(source: SourceText, edits: readonly TextEdit[]): string {
  return applyEdits(
    source.text,
    edits.map(edit => ({ file: source.name, range: toRange(source, edit.range), text: edit.newText })),
  )
}

/** The texts of the files that a workspace edit changes. */
export function afterWorkspaceEdit(project: Project, edit: WorkspaceEdit): Readonly<Record<string, string>> {
  const changed = Object.entries(edit.changes ?? {})
  return Object.fromEntries(
    changed.map(([uri, edits]) => {
      const source = project.sources.get(uri)
      return [uri, source === undefined ? '' : afterEdits(source, edits)]
    }),
  )
}
