import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createCatalog } from '../../src/catalog/catalog.js'
import { parseVersion } from '../../src/catalog/versions.js'
import { query } from '../../src/query/query.js'
import { patternCase } from './query-patterns.js'
import {
  aliasesCase,
  cidrCase,
  inlineCase,
  postmapCase,
  type QueryCase,
  type Random,
  randomFrom,
} from './query-tables.js'
import { installedVersion } from './real-postconf.js'

/**
 * `postfix-lint query` against `postmap -q` and `postalias -q`: POSTFIX_LINT_QUERY_COUNT says over how many pairs of a
 * table and a key of each type (10000 for all of it), POSTFIX_LINT_QUERY_SEED where to begin.
 */
const count = Number(process.env['POSTFIX_LINT_QUERY_COUNT'] ?? 1500)
const seed = Number(process.env['POSTFIX_LINT_QUERY_SEED'] ?? 1)

const version = parseVersion(installedVersion() ?? '')
const scratch = mkdtempSync(join(tmpdir(), 'parity-query-'))
const compared: string[] = []
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true })
  for (const line of compared) process.stdout.write(`compared: ${line}\n`)
})

interface Kind {
  readonly type: string
  readonly make: (random: Random) => QueryCase
  /** `key` stands in the file `name`; otherwise the text is the name. */
  readonly inName?: true
  readonly indexed?: true
  readonly aliases?: true
  readonly unicode?: true
  readonly keepsCase?: true
  /** At most that share of the pairs may be left undecided. */
  readonly undecided?: number
}

const indexed = ['hash', 'btree', 'lmdb', 'cdb']
const kinds: readonly Kind[] = [
  ...indexed.map((type): Kind => ({ type, make: postmapCase, indexed: true })),
  ...indexed.map((type): Kind => ({ type, make: aliasesCase, indexed: true, aliases: true })),
  { type: 'hash', make: postmapCase, indexed: true, unicode: true },
  { type: 'hash', make: postmapCase, indexed: true, keepsCase: true },
  { type: 'hash', make: aliasesCase, indexed: true, aliases: true, unicode: true },
  { type: 'texthash', make: postmapCase },
  { type: 'texthash', make: postmapCase, unicode: true },
  { type: 'regexp', make: random => patternCase(random, 'regexp'), undecided: 0.2 },
  { type: 'pcre', make: random => patternCase(random, 'pcre'), undecided: 0.2 },
  { type: 'cidr', make: cidrCase },
  { type: 'inline', make: inlineCase, inName: true },
  { type: 'inline', make: inlineCase, inName: true, unicode: true },
  { type: 'pipemap', make: random => combinedCase(random, 'pipemap'), inName: true },
  { type: 'unionmap', make: random => combinedCase(random, 'unionmap'), inName: true },
  { type: 'static', make: staticCase, inName: true },
  { type: 'randmap', make: () => ({ text: '{only, only}', keys: ['a', ''] }), inName: true },
]

function combinedCase(random: Random, type: 'pipemap' | 'unionmap'): QueryCase {
  const inner = () => {
    const which = random(4)
    if (which === 0) return `static:{${random(5) === 0 ? '' : 'b'}}`
    if (which === 1) return `regexp:{{/${'abc'[random(3)]}(.*)/ $${random(2) === 0 ? '1' : '$'}x}}`
    return `inline:{${['a=b', 'b=c', 'B=x', '{a = c d}', 'c=A', 'bx=', 'a='][random(7)]}, ${['c=a', 'b=a', 'x=y'][random(3)]}}`
  }
  const specs = Array.from({ length: 1 + random(3) }, inner)
  const text = random(20) === 0 ? [`${type}`, '{}', '{nothing}', '{ }', '{a:b'][random(5)] : undefined
  return {
    text: text ?? `{${specs.join(random(2) === 0 ? ', ' : ' ')}}`,
    keys: ['a', 'A', 'b', 'B', 'c', 'ab', 'abc', '', 'bx'],
  }
}

function staticCase(random: Random): QueryCase {
  const texts = ['x', 'a b', '{ a b }', '{}', '{a', '{a}b', ' x', '{ {a} }', 'é', '\t', '$1', ':', '{a b} ']
  return { text: Buffer.from(texts[random(texts.length)] ?? 'x').toString('latin1'), keys: ['a', '', 'B'] }
}

interface Run {
  readonly stdout: string
  readonly stderr: string
  readonly status: number
}

function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`
}

/** Starting a process from here each time takes longer than what it does; a fatal error waits a second. */
const lanes = 24

function runAll(folder: string, commands: readonly string[]): readonly Run[] {
  const groups = Array.from({ length: lanes }, (_, lane) =>
    commands.filter((_, index) => index % lanes === lane).join(''),
  )
  const script = join(folder, 'run.sh')
  writeFileSync(script, `cd ${quote(folder)}\n${groups.map(lines => `(\n:\n${lines}) &\n`).join('')}wait\n`, 'latin1')
  execFileSync('/bin/sh', [script], { stdio: 'ignore' })
  const read = (index: number, kind: string) => readFileSync(join(folder, `${index}.${kind}`), 'latin1')
  return commands.map((_, index) => ({
    stdout: read(index, 'out'),
    stderr: read(index, 'err'),
    status: Number(read(index, 'status')),
  }))
}

/** A file that was just written makes the real program wait. */
const longAgo = 1_000_000_000

/** What both say in their own words: that a pattern does not compile. */
function normalized(stderr: string): readonly string[] {
  return stderr
    .split('\n')
    .filter(line => line !== '')
    .map(line =>
      line
        .replace(/^(?:postmap|postalias|postfix-lint): /, '')
        .replace(
          / map (.*), line ([0-9]+): (?:error in regex at|the pattern does not compile).*/,
          ' map $1, line $2: COMPILE',
        )
        .replace(
          /regexp map (.*), line ([0-9]+): (?:Unmatched|Invalid|Trailing backslash|Memory exhausted|Premature end|Regular expression too big).*/,
          'regexp map $1, line $2: COMPILE',
        ),
    )
}

/** Of some patterns, ours does not know whether PCRE2 takes them, nor how many groups they have. */
const notJudged = / line [0-9]+: (?:COMPILE|out of range replacement index)/

function compareKind(kind: Kind, index: number) {
  const { type, make, inName, indexed: isIndexed, aliases = false, unicode = false, keepsCase = false } = kind
  const folder = join(scratch, String(index))
  mkdirSync(folder)
  const configuration = join(folder, 'conf')
  mkdirSync(configuration)
  writeFileSync(join(configuration, 'main.cf'), `smtputf8_enable = ${unicode ? 'yes' : 'no'}\n`)
  writeFileSync(join(configuration, 'master.cf'), '')
  const random = randomFrom(seed * 1000 + index)
  const cases: QueryCase[] = []
  for (let pairs = 0; pairs < count; ) {
    const next = make(random)
    // LMDB stops at an empty key.
    const keys = type === 'lmdb' ? next.keys.filter(key => key !== '') : next.keys
    cases.push({ ...next, keys })
    pairs += keys.length
  }
  const program = aliases ? 'postalias' : 'postmap'
  const options = `-c ${quote(configuration)}${keepsCase ? ' -f' : ''}`
  const specs = cases.map(({ text, keys }, number) => {
    writeFileSync(join(folder, `${number}.keys`), keys.map(key => `${key}\n`).join(''), 'latin1')
    if (inName) return `${type}:${text}`
    const path = join(folder, `table-${number}`)
    writeFileSync(path, text, 'latin1')
    utimesSync(path, longAgo, longAgo)
    return `${type}:${path}`
  })
  const commands = specs.map((spec, number) => {
    const made = isIndexed ? `${program} ${options} ${quote(spec)} 2>${number}.err && ` : ''
    return `(${made}${program} ${options} -q - ${quote(spec)} <${number}.keys >${number}.out 2>>${number}.err); echo $? >${number}.status; touch ${number}.out ${number}.err\n`
  })
  for (const [number] of cases.entries()) rmSync(join(folder, `${number}.err`), { force: true })
  const real = runAll(folder, commands)
  const environment = {
    catalog: createCatalog({ version: version ?? '3.7.11', profile: 'debian' }),
    read: (path: string) => {
      try {
        return { bytes: readFileSync(path, 'latin1') }
      } catch {
        return { problem: 'No such file or directory' }
      }
    },
    foldsKeys: !keepsCase,
    unicode,
    aliases,
  }
  let pairs = 0
  let undecided = 0
  const different: object[] = []
  for (const [number, { keys, text }] of cases.entries()) {
    const table = specs[number] ?? ''
    const run = real[number]
    if (run === undefined) continue
    const { writes, status } = query(
      { table, keys: { lines: keys.map(key => `${key}\n`).join('') }, asAliases: aliases },
      environment,
    )
    const output = (to: string) =>
      writes
        .filter(write => write.to === to)
        .map(write => write.text)
        .join('')
    const said = normalized(output('stderr'))
    const open = new Set(said.flatMap(line => /^undecided: key (.*): [^ ]*, line [0-9]+: /.exec(line)?.[1] ?? []))
    // A key can have a tab in it: then all of its line is told by its beginning.
    const isDecided = (line: string) => ![...open].some(key => printed(line).startsWith(`${key}?`))
    pairs += keys.length
    const left = keys.filter(key => open.has(printed(key))).length
    undecided += left
    const expected = run.stdout.split('\n').filter(isDecided)
    const actual = output('stdout').split('\n').filter(isDecided)
    const expectedSaid = normalized(run.stderr).filter(line => type !== 'pcre' || !notJudged.test(line))
    const weSay = said.filter(line => !line.startsWith('undecided: ') && (type !== 'pcre' || !notJudged.test(line)))
    const notOurs = expectedSaid.filter(line => !weSay.includes(line))
    const notTheirs = weSay.filter(line => !expectedSaid.includes(line))
    const differs =
      expected.join('\n') !== actual.join('\n') ||
      notTheirs.length > 0 ||
      // Of what is undecided, ours says nothing more.
      (left === 0 && (run.status !== status || notOurs.length > 0))
    if (!differs) continue
    different.push({
      keys,
      table,
      text,
      expected: run,
      notOurs,
      notTheirs,
      lines: expected.filter(line => !actual.includes(line)),
      ours: actual.filter(line => !expected.includes(line)),
      status,
    })
  }
  const name = `${type}${aliases ? ' (aliases)' : ''}${unicode ? ' (smtputf8)' : ''}${keepsCase ? ' (-f)' : ''}`
  compared.push(
    `${name}: ${cases.length} tables, ${pairs} pairs, ${undecided} undecided, ${different.length} tables different`,
  )
  if (process.env['QDEBUG']) writeFileSync(`/tmp/qry/diff-${index}.json`, JSON.stringify(different, null, 1))
  return { different, undecided: undecided / pairs }
}

function printed(bytes: string): string {
  return bytes.replaceAll(/[^ -~]/g, '?')
}

/** A configuration that is there for certain. */
function mapsFolder(): string {
  const folder = join(scratch, 'empty')
  mkdirSync(folder, { recursive: true })
  for (const name of ['main.cf', 'master.cf']) writeFileSync(join(folder, name), '')
  return folder
}

const run = version === undefined ? describe.skip : describe

run(`SKIPPED without an installed Postfix: what tables answer, as Postfix ${version} does`, () => {
  const types =
    version === undefined ? [] : execFileSync('postconf', ['-c', mapsFolder(), '-m'], { encoding: 'utf8' }).split('\n')
  it.each(
    kinds.map((kind, index) => ({
      ...kind,
      index,
      name: `${kind.type}${kind.aliases ? ', aliases' : ''}${kind.unicode ? ', smtputf8' : ''}`,
    })),
  )('$name: the same for every key', kind => {
    expect(types, `${kind.type} is installed`).toContain(kind.type)
    const { different, undecided } = compareKind(kind, kind.index)
    expect(different.slice(0, 5)).toEqual([])
    expect(undecided).toBeLessThanOrEqual(kind.undecided ?? 0)
  })
})
