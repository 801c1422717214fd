import type { Effective } from '../config/effective.js'
import { type Definition, type ExpandOptions, expand, type Lookup } from '../config/expand.js'
import { complaintText, type MacroComplaint } from '../config/macro-complaints.js'
import { macroRules } from '../config/macro-types.js'
import { type MappedText, unmapped } from '../text/mapped-text.js'
import type { Session } from './session.js'

/** How the release replaces `$` references, and what its named functions make of their argument. */
export function expansionOf({ catalog, host }: Session): ExpandOptions {
  return {
    rules: macroRules(catalog),
    followLoops: true,
    call(name, argument) {
      // `src/util/mac_midna.c`: each leaves alone what is in its form already, or so it thinks.
      const ascii = isAscii(argument)
      if (name === 'domain_to_ascii') return ascii ? argument : host.domainToAscii(argument)
      return ascii ? host.domainToUnicode(argument) : argument
    },
  }
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false
  return true
}

/** True when a parameter's own `$` stay as they are where another value brings it in (`mac_expand7`). */
export function isVerbatim(name: string, { catalog }: Session): boolean {
  return catalog.atLeast('3.11') && catalog.parameter(name)?.type === 'raw'
}

/** Says what Postfix says about a reference; a number that is too large stops the program at once. */
export function complain(complaint: MacroComplaint, session: Session): void {
  const text = complaintText(complaint, macroRules(session.catalog).braces)
  if (complaint.kind === 'bad-number') session.fatal(text)
  session.warn(text)
}

/** A text with its `$` references replaced, as names look from a view (`pcf_expand_parameter_value`). */
export function expandText(text: string, view: Pick<Effective, 'get'>, session: Session): string {
  const lookup = (name: string): Definition | undefined => {
    const value = view.get(name)
    return value && { value: value.written, ...(isVerbatim(name, session) && { verbatim: true }) }
  }
  return expandOrStop(unmapped(text), lookup, 'macro processing error', session)
}

/** Expands a value, and stops with a fatal error if that is impossible. */
export function expandOrStop(value: MappedText, lookup: Lookup, fatal: string, session: Session): string {
  const expanded = expand(value, lookup, expansionOf(session))
  for (const complaint of expanded.complaints) complain(complaint, session)
  return expanded.problem ? session.fatal(fatal) : expanded.text.text
}
