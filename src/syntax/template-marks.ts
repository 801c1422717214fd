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

const brackets: readonly Brackets[] = [
  // Jinja, Twig, Liquid.
  { open: '{%', close: '%}', control: inside => (steering.test(inside) ? 'steers' : 'silent') },
  { open: '{#', close: '#}', control: () => 'silent' },
  // Jinja, Go, Mustache, Handlebars. `inline:{{key = value}}` and `pcre:{{...}}` are tables of Postfix, and `${{` a reference.
  {
    open: '{{',
    close: '}}',
    control(inside, before) {
      if (
        /(?:(?:inline|static|regexp|pcre|cidr|pipemap|unionmap|randmap):|[$?])$/.test(before) ||
        /^[\w.@-]+ *=[^=]/.test(inside)
      )
        return 'none'
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

/** Names that stand for a text by the way they are written. */
const names: readonly RegExp[] = [
  // `@@name@@`, and `@NAME@` of autoconf.
  /@@[\w.:-]+@@|@[A-Z][A-Z0-9_]*@/g,
  // Python's templates with a percent sign; with one of them in a text, `%name` as well.
  /%\{\w+\}|%\(\w+\)s/g,
  // `%%name%%` of Zimbra.
  /%%[A-Za-z][^%\n]{0,199}%%/g,
  // `{MTA_HOSTNAME}` of ispCP, `{config_dir}/name` of ISPConfig: no group in a value is written so.
  /(?<![$?])\{(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\}|[a-z]\w*\}(?=\/))/g,
  // `${var.name}` of Terraform, `${env["NAME"]}`: no name that Postfix can read.
  /\$\{[A-Za-z_]\w*(?:\.[A-Za-z_]\w*|\[["'][\w.-]*["']\])+\}/g,
  // What installers replace.
  /%[A-Z][A-Z0-9_]+%|(?<=[=:,/@.] ?)(?:##[A-Z][A-Z0-9_]*##|#\{[\w.:-]+\})/g,
  /\bPH_[A-Z0-9_]+\b|\b__[A-Z][A-Z0-9_]*__|<[A-Z][A-Z0-9_]*(?:[ -][A-Z0-9_]+)*>/g,
]

/** A line that Zimbra makes a comment or not. */
const switchedLine = /^%%(?:un)?comment\b[^\n]*/gm

const percentName = /%[a-z]\w+/g

/** Shell and envsubst: names that no parameter of Postfix has. */
const environment = /\$(?:\{([A-Z][A-Z0-9_]*)(?:[:?+-][^{}\s]*)?\}|([A-Z][A-Z0-9_]*)\b)/g

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

/** Such a word as all of a value of main.cf. Environments, TLS options, ciphers and classes of restrictions are written so. */
const mainWord =
  /(?<=^(?!tls_|\w*(?:environment|cipher|restriction))[a-z]\w*[ \t]*=[ \t]*)[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?=[ \t\r]*$)/gm

/** The placeholders of a text, in order, none in another. */
export function placeholdersIn(text: string, kind: 'main' | 'master'): readonly Placeholder[] {
  const [sign, word] = kind === 'main' ? [/=[ \t]*[A-Z][A-Z0-9]*_/, mainWord] : [/[A-Z0-9]_[A-Z0-9]/, masterWord]
  // The short pattern is a fast look: most files have no such word.
  const words = sign.test(text) ? [...text.matchAll(word)] : []
  if (words.length === 0 && !anySign.test(text)) return []
  const found = [...tagsIn(text)]
  if (found.some(({ start }) => text.startsWith('%{', start))) {
    for (const { index, 0: tag } of text.matchAll(percentName)) found.push({ start: index, end: index + tag.length })
  }
  for (const { index, 0: tag } of words) found.push({ start: index, end: index + tag.length })
  found.push(...environmentNames(text, found.length > 0))
  return withoutInner(found)
}

function tagsIn(text: string): readonly Placeholder[] {
  const found = brackets.flatMap(pair => bracketed(text, pair))
  for (const { index, 0: line } of text.matchAll(switchedLine))
    found.push({ start: index, end: index + line.length, control: 'steers' })
  for (const pattern of names) {
    for (const { index, 0: tag } of text.matchAll(pattern)) found.push({ start: index, end: index + tag.length })
  }
  return found
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
  const own = new Set([...text.matchAll(/^([A-Z][A-Z0-9_]*)[ \t]*=/gm)].map(match => match[1]))
  return [...text.matchAll(environment)].flatMap(({ index, 0: tag, 1: braced, 2: bare }) =>
    own.has(braced ?? bare) || (bare !== undefined && (!isTemplate || ofDelivery.has(bare)))
      ? []
      : [{ start: index, end: index + tag.length }],
  )
}

function withoutInner(found: readonly Placeholder[]): readonly Placeholder[] {
  const sorted = [...found].sort((a, b) => a.start - b.start)
  const kept: Placeholder[] = []
  for (const each of sorted) if (each.start >= (kept.at(-1)?.end ?? 0)) kept.push(each)
  return kept
}
