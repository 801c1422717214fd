import { splitText } from './dictionary.js'
import { columns, needsBraces, trimStart } from './master-entry.js'
import type { PostconfOptions } from './options.js'
import { isAny, readField, readPattern, type ServicePattern } from './service-patterns.js'
import type { Session } from './session.js'

/** One edit of master.cf, as the command line has it. */
export interface EditRequest {
  /** The argument as it was given. */
  readonly raw: string
  readonly pattern: ServicePattern
  /** Column to change, for `-Fe`. */
  readonly field: number
  /** New text; undefined for `-X` and `-#`. */
  readonly value: string | undefined
  matches: number
}

const forms = '-Me, -Fe, -Pe, -X, or -#'

/** Reads what `-Me`, `-M#`, `-MX`, `-Fe`, `-Pe` and `-PX` are to do. */
export function readRequests(options: PostconfOptions, session: Session): readonly EditRequest[] {
  return options.names.map(raw => readRequest(raw, options, session))
}

function readRequest(raw: string, { flags }: PostconfOptions, session: Session): EditRequest {
  if (raw.includes('\n')) session.fatal(`${forms} accept no multi-line input`)
  const text = trimStart(raw)
  if (text.startsWith('#')) session.fatal(`${forms} accept no comment input`)
  const { name, value } = flags.has('e')
    ? readAssignment(text, raw, session)
    : { name: readName(text, session), value: undefined }
  const request = (pattern: ServicePattern | undefined, refusal: string, field = 0): EditRequest =>
    pattern === undefined ? session.fatal(refusal) : { raw, pattern, field, value, matches: 0 }
  if (flags.has('M')) return request(readPattern(name, 2, 2), '-Me, -MX or -M# requires service_name/type')
  if (flags.has('P')) {
    const made = request(readPattern(name, 3, 3), '-Pe or -PX requires service_name/type/parameter')
    if (isAny(made.pattern.rest)) session.fatal('-Pe does not accept wild-card parameter name')
    if (value !== undefined && needsBraces(value)) session.fatal('-Pe does not accept whitespace in parameter value')
    return made
  }
  const pattern = readPattern(name, 3, 3)
  if (pattern === undefined) return session.fatal('-Fe or -FX requires service_name/type/field_name')
  const field = readField(pattern.rest, session)
  if (field === '*') return session.fatal('-Fe does not accept wild-card field name')
  if (value !== undefined && field < columns - 1 && needsBraces(value))
    session.fatal('-Fe does not accept whitespace in non-command field')
  return request(pattern, '', field)
}

function readAssignment(text: string, raw: string, session: Session) {
  const found = splitText(text)
  return typeof found === 'string' ? session.fatal(`${found}: "${raw}"`) : found
}

function readName(text: string, session: Session): string {
  if (text.includes('=')) session.fatal('-X or -# requires names without value')
  return text
}
