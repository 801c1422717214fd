import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { describe, expect, it } from 'vitest'

/** Folders in their order: each imports only from those before it. `docs/architecture.md` says what they are. */
const order = [
  ['src/text'],
  ['grammars'],
  ['src/syntax'],
  ['src/catalog'],
  ['src/config'],
  ['src/effective'],
  ['src/query'],
  ['src/rules'],
  ['src/lint'],
  ['src/edit', 'src/format', 'src/postconf', 'src/report', 'src/testing'],
  ['src/policy'],
  ['src/language-service'],
  ['src/explain'],
  ['src/host'],
  ['src/language-server', 'src/cli'],
]

/** May be imported from the same rank: each is one thing of its own, except where a line here says otherwise. */
const alsoAllowed: ReadonlyMap<string, readonly string[]> = new Map([
  // The harness of examples applies fixes.
  ['src/testing', ['src/edit']],
  ['src/postconf', ['src/edit']],
  ['src/report', ['src/edit']],
  // `postfix-lint lsp` starts the server.
  ['src/cli', ['src/language-server']],
])

/** The only files of the package that touch Node; what the core needs of the host is in `config/facts.ts`. */
const usesNode = /^src\/(cli\/|host\/(?!memory\b)|language-server\/node\b|node\.ts$)/

/** They load what only people read when somebody asks for it, and not before. */
const loadLater = ['src/catalog/prose.ts', 'src/rules/published.ts']

/** The public entry points, which may name anything. */
const entries = /^src\/[a-z-]+\.ts$/

interface Import {
  readonly file: string
  readonly target: string
}

const modulesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .map(file => `${folder}/${file.split(sep).join('/')}`)

const files = ['src', 'grammars'].flatMap(modulesOf)

const importForm = /^(?:import|export)\b(?:[^'"`;]*?\bfrom)?\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm

function importsOf(file: string): readonly Import[] {
  const found = [...readFileSync(file, 'utf8').matchAll(importForm)]
  return found.map(match => {
    const written = match[1] ?? match[2] ?? ''
    const local = written.startsWith('.')
    return {
      file,
      target: local
        ? relative('.', join(file, '..', written))
            .split(sep)
            .join('/')
        : written,
    }
  })
}

const imports = files.flatMap(importsOf)

function folderOf(path: string): string | undefined {
  return order.flat().find(folder => path.startsWith(`${folder}/`))
}

function rank(folder: string): number {
  return order.findIndex(folders => folders.includes(folder))
}

const show = ({ file, target }: Import) => `${file} imports ${target}`

describe('the one-way order of folders', () => {
  it('knows every folder', () => {
    const unknown = files.filter(file => folderOf(file) === undefined && !entries.test(file))
    expect(unknown).toEqual([])
  })

  it('is kept by every import', () => {
    const wrong = imports.filter(({ file, target }) => {
      const from = folderOf(file)
      const to = folderOf(target)
      if (from === undefined || to === undefined || from === to) return false
      return rank(to) >= rank(from) && !alsoAllowed.get(from)?.includes(to)
    })
    expect(wrong.map(show)).toEqual([])
  })

  it('lets nothing inside import an entry point', () => {
    const wrong = imports.filter(({ file, target }) => !entries.test(file) && /^src\/(index|node)\.js$/.test(target))
    expect(wrong.map(show)).toEqual([])
  })

  it('has Chevrotain in the grammars only', () => {
    const wrong = imports.filter(({ file, target }) => /^@?chevrotain/.test(target) && !file.startsWith('grammars/'))
    expect(wrong.map(show)).toEqual([])
  })
})

describe('the core', () => {
  const core = files.filter(file => !usesNode.test(file))

  it('imports nothing of Node', () => {
    const wrong = imports.filter(({ file, target }) => core.includes(file) && target.startsWith('node:'))
    expect(wrong.map(show)).toEqual([])
  })

  it('has no clock, no chance and no waiting', () => {
    const forbidden =
      /\b(?:new Date\b|Date\.now|Math\.random|performance\.now|setTimeout|setInterval|queueMicrotask)\b|^[^*`'"/]*\bawait /m
    // The server waits for its client, and its clock is handed to it.
    const pure = core.filter(file => !file.startsWith('src/language-server/') && !loadLater.includes(file))
    expect(pure.filter(file => forbidden.test(readFileSync(file, 'utf8')))).toEqual([])
  })
})

describe('a rule', () => {
  it('does not import another rule', () => {
    const rule = /^src\/rules\/[^/]+\//
    const wrong = imports.filter(({ file, target }) => rule.test(file) && rule.test(target))
    expect(wrong.map(show)).toEqual([])
  })
})

it('keeps what was worked out with what it is about (`remembered`), not in a WeakMap', () => {
  const core = files.filter(file => /^src\/(catalog|config|rules|language-service)\//.test(file))
  // What others make and hand in has no memory of ours: texts, and the facts of a host.
  const allowed = /new WeakMap<(SourceText|Facts),/g
  expect(core.filter(file => readFileSync(file, 'utf8').replace(allowed, '').includes('new WeakMap'))).toEqual([])
})

describe('a test', () => {
  const tests = modulesOf('test').filter(file => !file.startsWith('test/parity/'))

  it('has its random values from one place, where they are the same in each run', () => {
    const wrong = tests.flatMap(importsOf).filter(({ target }) => target === 'fast-check')
    expect(wrong.map(show)).toEqual(['test/properties.ts imports fast-check'])
  })

  it('does not measure time: that is for benchmarks', () => {
    const measured = tests.filter(file => /performance\.now\(\)|hrtime/.test(readFileSync(file, 'utf8')))
    expect(measured.filter(file => !/^test\/(?:bench|mutation|architecture)/.test(file))).toEqual([])
  })
})
