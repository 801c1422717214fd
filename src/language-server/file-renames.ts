import type {
  ClientCapabilities,
  Connection,
  RenameFilesParams,
  TextDocumentEdit,
  WorkspaceEdit,
} from 'vscode-languageserver'
import { workspaceEdit } from '../language-service/code-actions.js'
import { type MovedFile, movedTableEdits } from '../language-service/moved-files.js'
import { configurationsAbove } from './configurations-above.js'
import type { Projects } from './projects.js'

/** Files and folders that clients tell about: which of them are tables shows when main.cf is read. */
export const renamedFiles = { filters: [{ pattern: { glob: '**' } }] }

/** Main.cf and master.cf follow when a table is renamed in the editor. */
export function registerFileRenames(
  connection: Connection,
  projects: Projects,
  client: ClientCapabilities,
  renamed: (uris: readonly string[]) => void,
): void {
  const versioned = client.workspace?.workspaceEdit?.documentChanges === true
  connection.workspace.onWillRenameFiles(params => editFor(projects, params, versioned))
  connection.workspace.onDidRenameFiles(({ files }) => renamed(files.flatMap(({ oldUri, newUri }) => [oldUri, newUri])))
}

async function editFor(
  projects: Projects,
  { files }: RenameFilesParams,
  versioned: boolean,
): Promise<WorkspaceEdit | null> {
  const changes: NonNullable<WorkspaceEdit['changes']> = {}
  const documentChanges: TextDocumentEdit[] = []
  const seen = new Set<string>()
  for (const { oldUri } of files) {
    for await (const { project, versions, folder } of configurationsAbove(projects, oldUri)) {
      if (seen.has(folder)) continue
      seen.add(folder)
      const edits = movedTableEdits(
        project,
        files.flatMap(file => movedBelow(folder, file)),
      )
      const form = versioned ? { versionOf: (uri: string) => versions.get(uri) ?? null } : {}
      const edit = workspaceEdit(project, edits, form)
      Object.assign(changes, edit.changes)
      documentChanges.push(...(edit.documentChanges ?? []).filter(change => 'edits' in change))
    }
  }
  if (versioned) return documentChanges.length === 0 ? null : { documentChanges }
  return Object.keys(changes).length === 0 ? null : { changes }
}

/** What a rename is, seen from a configuration's folder; nothing when it leads out of it. */
function movedBelow(folder: string, { oldUri, newUri }: RenameFilesParams['files'][number]): readonly MovedFile[] {
  if (!oldUri.startsWith(folder) || !newUri.startsWith(folder)) return []
  const [before, after] = [oldUri, newUri].map(uri => decodeUri(uri.slice(folder.length)).replace(/\/$/, ''))
  return before && after && isPlain(after) ? [{ before, after }] : []
}

/** A value takes no such name as it is. */
function isPlain(name: string): boolean {
  return !/[\s,{}$:]/.test(name)
}

function decodeUri(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
