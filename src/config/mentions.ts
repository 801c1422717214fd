import type { Macro } from '../../grammars/value-nodes.js'
import { unmapped } from '../text/mapped-text.js'
import type { Span } from '../text/range.js'
import { rememberedByText } from '../text/remembered-by-text.js'
import type { MacroComplaint } from './macro-complaints.js'
import { allMacroRules, type Found, type MacroRules, type Stretch } from './macro-types.js'
import { walkMacros } from './macro-walk.js'

/** A name that a value refers to as `$name`, in either branch of a condition as well. */
export interface Mention {
  readonly name: string
  /** `test`: only asked whether it has a value (`${name?...}`, `${name:...}`). */
  readonly mode: 'use' | 'test'
  /** The name alone. */
  readonly nameSpan: Span
  /** The whole reference. */
  readonly span: Span
}

/** What a look at a value without expanding it finds. */
export interface Scanned {
  readonly mentions: readonly Mention[]
  /** What Postfix says about its references. */
  readonly complaints: readonly MacroComplaint[]
}

const nothing: Scanned = { mentions: [], complaints: [] }

/**
 * Looks at a value's references as written: the names that `mac_expand` with `MAC_EXP_FLAG_SCAN` calls its lookup
 * function for, in order. Nothing is expanded.
 */
export function scanMentions(text: string, rules: MacroRules = allMacroRules): Scanned {
  if (!text.includes('$')) return nothing
  return scan(text, rules)
}

const scan = rememberedByText({ texts: 1024, length: 512 }, (text, rules: MacroRules): Scanned => {
  const mentions: Mention[] = []
  const complaints: MacroComplaint[] = []
  const unset: Found = { isSet: false }
  walkMacros(
    unmapped(text),
    {
      name(macro: Macro, _stretch: Stretch, mode: 'use' | 'test') {
        const { name, nameSpan, span } = macro
        mentions.push({ name, mode, nameSpan, span })
        return unset
      },
      text() {},
      made() {},
      complain: complaint => complaints.push(complaint),
      open: () => undefined,
      read: () => '',
      call: () => '',
    },
    undefined,
    rules,
    true,
  )
  return { mentions, complaints }
})

/** The names a value mentions, in order; what follows the first syntax error may not be seen. */
export function mentionsIn(text: string): readonly Mention[] {
  return scanMentions(text).mentions
}
