import type { ValuePlace } from './elements.js'
import { groupItems, type ListItem, partOfItem } from './elements.js'

/** A stretch of a policy service with its text. */
export interface PolicyPart extends ValuePlace {
  readonly value: string
}

/** The argument of `check_policy_service`, alone or as `{ endpoint, name=value ... }`. */
export interface PolicyService {
  /** `unbalanced`: the brace has no partner, or text follows it; `empty`: there is nothing between the braces. */
  readonly problem?: 'unbalanced' | 'empty'
  readonly endpoint?: PolicyPart
  /** What stands before its first colon. */
  readonly transport?: PolicyPart
  readonly attributes: readonly PolicyAttribute[]
}

/** One `name=value` after the endpoint; a name without `=` has no value. */
export interface PolicyAttribute {
  readonly name: PolicyPart
  readonly value?: PolicyPart
}

/** Reads the argument of `check_policy_service` as `policy_client_register` does (`src/smtpd/smtpd_check.c`). */
export function readPolicyService(item: ListItem): PolicyService {
  if (!item.value.startsWith('{')) return { ...withTransport(part(item, 0, item.value.length)), attributes: [] }
  if (item.group === undefined) return { problem: 'unbalanced', attributes: [] }
  const [endpoint, ...others] = groupItems(item.text, item.group)
  if (endpoint === undefined) return { problem: 'empty', attributes: [] }
  return { ...withTransport(part(endpoint, 0, endpoint.value.length)), attributes: others.map(readAttribute) }
}

function part(item: ListItem, start: number, end: number): PolicyPart {
  return { ...partOfItem(item, start, end), value: item.value.slice(start, end) }
}

function withTransport(endpoint: PolicyPart): Pick<PolicyService, 'endpoint' | 'transport'> {
  const colon = endpoint.value.indexOf(':')
  if (colon < 0) return { endpoint }
  const { start } = endpoint.span
  const transport = {
    text: endpoint.text,
    span: { start, end: start + colon },
    value: endpoint.value.slice(0, colon),
  }
  return { endpoint, transport }
}

function readAttribute(item: ListItem): PolicyAttribute {
  // In braces of its own, blanks may stand around the `=`.
  const open = item.group === undefined ? 0 : 1
  const inner = item.value.slice(open, item.value.length - open)
  const equals = inner.indexOf('=')
  const trimmed = (from: number, to: number): PolicyPart => {
    const text = inner.slice(from, to)
    const start = open + from + text.length - text.trimStart().length
    return part(item, start, start + text.trim().length)
  }
  if (equals < 0) return { name: trimmed(0, inner.length) }
  return { name: trimmed(0, equals), value: trimmed(equals + 1, inner.length) }
}
