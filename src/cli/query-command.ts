import { existsSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { guessTable } from '../config/guess-table.js'
import { createProject, type Project } from '../config/project.js'
import { wantedTables } from '../config/tables.js'
import { nodePostconfHost } from '../host/postconf-host.js'
import { readTextFile } from '../host/read.js'
import { query } from '../query/query.js'
import { SourceText } from '../text/source-text.js'
import { standardError, standardOutput } from './output.js'
import { type QueryArguments, readQueryArguments } from './query-arguments.js'
import { allBytes } from './read-standard-input.js'
import { readProfileName, readReleaseName } from './release-options.js'
import { UsageError } from './usage-error.js'

const stockDirectory = '/etc/postfix/'

/** Answers as `postmap -q` or `postalias -q` would. @throws UsageError */
export async function queryCommand(args: readonly string[]): Promise<number> {
  const asked = readQueryArguments(args)
  if (asked === undefined) {
    const { helpOf } = await import('./help.js')
    standardOutput.write(helpOf('query'))
    return 0
  }
  const directory = asked.directory ?? directoryOf(asked.table)
  if (asked.directory !== undefined && !existsSync(asked.directory)) {
    throw new UsageError(`there is no directory ${asked.directory}`)
  }
  const project = projectIn(directory, asked)
  const place = (path: string) => placeOf(path, asked.directory)
  const table = namedTable(asked, project, place)
  const { readFile } = nodePostconfHost()
  const keys =
    asked.key === '-' ? { lines: latin1(await allBytes(Number.POSITIVE_INFINITY)) } : { one: latin1(asked.key) }
  const { writes, status } = query(
    {
      table: latin1(table.spec),
      keys,
      asAliases: asked.aliases,
      explain: asked.explain ?? standardOutput.isTTY,
    },
    {
      catalog: project.catalog,
      read(path) {
        const found = readFile(place(utf8(path)))
        return 'text' in found ? { bytes: found.text } : { problem: found.message }
      },
      foldsKeys: asked.foldsKeys,
      unicode: project.base.get('smtputf8_enable')?.text === 'yes',
      aliases: asked.aliases || table.aliases || 'by name',
    },
  )
  noteOldIndex(table.spec, place)
  for (const { to, text } of writes) {
    const output = to === 'stdout' ? standardOutput : standardError
    output.write(Buffer.from(output.isTTY ? harmless(text) : text, 'latin1'))
  }
  return status
}

const latin1 = (text: string | Uint8Array) => Buffer.from(text).toString('latin1')
const utf8 = (bytes: string) => Buffer.from(bytes, 'latin1').toString('utf8')

/** What steers a terminal is not sent to one: a value can hold anything. */
function harmless(bytes: string): string {
  return bytes.replaceAll(/(?![\t\n])\p{Cc}/gu, (control, at: number) => (isPartOfUtf8(bytes, at) ? control : '?'))
}

/** True for a byte of a character beyond Latin-1's control characters. */
function isPartOfUtf8(bytes: string, at: number): boolean {
  const code = bytes.charCodeAt(at)
  return code >= 0x80 && bytes.charCodeAt(at - 1) >= 0x80 && bytes.charCodeAt(at - 1) !== 0xc2
}

/** The name of a file in a table's name: behind the type, or all of it. */
function fileIn(table: string): string {
  return table.slice(table.indexOf(':') + 1)
}

/** Where the main.cf is that belongs to a table, if it lies beside it. */
function directoryOf(table: string): string | undefined {
  const directory = dirname(fileIn(table))
  return existsSync(join(directory, 'main.cf')) ? directory : undefined
}

function projectIn(directory: string | undefined, { postfixVersion, profile }: QueryArguments): Project {
  const target = { version: readReleaseName(postfixVersion), profile: readProfileName(profile) }
  if (directory === undefined) return createProject({ target })
  const name = join(directory, 'main.cf')
  const read = readTextFile(name)
  return createProject({ target, ...('text' in read && { main: new SourceText(name, read.text) }) })
}

/** A directory that is named stands for the one of Postfix: what the configuration has there is looked for in it first. */
function placeOf(path: string, directory: string | undefined): string {
  if (directory === undefined || !path.startsWith(stockDirectory)) return path
  const local = join(directory, path.slice(stockDirectory.length))
  return existsSync(local) ? local : path
}

interface NamedTable {
  readonly spec: string
  readonly aliases: boolean
}

/** The table that is meant: a file without a type is what the configuration, or its name, says that it is. */
function namedTable({ table }: QueryArguments, project: Project, place: (path: string) => string): NamedTable {
  if (/^[a-z0-9_]+:/.test(table)) return { spec: table, aliases: false }
  const own = resolve(table)
  const wanted = wantedTables(project).find(({ path, local, type }) => {
    if (type === undefined) return false
    return path === own || place(path) === own || (local !== undefined && basename(own) === local)
  })
  if (wanted?.type !== undefined) return { spec: `${wanted.type}:${table}`, aliases: wanted.syntax === 'aliases' }
  const read = readTextFile(table)
  const guess = 'text' in read ? guessTable(new SourceText(table, read.text)) : undefined
  switch (guess?.syntax) {
    case 'regexp':
    case 'pcre':
    case 'cidr':
      return { spec: `${guess.syntax}:${table}`, aliases: false }
    default: {
      const type = project.base.get('default_database_type')?.text ?? 'hash'
      return { spec: `${type}:${table}`, aliases: guess?.syntax === 'aliases' }
    }
  }
}

const suffixes: ReadonlyMap<string, string> = new Map([
  ['hash', '.db'],
  ['btree', '.db'],
  ['lmdb', '.lmdb'],
  ['cdb', '.cdb'],
])

/** The answer is that of the source; Postfix asks the index, which can be older. */
function noteOldIndex(spec: string, place: (path: string) => string): void {
  const suffix = suffixes.get(spec.slice(0, spec.indexOf(':')))
  if (suffix === undefined) return
  const source = place(fileIn(spec))
  const times = [source, source + suffix].map(path => statSync(path, { throwIfNoEntry: false })?.mtimeMs)
  const [written, built] = times
  if (written === undefined || built === undefined || built >= written) return
  standardError.write(
    `postfix-lint: warning: ${source}${suffix} is older than ${source}: until it is built again, Postfix answers from what it held before\n`,
  )
}
