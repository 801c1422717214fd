import type { CompletionItem, CompletionItemKind, CompletionItemTag, InsertTextFormat } from 'vscode-languageserver'
import type { Range } from '../../text/range.js'
import type { SourceText } from '../../text/source-text.js'
import { toLspRange } from '../positions.js'

/** What an item is about: enough to explain it when the editor asks. */
export interface ItemSubject {
  readonly kind:
    | 'parameter'
    | 'restriction'
    | 'table-type'
    | 'service'
    | 'program'
    | 'macro'
    | 'prose'
    | 'words'
    | 'client-setting'
    | 'rule'
  readonly name: string
}

/** What an item carries until it is to be explained. */
export interface ItemData {
  readonly uri: string
  readonly about: ItemSubject
}

/** One proposal, before it is put into the protocol's form. */
export interface Proposal {
  readonly label: string
  /** Default: the label. */
  readonly text?: string
  /** The text with `${1:...}` places to fill in, for editors that can. */
  readonly snippet?: string
  readonly kind: keyof typeof itemKinds
  readonly detail?: string | undefined
  readonly deprecated?: boolean
  readonly about?: ItemSubject
  /** What is typed to find it, where that is not the label. */
  readonly filter?: string
  /** Lower comes first; default 5. */
  readonly rank?: number
  /** Open the next list at once: what is put in wants a value. */
  readonly more?: boolean
}

/** The protocol's numbers. */
const itemKinds = {
  text: 1,
  function: 3,
  variable: 6,
  module: 9,
  property: 10,
  value: 12,
  keyword: 14,
  snippet: 15,
  reference: 18,
  word: 20,
} as const satisfies Readonly<Record<string, CompletionItemKind>>

const snippetFormat: InsertTextFormat = 2
const deprecatedTag: CompletionItemTag = 1

/** How the client wants its items. */
export interface ItemForm {
  readonly snippets: boolean
}

/** Where proposals go: the word they take the place of, and the cursor. */
export interface Target {
  readonly source: SourceText
  readonly uri: string
  readonly word: Range
  readonly offset: number
}

/** Proposals as the protocol says them. A word that only begins at the cursor is left alone: it is the next one. */
export function toItems(proposals: readonly Proposal[], target: Target, form: ItemForm): CompletionItem[] {
  const { source, uri, word, offset } = target
  const begun = word.start < offset
  const range = toLspRange(source, begun ? word : { start: offset, end: offset })
  return proposals.map(({ label, text, snippet, kind, detail, deprecated, about, rank, more, filter }) => {
    const asSnippet = form.snippets && snippet !== undefined
    const newText = asSnippet ? snippet : (text ?? label)
    return {
      label,
      kind: itemKinds[kind],
      ...(detail !== undefined && detail !== '' && { detail }),
      ...(deprecated && { tags: [deprecatedTag] }),
      sortText: `${rank ?? 5}${label}`,
      ...((filter !== undefined || newText !== label) && { filterText: filter ?? label }),
      textEdit: { range, newText },
      ...(asSnippet && { insertTextFormat: snippetFormat }),
      ...(about && { data: { uri, about } satisfies ItemData }),
      ...(more && { command: { title: 'Propose values', command: 'editor.action.triggerSuggest' } }),
    }
  })
}

/** A text as part of a snippet, where `$`, `}` and `\` mean something. */
export function plain(text: string): string {
  return text.replaceAll(/[\\$}]/g, '\\$&')
}
