import { TextDocument } from 'vscode-languageserver-textdocument'
import type { Projects, Snapshot } from './projects.js'

/** A table lies beside its main.cf, or so many folders below it. */
const foldersAbove = 2

/** A configuration that can name a file. */
export interface ConfigurationAbove extends Pick<Snapshot, 'project' | 'versions'> {
  /** Its folder, with a slash at the end. */
  readonly folder: string
}

/** The configurations beside a file and above it, the nearest first; none of them need be open. */
export async function* configurationsAbove(projects: Projects, uri: string): AsyncGenerator<ConfigurationAbove> {
  let folder = parent(uri)
  for (let step = 0; step <= foldersAbove && folder !== '' && !folder.endsWith('//'); step++) {
    const main = TextDocument.create(`${folder}main.cf`, 'postfix-main', 0, '')
    // What is not open may have changed since it was read.
    projects.forget(main.uri)
    await projects.ready(main)
    const snapshot = projects.snapshot(main)
    if (snapshot?.project.main) yield { project: snapshot.project, versions: snapshot.versions, folder }
    folder = parent(folder.slice(0, -1))
  }
}

function parent(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/') + 1)
}
