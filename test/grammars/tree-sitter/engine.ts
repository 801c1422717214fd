import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { treeSitterFolder as folder, treeSitterGrammars as grammars } from '../../../scripts/tree-sitter-digest.js'

/** A node of a tree; places are offsets in the text. */
export interface Node {
  /** The name of the field it stands in, or empty. */
  readonly field: string
  readonly type: string
  readonly named: boolean
  readonly start: number
  readonly end: number
  /** What the engine could not read, or made up: our grammars have no such text. */
  readonly error: boolean
  readonly children: readonly Node[]
}

/** A node with the name that a query gives it. */
export interface Capture {
  readonly name: string
  readonly start: number
  readonly end: number
  readonly text: string
}

/** The compiled grammars with tree-sitter's library. */
export interface Engine {
  /** Trees of texts, in one run. */
  parse(grammar: string, texts: readonly string[]): readonly Node[]
  /** What a file of queries captures, in the order of place; of captures of one node, those that count last. */
  query(grammar: string, file: string, text: string): readonly Capture[]
  /** Changes each text into the next: how many trees are not those of the new text. */
  reparse(grammar: string, texts: readonly string[]): number
  /** What the scanner of a grammar takes from the C library. */
  imports(grammar: string): readonly string[]
  remove(): void
}

/** Compiles the grammars; says what is missing if that cannot be. */
export function buildEngine(): Engine | string {
  const build = mkdtempSync(join(tmpdir(), 'postfix-lint-tree-sitter-'))
  const program = join(build, 'driver')
  const compile = (args: readonly string[]) => spawnSync('cc', ['-std=c11', '-O1', ...args], { encoding: 'utf8' })
  const remove = () => rmSync(build, { recursive: true, force: true })
  const objects: string[] = []
  for (const grammar of grammars) {
    const source = `${folder}/${grammar}/src`
    for (const part of ['parser', 'scanner']) {
      const object = join(build, `${grammar}-${part}.o`)
      const made = compile([`-I${source}`, '-c', `${source}/${part}.c`, '-o', object])
      if (made.error !== undefined) {
        remove()
        return 'no C compiler (cc)'
      }
      if (made.status !== 0) throw new Error(made.stderr)
      objects.push(object)
    }
  }
  const each = grammars.map(grammar => `X(${languageOf(grammar)})`).join(' ')
  const driver = 'test/grammars/tree-sitter/driver.c'
  const linked = compile([`-DEACH_GRAMMAR=${each}`, driver, ...objects, '-ltree-sitter', '-o', program])
  if (linked.status !== 0) {
    remove()
    if (/tree_sitter\/api\.h|-ltree-sitter/.test(linked.stderr)) return 'no libtree-sitter (Debian: libtree-sitter-dev)'
    throw new Error(linked.stderr)
  }
  return {
    parse: (grammar, texts) => {
      const output = run(program, ['parse'], grammar, texts)
      const trees = output.split('\n\n').slice(0, -1)
      if (trees.length !== texts.length) throw new Error(`${trees.length} trees for ${texts.length} texts`)
      return trees.map(readTree)
    },
    query: (grammar, file, text) => {
      const output = run(program, ['query', file, languageOf(grammar)], grammar, [text])
      return readCaptures(output.split('\n'), text)
    },
    reparse: (grammar, texts) => {
      const answers = run(program, ['reparse'], grammar, texts).split('\n').slice(0, -1)
      if (answers.length !== texts.length - 1) throw new Error(`${answers.length} answers for ${texts.length} texts`)
      return answers.filter(answer => answer !== 'same').length
    },
    imports: grammar => {
      const { stdout, status } = spawnSync('nm', ['-u', join(build, `${grammar}-scanner.o`)], { encoding: 'utf8' })
      if (status !== 0) throw new Error('no nm, which comes with the compiler')
      return [...stdout.matchAll(/U (\w+)/g)].map(([, name = '']) => name)
    },
    remove,
  }
}

/** The name of a grammar in C and in `grammar.js`. */
export const languageOf = (grammar: string): string => grammar.replaceAll('-', '_')

function run(program: string, args: readonly string[], grammar: string, texts: readonly string[]): string {
  const name = Buffer.from(languageOf(grammar))
  const input = texts.flatMap(text => {
    const bytes = Buffer.from(text, 'utf16le')
    const lengths = Buffer.alloc(8)
    lengths.writeUInt32LE(bytes.length, 0)
    lengths.writeUInt32LE(name.length, 4)
    return [lengths, name, bytes]
  })
  const result = spawnSync(program, args, {
    input: Buffer.concat(input),
    encoding: 'utf8',
    timeout: 120_000,
    maxBuffer: 2 ** 30,
  })
  if (result.status !== 0) throw new Error(`the driver ends with ${result.signal ?? result.status}: ${result.stderr}`)
  return result.stdout
}

function readTree(rows: string): Node {
  const path: (Node & { readonly children: Node[] })[] = []
  for (const row of rows.split('\n')) {
    const [depth, field = '', type = '', named, start, end, error] = row.split('\t')
    const node = {
      field,
      type,
      named: named === '1',
      start: Number(start),
      end: Number(end),
      error: error === '1',
      children: [],
    }
    path.length = Number(depth)
    path.at(-1)?.children.push(node)
    path.push(node)
  }
  const [root] = path
  if (root === undefined) throw new Error('no tree')
  return root
}

interface Match {
  readonly pattern: number
  readonly captures: Capture[]
}

function readCaptures(rows: readonly string[], text: string): readonly Capture[] {
  const predicates = new Map<number, readonly (readonly string[])[]>()
  const matches = new Map<string, Match>()
  for (const row of rows) {
    const fields = row.split('\t')
    if (fields[0] === '?') predicates.set(Number(fields[1]), splitSteps(fields.slice(2)))
    else if (fields.length === 5) {
      const [id, pattern, name = '', from, to] = fields
      const key = `${id} ${pattern}`
      const match = matches.get(key) ?? { pattern: Number(pattern), captures: [] }
      matches.set(key, match)
      const [start, end] = [Number(from), Number(to)]
      match.captures.push({ name, start, end, text: text.slice(start, end) })
    }
  }
  const found = [...matches.values()].filter(({ pattern, captures }) =>
    (predicates.get(pattern) ?? []).every(predicate => holds(predicate, captures)),
  )
  // A later pattern counts more, and an inner node more than one around it.
  return found
    .sort((one, other) => one.pattern - other.pattern)
    .flatMap(({ captures }) => captures.filter(({ name }) => !name.startsWith('_')))
    .sort((one, other) => one.start - other.start || other.end - one.end)
}

function splitSteps(fields: readonly string[]): readonly (readonly string[])[] {
  const all: string[][] = [[]]
  for (const field of fields) {
    if (field === '.') all.push([])
    else all.at(-1)?.push(field)
  }
  return all.filter(steps => steps.length > 0)
}

/** What editors know of predicates, as far as our queries use it. */
function holds([name, about, ...values]: readonly string[], captures: readonly Capture[]): boolean {
  if (name === '=set!') return true
  const found = captures.filter(capture => `@${capture.name}` === about).map(({ text }) => text)
  const written = values.map(value => value.slice(1))
  switch (name) {
    case '=match?':
      return found.every(text => new RegExp(written[0] ?? '').test(text))
    case '=eq?':
      return found.every(text => text === written[0])
    case '=any-of?':
      return found.every(text => written.includes(text))
    default:
      throw new Error(`a predicate that not every editor knows: ${name}`)
  }
}

/** A tree as tree-sitter's own tests write it. */
export function expression({ type, children }: Node): string {
  const inner = children.filter(({ named }) => named)
  return `(${[type, ...inner.map(child => (child.field ? `${child.field}: ` : '') + expression(child))].join(' ')})`
}

/** All nodes of a tree, in the order of the text. */
export function* nodesIn(root: Node): Generator<Node> {
  yield root
  for (const child of root.children) yield* nodesIn(child)
}
