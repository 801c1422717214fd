import { rules } from '../../rules/index.js'
import type { Range } from '../../text/range.js'
import type { SourceText } from '../../text/source-text.js'
import type { Proposal } from './items.js'

/** Proposals, and the word that they take the place of. */
export interface Proposals {
  readonly word: Range
  readonly proposals: readonly Proposal[]
}

const suppression = /^#[ \t]*postfix-lint[ \t]+ignore(?:-file)?=(?:[^ \t\r\n,]*,)*/

/** Rule names in a comment that ignores findings. */
export function ruleNames(source: SourceText, hash: number, offset: number): Proposals | undefined {
  const before = suppression.exec(source.text.slice(hash, offset))
  if (before === null) return undefined
  const start = hash + before[0].length
  if (/[ \t]/.test(source.text.slice(start, offset))) return undefined
  return {
    word: { start, end: offset },
    proposals: rules.map(({ id, summary }) => ({
      label: id,
      kind: 'reference',
      detail: summary,
      about: { kind: 'rule', name: id },
    })),
  }
}
