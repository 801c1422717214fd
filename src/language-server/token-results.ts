import type { SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver'
import { tokenEdits } from '../language-service/token-edits.js'

type Named = SemanticTokens & { readonly resultId: string }

/** The tokens each document was last answered with, so that the next answer need only say what is different. */
export interface TokenResults {
  /** All tokens, under a name that the client can come back with. */
  full(uri: string, tokens: SemanticTokens): Named
  /** What became different since the answer of that name; everything when that is not what the client has. */
  delta(uri: string, previousResultId: string, tokens: SemanticTokens): SemanticTokens | SemanticTokensDelta
  /** The document was closed. */
  forget(uri: string): void
}

/** Keeps one answer for each open document. */
export function createTokenResults(): TokenResults {
  const last = new Map<string, { readonly resultId: string; readonly data: readonly number[] }>()
  let serial = 0
  const full = (uri: string, { data }: SemanticTokens): Named => {
    const resultId = String(++serial)
    last.set(uri, { resultId, data })
    return { resultId, data }
  }
  return {
    full,
    delta(uri, previousResultId, tokens) {
      const before = last.get(uri)
      const now = full(uri, tokens)
      if (before?.resultId !== previousResultId) return now
      return { resultId: now.resultId, edits: tokenEdits(before.data, now.data) }
    },
    forget: uri => void last.delete(uri),
  }
}
