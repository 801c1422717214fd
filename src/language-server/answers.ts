import {
  type CancellationToken,
  LSPErrorCodes,
  ResponseError,
  type TextDocumentIdentifier,
} from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Project } from '../config/project.js'
import { sourceNamed } from '../language-service/tables/table-files.js'
import type { Diagnostic } from '../lint/diagnostic.js'
import type { SourceText } from '../text/source-text.js'
import type { Projects, Snapshot } from './projects.js'

/** A document with the project it is part of, at one moment. A class, as that of the snapshot. */
export class Asked implements Snapshot {
  readonly project: Project
  readonly id: string
  readonly versions: ReadonlyMap<string, number>
  readonly uri: string
  readonly source: SourceText
  readonly #snapshot: Snapshot

  constructor(snapshot: Snapshot, uri: string, source: SourceText) {
    this.project = snapshot.project
    this.id = snapshot.id
    this.versions = snapshot.versions
    this.uri = uri
    this.source = source
    this.#snapshot = snapshot
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.#snapshot.diagnostics
  }
}

interface Documents {
  get(uri: string): TextDocument | undefined
}

/** A request about a document. */
export interface AboutDocument {
  readonly textDocument: TextDocumentIdentifier
}

/**
 * Makes a request handler out of a pure function. Positions in a request are those of the document when it was sent: if
 * the document changes while something is awaited, the question has lost its meaning and is refused.
 */
export function answering(documents: Documents, projects: Projects) {
  return <Params extends AboutDocument, Answer, Extra>(
    before: () => Promise<Extra>,
    compute: (asked: Asked, params: Params, extra: Extra) => Answer | Promise<Answer>,
  ) =>
    async (params: Params, token: CancellationToken): Promise<Answer | null> => {
      const { uri } = params.textDocument
      const document = documents.get(uri)
      if (document === undefined || projects.filesOf(document) === undefined) return null
      const { version } = document
      const extra = await before()
      await projects.ready(document)
      if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled')
      const now = documents.get(uri)
      if (now?.version !== version) throw new ResponseError(LSPErrorCodes.ContentModified, 'the document has changed')
      const snapshot = projects.snapshot(now)
      const source = snapshot && sourceNamed(snapshot.project, uri)
      if (snapshot === undefined || source === undefined) return null
      return compute(new Asked(snapshot, uri, source), params, extra)
    }
}

/** For answers that wait for nothing but the project. */
export const nothingElse = (): Promise<undefined> => Promise.resolve(undefined)
