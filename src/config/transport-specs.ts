import type { Resolved } from './effective.js'
import { listItems, type ValuePlace } from './elements.js'

/** A name or destination inside a value, with its place. */
export interface SpecPart extends ValuePlace {
  readonly value: string
}

/** `transport`, `transport:` or `transport:nexthop`. */
export interface TransportSpec {
  /** What stands before the first colon: the name of a service of master.cf. Empty when there is none. */
  readonly transport: SpecPart
  /** What stands after the first colon; absent when that is nothing. */
  readonly nexthop?: SpecPart
}

/** Reads an expanded `transport:nexthop` value as `split_at` does it everywhere in Postfix. Undefined when it is empty. */
export function readTransport(resolved: Resolved): TransportSpec | undefined {
  const { text } = resolved
  if (text === '') return undefined
  const colon = text.indexOf(':')
  const part = (start: number, end: number): SpecPart => {
    return { text: resolved.expanded.text, span: { start, end }, value: text.slice(start, end) }
  }
  if (colon < 0) return { transport: part(0, text.length) }
  return {
    transport: part(0, colon),
    ...(colon + 1 < text.length && { nexthop: part(colon + 1, text.length) }),
  }
}

/** Reads a list of transport names (`defer_transports`). */
export function readTransportNames(resolved: Resolved): readonly SpecPart[] {
  return listItems(resolved).map(({ text, span, value }) => ({ text, span, value }))
}

/** A next hop of smtp(8) or lmtp(8): a socket file, or a host with a port. */
export type Destination =
  | { readonly type: 'socket'; readonly path: SpecPart }
  | {
      readonly type: 'host'
      /** Without brackets. */
      readonly host: SpecPart
      readonly port?: SpecPart
      /** In `[ ]`: the host itself is meant, not its mail exchangers. */
      readonly bracketed: boolean
    }

/** Reads a next hop (`[host]:port`, `host`, `inet:host:port`, `unix:path`). Undefined when it has none of these forms. */
export function readDestination(written: SpecPart): Destination | undefined {
  const match = /^(?:(unix):(.+)|(?:(inet):)?(?:\[([^\]]*)\]|([^:[\]]+))(?::([^:]+))?)$/s.exec(written.value)
  if (match === null) return undefined
  const [, unix, path, inet, literal, name, port] = match
  const from = (start: number, value: string): SpecPart => {
    const at = written.span.start + start
    return { text: written.text, span: { start: at, end: at + value.length }, value }
  }
  if (unix !== undefined && path !== undefined) return { type: 'socket', path: from(unix.length + 1, path) }
  const begin = inet === undefined ? 0 : inet.length + 1
  const host = literal ?? name ?? ''
  const hostStart = begin + (literal === undefined ? 0 : 1)
  const portPart = port === undefined ? undefined : from(written.value.length - port.length, port)
  return {
    type: 'host',
    host: from(hostStart, host),
    bracketed: literal !== undefined,
    ...(portPart && { port: portPart }),
  }
}
