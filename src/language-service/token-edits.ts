import type { SemanticTokensEdit } from 'vscode-languageserver'

/** Numbers that one token is written with. */
const perToken = 5

/** What turns the numbers of one text's tokens into those of another: at most one stretch, of whole tokens. */
export function tokenEdits(before: readonly number[], after: readonly number[]): SemanticTokensEdit[] {
  const shorter = Math.min(before.length, after.length)
  let same = 0
  while (same < shorter && before[same] === after[same]) same++
  if (same === before.length && same === after.length) return []
  const start = same - (same % perToken)
  let tail = 0
  while (tail < shorter - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++
  tail -= tail % perToken
  const data = after.slice(start, after.length - tail)
  return [{ start, deleteCount: before.length - tail - start, ...(data.length > 0 && { data }) }]
}
