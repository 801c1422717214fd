import { parseArgs } from 'node:util'
import type { SeveritySetting } from '../lint/severities.js'
import type { Preset } from '../rules/define.js'
import { type DiffArguments, readDiff } from './diff-arguments.js'
import { type Format, formats } from './formats.js'
import { type InitArguments, readInit } from './init-arguments.js'
import { checkOption, type Given, oneOf, options } from './options.js'
import { readShow, type ShowArguments } from './show-arguments.js'
import { UsageError } from './usage-error.js'

/** What `parseArgs` makes of one word of the command line. */
interface Token {
  readonly kind: string
  readonly name?: string
  readonly value?: string | undefined
}

/** A report that is wanted; without a file it goes to standard output. */
export interface ReportRequest {
  readonly format: Format
  readonly file?: string
}

/** How configurations are to be judged, as far as the command line says. */
export interface JudgementArguments {
  readonly postfixVersion?: string
  readonly profile?: string
  readonly preset?: Preset
  readonly rules: Readonly<Record<string, SeveritySetting>>
  /** Files, or names of policies that come with postfix-lint. */
  readonly policies: readonly string[]
  readonly config?: string
  readonly noConfig: boolean
  /** Plug-ins that the settings of the current folder name may be run. */
  readonly allowPlugins: boolean
  readonly root?: string
  readonly noHost: boolean
  readonly noTables: boolean
}

/** What `postfix-lint [options] [path ...]` was asked to do. */
export interface LintArguments extends JudgementArguments {
  readonly command: 'lint'
  readonly paths: readonly string[]
  /** Search below directories that are a configuration themselves. */
  readonly recursive: boolean
  /** The paths are files that were changed: what they belong to is linted. */
  readonly affected: boolean
  /** Lint again after each change. */
  readonly watch: boolean
  /** Only configurations in which something was changed since this commit. */
  readonly changedSince?: string
  /** Outcomes are kept for the next run, where `location` says or with the user. */
  readonly cache?: { readonly location?: string }
  /** Findings that are accepted. */
  readonly baseline?: { readonly file: string; readonly isNew: boolean }
  /** Threads; absent: as many as there are processors, if there is much to do. */
  readonly jobs?: number
  /** At most one of them without a file. */
  readonly reports: readonly ReportRequest[]
  readonly quiet: boolean
  /** Count findings by rule instead of showing them. */
  readonly statistics: boolean
  readonly color?: boolean
  readonly maxWarnings?: number
  readonly exitZero: boolean
  readonly fix: 'none' | 'safe' | 'unsafe'
  readonly dryRun: boolean
  readonly stdin: boolean
  readonly stdinFilename?: string
}

/** What `postfix-lint explain THING [path]` was asked to do. */
export interface ExplainArguments extends JudgementArguments {
  readonly command: 'explain'
  /** A rule, a name, an SMTP code or a line of the mail log. */
  readonly asked: string
  /** Where to look for it. */
  readonly path?: string
  readonly format: 'pretty' | 'json'
  readonly color?: boolean
}

/** What `postfix-lint format [options] [path ...]` was asked to do. */
export interface FormatArguments extends JudgementArguments {
  readonly command: 'format'
  readonly paths: readonly string[]
  readonly recursive: boolean
  readonly stdin: boolean
  readonly stdinFilename?: string
  /** Change nothing; name the files that would change. */
  readonly check: boolean
  /** Change nothing; show what would change. */
  readonly diff: boolean
}

/** What the command line asks for. */
export type Arguments =
  | LintArguments
  | FormatArguments
  /** All of it, or that of one command. */
  | { readonly command: 'help'; readonly topic?: string }
  | { readonly command: 'version' | 'lsp' }
  | { readonly command: 'completion'; readonly shell: string | undefined }
  | { readonly command: 'rules'; readonly format: 'pretty' | 'json'; readonly color?: boolean }
  | ExplainArguments
  | ShowArguments
  | DiffArguments
  | InitArguments

const ofOthers = [
  ['check', 'format'],
  ['diff', 'format'],
  ['json', 'show` and `postfix-lint diff'],
  ['all', 'show'],
  ['from-version', 'diff'],
  ['to-version', 'diff'],
  ['from-profile', 'diff'],
  ['to-profile', 'diff'],
  ['ci', 'init'],
  ['yes', 'init'],
  ['force', 'init'],
] as const

/** Reads a command line. @throws UsageError */
export function readArguments(args: readonly string[]): Arguments {
  // Where nothing but words is given, Node's reader of options need not be loaded.
  const parsed = args.some(arg => arg.startsWith('-'))
    ? parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true })
    : undefined
  for (const token of parsed?.tokens ?? []) {
    if (token.kind === 'option') checkOption(token.name, token.rawName, token.value, token.inlineValue)
  }
  // Not strict, to give better messages than parseArgs does; checked above: each value has the type its option says.
  const values = (parsed?.values ?? {}) as Given
  const all: readonly Token[] = parsed?.tokens ?? args.map(value => ({ kind: 'positional', value }))
  const tokens = all.filter(token => !isStandardInput(token))
  const given: Given = tokens.length === all.length ? values : { ...values, stdin: true }
  const [first, ...rest] = wordsOf(tokens)
  if (given.help) return { command: 'help', ...(first !== undefined && { topic: first }) }
  if (given.version) return { command: 'version' }
  const color = given['no-color'] ? { color: false } : given.color ? { color: true } : {}
  // `./rules` names a directory; `rules` the command.
  if (first === 'help') return { command: 'help', ...(rest[0] !== undefined && { topic: rest[0] }) }
  if (first === 'lsp') return { command: 'lsp' }
  if (first === 'completion') return { command: 'completion', shell: rest.length === 1 ? rest[0] : undefined }
  if (first === 'init') return readInit(rest, given, judgementIn(given))
  if (first === 'rules' && rest.length === 0) {
    return {
      command: 'rules',
      format: oneOf('--format', given.format?.at(-1) ?? 'pretty', ['pretty', 'json']),
      ...color,
    }
  }
  if (first === 'explain') {
    const format = oneOf('--format', given.format?.at(-1) ?? 'pretty', ['pretty', 'json'])
    return readExplain(rest, judgementIn(given), { format, ...color })
  }
  if (first === 'show') return { command: 'show', ...readShow(rest, given), ...judgementIn(given), ...color }
  if (first === 'diff') return readDiff(rest, given, { ...judgementIn(given), ...color })
  if (given.stdio) throw new UsageError('`--stdio` belongs to `postfix-lint lsp`')
  const input = {
    recursive: given.recursive ?? false,
    watch: readWatch(given),
    stdin: given.stdin ?? false,
    ...(given['stdin-filename'] !== undefined && { stdinFilename: given['stdin-filename'] }),
  }
  const shows = { check: given.check ?? false, diff: given.diff ?? false }
  if (first === 'format') return { command: 'format', paths: rest, ...judgementIn(given), ...input, ...shows }
  for (const [option, command] of ofOthers) {
    if (given[option]) throw new UsageError(`\`--${option}\` belongs to \`postfix-lint ${command}\``)
  }
  return {
    command: 'lint',
    paths: (parsed?.positionals ?? args).filter(word => word !== standardInput),
    affected: given.affected ?? false,
    ...input,
    ...(given['changed-since'] !== undefined && { changedSince: given['changed-since'] }),
    ...readBaselineOptions(given),
    ...readCache(given),
    ...(given.jobs !== undefined && { jobs: readJobs(given.jobs) }),
    ...judgementIn(given),
    reports: readReports(tokens),
    quiet: given.quiet ?? false,
    statistics: given.statistics ?? false,
    ...color,
    ...(given['max-warnings'] !== undefined && { maxWarnings: readCount('--max-warnings', given['max-warnings']) }),
    exitZero: given['exit-zero'] ?? false,
    fix: given['fix-unsafe'] ? 'unsafe' : given.fix || given['fix-dry-run'] ? 'safe' : 'none',
    dryRun: given['fix-dry-run'] ?? false,
  }
}

/** As with other programs, in place of a path; a file of that name is `./-`. */
const standardInput = '-'

function isStandardInput({ kind, value }: Token): boolean {
  return kind === 'positional' && value === standardInput
}

/** The command, if the first word can be one, and what follows it: behind `--` no word is a command. */
function wordsOf(tokens: readonly Token[]): readonly [string | undefined, ...string[]] {
  const words = tokens.flatMap(({ kind, value }) => (kind === 'positional' && value !== undefined ? [value] : []))
  const isPath = tokens.find(({ kind }) => kind !== 'option')?.kind === 'option-terminator'
  if (isPath) return [undefined, ...words]
  const [first, ...rest] = words
  return [first, ...rest]
}

function judgementIn(given: Given): JudgementArguments {
  const { profile, preset, config, root } = given
  return {
    ...(given['postfix-version'] !== undefined && { postfixVersion: given['postfix-version'] }),
    ...(profile !== undefined && { profile }),
    ...(preset !== undefined && { preset: oneOf('--preset', preset, ['recommended', 'strict', 'all']) }),
    rules: readRules(given.rule ?? []),
    policies: given.policy ?? [],
    ...(config !== undefined && { config }),
    noConfig: given['no-config'] ?? false,
    allowPlugins: given['allow-plugins'] ?? false,
    ...(root !== undefined && { root }),
    noHost: given['no-host'] ?? false,
    noTables: given['no-tables'] ?? false,
  }
}

function readExplain(
  [asked, path, ...more]: readonly string[],
  judgement: JudgementArguments,
  output: Pick<ExplainArguments, 'format' | 'color'>,
): ExplainArguments {
  if (asked === undefined || asked.trim() === '' || more.length > 0) {
    throw new UsageError(
      '`explain` takes one thing, and a directory to look for it if you like: a rule, a name of Postfix, an SMTP code, or a line of the mail log in quotes',
    )
  }
  return { command: 'explain', asked, ...(path !== undefined && { path }), ...judgement, ...output }
}

/**
 * The reports that are wanted: `--format F=FILE`, or `--output-file FILE` for the format beside it. Where all of them go
 * to files, the one for people is printed as well.
 */
function readReports(tokens: readonly Token[]): readonly ReportRequest[] {
  const reports: { format: Format; file?: string }[] = []
  const ahead: string[] = []
  for (const token of tokens) {
    if (token.kind !== 'option' || token.value === undefined) continue
    const { name, value } = token
    if (name === 'format') {
      const equals = value.indexOf('=')
      const format = oneOf('--format', equals < 0 ? value : value.slice(0, equals), formats)
      const file = equals < 0 ? ahead.shift() : value.slice(equals + 1)
      if (file === '') throw new UsageError(`\`--format ${value}\` names no file behind the \`=\``)
      reports.push({ format, ...(file !== undefined && { file }) })
    } else if (name === 'output-file') {
      const last = reports.at(-1)
      if (last === undefined || last.file !== undefined) ahead.push(value)
      else last.file = value
    }
  }
  const [lost] = ahead
  if (lost !== undefined) throw new UsageError(`\`--output-file ${lost}\` needs a \`--format\`, to say what goes there`)
  const printed = reports.filter(({ file }) => file === undefined)
  if (printed.length > 1) {
    const names = printed.map(({ format }) => `\`${format}\``).join(', ')
    throw new UsageError(
      `only one report can go to standard output, not ${names}: name files, as in \`--format sarif=FILE\``,
    )
  }
  return printed.length === 1 ? reports : [...reports, { format: 'pretty' }]
}

function readCount(option: string, written: string): number {
  if (!/^\d{1,9}$/.test(written)) throw new UsageError(`\`${option}\` takes a whole number, not \`${written}\``)
  return Number(written)
}

function readWatch({ watch = false, stdin = false }: Given): boolean {
  if (watch && stdin) throw new UsageError('`--watch` watches files: it does not go with `--stdin`')
  return watch
}

function readBaselineOptions(given: Given): Pick<LintArguments, 'baseline'> {
  const isNew = given['write-baseline'] ?? false
  if (given.baseline !== undefined) return { baseline: { file: given.baseline, isNew } }
  if (isNew) throw new UsageError('`--write-baseline` needs `--baseline FILE`, to say where')
  return {}
}

function readCache({ cache = false, 'cache-location': location }: Given): Pick<LintArguments, 'cache'> {
  if (cache) return { cache: location === undefined ? {} : { location } }
  if (location !== undefined) throw new UsageError('`--cache-location` needs `--cache`')
  return {}
}

function readJobs(written: string): number {
  const jobs = readCount('--jobs', written)
  if (jobs < 1 || jobs > 256) throw new UsageError(`\`--jobs\` takes a number from 1 to 256, not \`${written}\``)
  return jobs
}

function readRules(written: readonly string[]): Readonly<Record<string, SeveritySetting>> {
  const rules: [string, SeveritySetting][] = written.map(text => {
    const equals = text.indexOf('=')
    if (equals <= 0)
      throw new UsageError(`\`--rule\` takes \`id=severity\`, such as \`--rule bad-boolean=warning\`, not \`${text}\``)
    const severity = oneOf('--rule id=severity', text.slice(equals + 1), ['error', 'warning', 'info', 'off'])
    return [text.slice(0, equals), severity]
  })
  return Object.fromEntries(rules)
}
