import type { Catalog } from '../catalog/types.js'

/** A letter of the command line that was given; `PP` is a second `-P`. */
export type Flag =
  | 'a'
  | 'A'
  | 'b'
  | 'd'
  | 'e'
  | 'f'
  | 'F'
  | 'h'
  | 'H'
  | 'j'
  | 'l'
  | 'm'
  | 'M'
  | 'n'
  | 'o'
  | 'p'
  | 'P'
  | 'PP'
  | 't'
  | 'T'
  | 'x'
  | 'X'
  | '#'

/** Classes of parameters, for `-C`. */
export type ParameterClass = 'builtin' | 'service' | 'user'

/** What the command line asks for. */
export interface PostconfOptions {
  readonly flags: ReadonlySet<Flag>
  /** `-c`. */
  readonly directory?: string
  readonly classes: ReadonlySet<ParameterClass>
  /** `-o`. */
  readonly overrides: readonly string[]
  /** `-T`. */
  readonly tls?: string
  /** False with `-q`. */
  readonly warnsAboutNames: boolean
  readonly names: readonly string[]
}

/** Why a command line is refused: lines as they are, then the message of a fatal error. */
export interface OptionFault {
  readonly lines: readonly string[]
  readonly fatal: string
}

/** Flags in the order in which messages name them. */
const order: readonly Flag[] = [
  'a',
  'A',
  'b',
  'd',
  'e',
  'f',
  'F',
  'h',
  'H',
  'j',
  'l',
  'm',
  'M',
  'n',
  'o',
  'p',
  'P',
  't',
  'T',
  'x',
  'X',
  '#',
  'PP',
]

const flags = (text: string): readonly Flag[] => text.split(' ') as readonly Flag[]

/** What the command does; one of these at most. */
const majorModes = flags('a A b l m t p M F P T')
const mainOrMaster = flags('p M F P')

/** Flags of which only one can be given (`pcf_incompat_options` in `src/postconf/postconf.c`). */
const exclusive: readonly (readonly Flag[])[] = [
  majorModes,
  flags('PP e # X'),
  flags('d e n # X'),
  flags('f e # X'),
  flags('x e # X'),
  flags('o d e # X'),
  flags('h e # X H'),
]

/** Flags, and the only ones they go with (`pcf_compat_options`). */
const compatible: readonly (readonly [Flag, readonly Flag[]])[] = [
  ...flags('a A b l m T t').map((flag): [Flag, readonly Flag[]] => [flag, []]),
  ['p', flags('e X # f h x d n o H j')],
  ['M', flags('e X # f o x j')],
  ['F', flags('e f h o x H j')],
  ['P', flags('e X f h o x H j PP')],
  ['PP', flags('f h o x H j P')],
  ['j', flags('p M F P o x n d')],
]

const classNames: readonly ParameterClass[] = ['builtin', 'service', 'user']

/** Reads the command line as the release's postconf(1) does, with getopt(3). */
export function readOptions(args: readonly string[], catalog: Catalog): PostconfOptions | OptionFault {
  const letters = optionLetters(catalog)
  const given = new Set<Flag>()
  const overrides: string[] = []
  let classes: ReadonlySet<ParameterClass> = new Set(classNames)
  let directory: string | undefined
  let tls: string | undefined
  let warnsAboutNames = true
  let index = 0
  for (; index < args.length; index++) {
    const word = args[index] ?? ''
    if (word === '--') {
      index++
      break
    }
    if (!word.startsWith('-') || word === '-') break
    for (let at = 1; at < word.length; at++) {
      const letter = word.charAt(at)
      const place = letter === ':' ? -1 : letters.indexOf(letter)
      if (place < 0) return { lines: [`postconf: invalid option -- '${letter}'`], fatal: usage(catalog) }
      let value = ''
      if (letters.charAt(place + 1) === ':') {
        const rest = word.slice(at + 1)
        const next = rest === '' ? args[++index] : rest
        if (next === undefined)
          return { lines: [`postconf: option requires an argument -- '${letter}'`], fatal: usage(catalog) }
        value = next
        at = word.length
      }
      switch (letter) {
        case 'c':
          directory = value
          break
        case 'C': {
          const found = readClasses(value)
          if ('fatal' in found) return found
          classes = found
          break
        }
        case 'E':
          return { lines: [], fatal: usage(catalog) }
        case 'q':
          warnsAboutNames = false
          break
        case 'v':
          break
        case 'b':
        case 't':
          if (given.has('b') || given.has('t')) return { lines: [], fatal: 'specify one of -b and -t' }
          given.add(letter)
          break
        case 'T':
          if (given.has('T')) return { lines: [], fatal: 'At most one -T <mode> option may be specified' }
          given.add('T')
          tls = value
          break
        case 'P':
          given.add(given.has('P') && catalog.atLeast('3.11') ? 'PP' : 'P')
          break
        default:
          // Every other letter of the table is a flag.
          given.add(letter as Flag)
          if (letter === 'o') overrides.push(value)
      }
    }
  }
  const names = args.slice(index)
  if (!majorModes.some(flag => given.has(flag))) given.add('p')
  if (mainOrMaster.some(flag => given.has(flag)) && names[0]?.includes('=')) given.add('e')
  const fatal =
    conflict(given, catalog) ?? (given.has('e') && names.length === 0 ? '-e requires name=value argument' : undefined)
  if (fatal !== undefined) return { lines: [], fatal }
  return {
    flags: given,
    ...(directory !== undefined && { directory }),
    ...(tls !== undefined && { tls }),
    classes,
    overrides,
    warnsAboutNames,
    names,
  }
}

function named(given: readonly Flag[]): string {
  return order
    .filter(flag => given.includes(flag))
    .map(flag => `-${flag}`)
    .join(' ')
}

function conflict(given: ReadonlySet<Flag>, catalog: Catalog): string | undefined {
  for (const group of exclusive) {
    const found = group.filter(flag => given.has(flag))
    if (found.length > 1) return `specify one of ${named(found)}`
  }
  for (const [flag, allowed] of compatible) {
    if (!given.has(flag)) continue
    const excess = [...given].filter(other => other !== flag && !allowed.includes(other))
    if (excess.length > 0) return `with option -${flag}, do not specify ${named(excess)}`
  }
  return catalog.atLeast('2.11') ? undefined : oldConflict(given)
}

/** Before 2.11, master.cf could be shown and not edited. */
function oldConflict(given: ReadonlySet<Flag>): string | undefined {
  return given.has('M') && (given.has('e') || given.has('X') || given.has('#'))
    ? `specify one of ${named([...given])}`
    : undefined
}

function readClasses(text: string): ReadonlySet<ParameterClass> | OptionFault {
  const classes = new Set<ParameterClass>()
  for (const word of text.split(/[ \t\r\n,]+/)) {
    if (word === '') continue
    const lower = word.toLowerCase()
    const found = lower === 'all' ? classNames : classNames.filter(name => name === lower)
    if (found.length === 0) return { lines: [], fatal: `unknown -C option value "${word}" in "${text}"` }
    for (const name of found) classes.add(name)
  }
  return classes
}

function optionLetters(catalog: Catalog): string {
  if (catalog.atLeast('3.11')) return 'aAbc:C:deEfFhHjlmMno:pPqtT:vxX#'
  if (catalog.atLeast('3.9')) return 'aAbc:C:deEfFhHlmMno:pPqtT:vxX#'
  if (catalog.atLeast('3.1')) return 'aAbc:C:deEfFhHlmMno:pPtT:vxX#'
  if (catalog.atLeast('2.11')) return 'aAbc:C:deEfFhlmMno:pPtvxX#'
  if (catalog.atLeast('2.10')) return 'aAbc:C:deEf#hlmMno:tvxX'
  if (catalog.atLeast('2.9')) return 'aAbc:C:deEf#hlmMntv'
  return catalog.atLeast('2.6') ? 'aAbc:deE#hmlntv' : 'aAbc:deEhmlntv'
}

/** Each option of the usage message, and the release that has it there. */
const usageParts: readonly (readonly [string, string])[] = [
  ['2.3', '-a (server SASL types)'],
  ['2.3', '-A (client SASL types)'],
  ['2.3', '-b (bounce templates)'],
  ['2.3', '-c config_dir'],
  // The letter is a slip of postconf's own.
  ['2.11', '-c param_class'],
  ['2.11', '-d (parameter defaults)'],
  ['2.11', '-e (edit configuration)'],
  ['2.9', '-f (fold lines)'],
  ['2.11', '-F (master.cf fields)'],
  ['2.3', '-h (no names)'],
  ['3.1', '-H (no values)'],
  ['3.11', '-j (streaming JSON) '],
  ['2.3', '-l (lock types)'],
  ['2.3', '-m (map types)'],
  ['2.9', '-M (master.cf)'],
  ['2.11', '-n (non-default parameters)'],
  ['2.11', '-o name=value (override parameter value)'],
  ['2.11', '-p (main.cf, default)'],
  ['2.11', '-P (master.cf parameters)'],
  ['2.11', '-t (bounce templates)'],
  ['3.1', '-T compile-version|run-version|public-key-algorithms'],
  ['2.11', '-v (verbose)'],
  ['2.11', '-x (expand parameter values)'],
  ['2.11', '-X (exclude)'],
  ['2.11', '-# (comment-out)'],
]

function usage(catalog: Catalog): string {
  const parts = usageParts.filter(([since]) => catalog.atLeast(since)).map(([, text]) => `[${text}]`)
  return `usage: postconf ${parts.join(' ')} [name...]`
}
