import { ofEveryLine } from '../text/changed-lines.js'

/**
 * What a tag does beside giving text: `steers` decides what is there (conditions, loops, inclusions), `silent` gives
 * nothing (comments, assignments).
 */
export type Control = 'steers' | 'silent'

/** A stretch of a template that another program reads. */
export interface Placeholder {
  readonly start: number
  readonly end: number
  /** Absent for what gives text. */
  readonly control?: Control
}

/** A pair of brackets that another program reads what is between. */
interface Brackets {
  readonly open: string
  readonly close: string
  /** What a tag does; absent for what gives text, `none` for what is no tag at all. */
  readonly control: (inside: string, before: string) => Control | 'none' | undefined
}

const steering =
  /^(?:if|unless|else|elif|elsif|elseif|end\w*|for|foreach|while|case|when|range|with|define|block|template|include|process|wrapper|macro|call|filter|switch|raw)\b/i

/** What stands before a `{{` of Postfix: that of a table, or of a reference. */
const beforeOwnBraces = '(?:inline|static|regexp|pcre|cidr|pipemap|unionmap|randmap):|[$?]'
const ownBraces = new RegExp(`(?:${beforeOwnBraces})$`)

const brackets: readonly Brackets[] = [
  // Jinja, Twig, Liquid.
  { open: '{%', close: '%}', control: inside => (steering.test(inside) ? 'steers' : 'silent') },
  { open: '{#', close: '#}', control: () => 'silent' },
  // Jinja, Go, Mustache, Handlebars. `inline:{{key = value}}` and `pcre:{{...}}` are tables of Postfix, and `${{` a reference.
  {
    open: '{{',
    close: '}}',
    control(inside, before) {
      if (ownBraces.test(before) || /^[\w.@-]+ *=[^=]/.test(inside)) return 'none'
      if (/^(?:!|\/\*|set\b|\$\w+\s*:?=|ansible_managed\b)/.test(inside)) return 'silent'
      return /^[#/^>]/.test(inside) || steering.test(inside) ? 'steers' : undefined
    },
  },
  // ERB, EPP. `<%%` is a literal `<%`.
  {
    open: '<%',
    close: '%>',
    control(inside) {
      if (inside.startsWith('%')) return 'none'
      if (inside.startsWith('=')) return undefined
      const isSteering = steering.test(inside) || /\bdo\b|[{}]/.test(inside)
      return isSteering && !inside.startsWith('#') ? 'steers' : 'silent'
    },
  },
  // PHP.
  {
    open: '<?',
    close: '?>',
    control(inside) {
      const code = inside.replace(/^php\b\s*/, '')
      if (inside.startsWith('xml')) return 'none'
      if (/^(?:=|echo\b|print\b)/.test(code)) return undefined
      return steering.test(code) || /[{}]/.test(code) ? 'steers' : 'silent'
    },
  },
  // Template Toolkit.
  {
    open: '[%',
    close: '%]',
    control(inside) {
      if (/^(?:#|SET\b|\w+\s*=[^=])/.test(inside)) return 'silent'
      return steering.test(inside) ? 'steers' : undefined
    },
  },
]

/**
 * Something that begins with the same characters wherever it stands. These are looked for first, which is many times as
 * fast as to try the whole pattern at each place of a file.
 */
interface Form {
  readonly sign: string
  /** Sticky. */
  readonly pattern: RegExp
}

/** Names that stand for a text by the way they are written. */
const names: readonly Form[] = [
  // `@@name@@`, and `@NAME@` of autoconf.
  { sign: '@', pattern: /@@[\w.:-]+@@|@[A-Z][A-Z0-9_]*@/y },
  // Python's templates with a percent sign; with one of them in a text, `%name` as well.
  { sign: '%', pattern: /%\{\w+\}|%\(\w+\)s/y },
  // `%%name%%` of Zimbra.
  { sign: '%%', pattern: /%%[A-Za-z][^%\n]{0,199}%%/y },
  // `{MTA_HOSTNAME}` of ispCP, `{config_dir}/name` of ISPConfig: no group in a value is written so.
  { sign: '{', pattern: /(?<![$?])\{(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\}|[a-z]\w*\}(?=\/))/y },
  // `${var.name}` of Terraform, `${env["NAME"]}`: no name that Postfix can read.
  { sign: '${', pattern: /\$\{[A-Za-z_]\w*(?:\.[A-Za-z_]\w*|\[["'][\w.-]*["']\])+\}/y },
  // What installers replace.
  { sign: '%', pattern: /%[A-Z][A-Z0-9_]+%/y },
  { sign: '##', pattern: /(?<=[=:,/@.] ?)##[A-Z][A-Z0-9_]*##/y },
  { sign: '#{', pattern: /(?<=[=:,/@.] ?)#\{[\w.:-]+\}/y },
  { sign: 'PH_', pattern: /\bPH_[A-Z0-9_]+\b/y },
  { sign: '__', pattern: /\b__[A-Z][A-Z0-9_]*__/y },
  { sign: '<', pattern: /<[A-Z][A-Z0-9_]*(?:[ -][A-Z0-9_]+)*>/y },
]

/** A line that Zimbra makes a comment or not. */
const switchedLine: Form = { sign: '%%', pattern: /(?<![^\n])%%(?:un)?comment\b[^\n]*/y }

const percentName: Form = { sign: '%', pattern: /%[a-z]\w+/y }

/** Shell and envsubst: names that no parameter of Postfix has. */
const environment: Form = {
  sign: '$',
  pattern: /\$(?:\{([A-Z][A-Z0-9_]*)(?:[:?+-][^{}\s]*)?\}|([A-Z][A-Z0-9_]*)\b)/y,
}

/** What local(8) puts into the environment of a command: names of the running server. */
const ofDelivery: ReadonlySet<string> = new Set([
  'DOMAIN',
  'EXTENSION',
  'HOME',
  'LOCAL',
  'LOGNAME',
  'ORIGINAL_RECIPIENT',
  'PATH',
  'RECIPIENT',
  'SENDER',
  'SHELL',
  'TZ',
  'USER',
])

/** A fast look for anything that could be a placeholder: most files have none. */
const anySign =
  /\{[{%#]|<[%?A-Z]|\[%|@@|@[A-Z]|%[{(%A-Z]|PH_|__[A-Z]|\$\{?[A-Z]|\{[A-Z]|\{[a-z]\w*\}\/|##[A-Z]|#\{|\$\{\w+[.[]/

/** A word of master.cf that an installer replaces: nothing there is written so but the values of options. */
const masterWord = /(?<!\S)[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?!\S)/g

/** What stands where such words are, here and in main.cf: most files have none. */
const masterSign: Form = { sign: '_', pattern: /(?<=[A-Z0-9])_[A-Z0-9]/y }
const mainSign: Form = { sign: '=', pattern: /=[ \t]*[A-Z][A-Z0-9]*_/y }

/** Such a word as all of a value of main.cf. */
const mainWord = /^(([a-z]\w*)[ \t]*=[ \t]*)([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?=[ \t\r]*$)/gm

/** Values of these are written so: environments, TLS options, ciphers, classes of restrictions. */
const inCapitals = /^tls_|environment|cipher|restriction/

/** The words in capitals that an installer replaces. */
function installerWords(text: string, kind: 'main' | 'master'): readonly Placeholder[] {
  if (matchesOf(text, kind === 'main' ? mainSign : masterSign, 1).length === 0) return []
  if (kind === 'master') return [...text.matchAll(masterWord)].map(spanOf)
  return [...text.matchAll(mainWord)].flatMap(({ index, 1: before = '', 2: name = '', 3: word = '' }) => {
    const start = index + before.length
    return inCapitals.test(name) ? [] : [{ start, end: start + word.length }]
  })
}

/** Any other `{{` than those of Postfix, or those with one brace more. */
const doubleBrace = new RegExp(`(?<!(?:${beforeOwnBraces})\\{?)\\{\\{`)

/** True when no line has anything that a placeholder begins with, or that is one where other lines make it so. */
function isPlain(text: string, kind: 'main' | 'master'): boolean {
  return (
    brackets.every(({ open }) => open === '{{' || !text.includes(open)) &&
    !doubleBrace.test(text) &&
    [switchedLine, environment, ...names].every(form => matchesOf(text, form, 1).length === 0) &&
    installerWords(text, kind).length === 0
  )
}

const isPlainText = {
  main: ofEveryLine(lines => isPlain(lines, 'main')),
  master: ofEveryLine(lines => isPlain(lines, 'master')),
} as const

/** The placeholders of a text, in order, none in another. */
export function placeholdersIn(text: string, kind: 'main' | 'master'): readonly Placeholder[] {
  if (isPlainText[kind](text)) return []
  const tags = tagsIn(text)
  const hasPercent = tags.some(({ start }) => text.startsWith('%{', start))
  const found = tags.concat(hasPercent ? matchesOf(text, percentName).map(spanOf) : [], installerWords(text, kind))
  return withoutInner(found.concat(environmentNames(text, found.length > 0)))
}

/** All matches of a form, as `matchAll` finds them, or the first of them only. */
function matchesOf(text: string, { sign, pattern }: Form, atMost = Number.POSITIVE_INFINITY): RegExpExecArray[] {
  const found: RegExpExecArray[] = []
  for (let at = text.indexOf(sign); at >= 0 && found.length < atMost; ) {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match !== null) found.push(match)
    at = text.indexOf(sign, at + (match?.[0].length ?? 1))
  }
  return found
}

function spanOf({ index, 0: tag }: RegExpExecArray): Placeholder {
  return { start: index, end: index + tag.length }
}

function tagsIn(text: string): readonly Placeholder[] {
  const found = brackets.flatMap(pair => bracketed(text, pair))
  for (const line of matchesOf(text, switchedLine)) found.push({ ...spanOf(line), control: 'steers' })
  // Not pushed as arguments: of those there can be too many.
  return found.concat(names.flatMap(form => matchesOf(text, form).map(spanOf)))
}

/** True when a value has a placeholder, but for names in capitals: only a whole file tells what these are. */
export function hasTag(value: string): boolean {
  return anySign.test(value) && tagsIn(value).length > 0
}

/** Characters of a tag that tell what it does, and of what stands before it. */
const telling = 200
const near = 10

/** The tags of one kind; one that is not closed ends at the next that is. */
function bracketed(text: string, { open, close, control }: Brackets): readonly Placeholder[] {
  const found: Placeholder[] = []
  for (let at = text.indexOf(open); at >= 0; ) {
    const closing = text.indexOf(close, at + open.length)
    if (closing < 0) break
    const last = text.lastIndexOf(open, closing - open.length)
    const start = open === '{{' && text[last - 1] === '{' ? last - 1 : last
    const end = closing + close.length + (open === '{{' && text[closing + close.length] === '}' ? 1 : 0)
    const inside = text.slice(start + open.length, Math.min(closing, start + telling)).replace(/^\{?[-~+]?\s*/, '')
    const does = control(inside, text.slice(Math.max(0, start - near), start))
    if (does !== 'none') found.push({ start, end, ...(does && { control: does }) })
    at = text.indexOf(open, end)
  }
  return found
}

function environmentNames(text: string, isTemplate: boolean): readonly Placeholder[] {
  const all = matchesOf(text, environment)
  if (all.length === 0) return []
  const own = new Set([...text.matchAll(/^([A-Z][A-Z0-9_]*)[ \t]*=/gm)].map(match => match[1]))
  return all.flatMap(match => {
    const [, braced, bare] = match
    return own.has(braced ?? bare) || (bare !== undefined && (!isTemplate || ofDelivery.has(bare))) ? [] : spanOf(match)
  })
}

function withoutInner(found: readonly Placeholder[]): readonly Placeholder[] {
  const sorted = [...found].sort((a, b) => a.start - b.start)
  const kept: Placeholder[] = []
  for (const each of sorted) if (each.start >= (kept.at(-1)?.end ?? 0)) kept.push(each)
  return kept
}
