import { fieldNames } from '../syntax/nodes.js'
import type { Session } from './session.js'

/** `name`, `name/type` or `name/type/rest`, each part possibly `*`. */
export interface ServicePattern {
  readonly raw: string
  readonly name: string
  readonly type: string
  readonly rest: string
}

const any = '*'

/** Reads a pattern of so many parts; undefined when it has none such (`pcf_parse_service_pattern`). */
export function readPattern(raw: string, least: number, most: number): ServicePattern | undefined {
  if (raw.startsWith('/')) return undefined
  const parts = raw.split('/').filter(part => part !== '')
  if (parts.length < least || parts.length > most) return undefined
  if (parts.some(part => part !== any && part.includes(any))) return undefined
  const [name = any, type = any, rest = any] = parts
  return { raw, name, type, rest }
}

/** True for a part that stands for all. */
export function isAny(part: string): boolean {
  return part === any
}

/** True when a pattern means a service. */
export function matches(pattern: ServicePattern, name: string, type: string): boolean {
  return (isAny(pattern.name) || pattern.name === name) && (isAny(pattern.type) || pattern.type === type)
}

/** Index of a master.cf column by its name; `*` for all of them. */
export function readField(name: string, session: Session): number | '*' {
  if (isAny(name)) return '*'
  const index = (fieldNames as readonly string[]).indexOf(name)
  return index < 0 ? session.fatal(`invalid service attribute name: "${name}"`) : index
}
