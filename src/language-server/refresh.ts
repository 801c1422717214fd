import {
  type ClientCapabilities,
  CodeLensRefreshRequest,
  type Connection,
  InlayHintRefreshRequest,
  SemanticTokensRefreshRequest,
} from 'vscode-languageserver'

/** Asks a client to ask again for what it shows without being asked to: settings or files on disk changed. */
export function refresh(connection: Connection, { workspace }: ClientCapabilities): void {
  const kinds = [
    [workspace?.semanticTokens, SemanticTokensRefreshRequest.method],
    [workspace?.inlayHint, InlayHintRefreshRequest.method],
    [workspace?.codeLens, CodeLensRefreshRequest.method],
  ] as const
  for (const [capability, method] of kinds) {
    if (capability?.refreshSupport)
      connection.sendRequest(method).catch(error => connection.console.warn(String(error)))
  }
}
