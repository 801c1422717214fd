import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { treeSitterFolder, treeSitterGrammars } from '../../../scripts/tree-sitter-digest.js'
import { parseTable } from '../../../src/syntax/tables/read-table.js'
import { configuration } from '../../parity/configurations.js'
import { fc, runs } from '../../properties.js'
import { damaged, nastyText, nastyValue, sampleMain, sampleMaster } from '../../syntax/nasty-text.js'
import { buildEngine, type Engine, expression } from './engine.js'
import { mainRows, masterRows, tableRows } from './parser-rows.js'
import { isTotal, treeRows } from './tree-rows.js'

const built = buildEngine()
const required = (process.env['POSTFIX_LINT_REQUIRE'] ?? '').split(',').includes('tree-sitter')
if (typeof built === 'string' && !required) console.warn(`SKIPPED: ${built}: the tree-sitter grammars are not tested`)

/** A collection of real people's configurations: folders of folders with a main.cf, a master.cf and tables. */
const collection = process.env['POSTFIX_LINT_CORPUS'] ?? join('..', 'shared', 'corpus')

/**
 * Leaves out what the grammars read differently, as their README says: vertical tabs and form feeds, a mark of the byte order at
 * the front. Half characters cannot be in a file.
 */
const plain = (text: string) =>
  text
    .replaceAll(/[\v\f]/g, ' ')
    .replaceAll(/\p{Surrogate}/gu, '?')
    .replace(/^\ufeff+/, '')

/** In master.cf also options that stand in braces as a whole, with comment lines between or without. */
const plainMaster = (text: string) => plain(text).replaceAll(/(?:\{(?:\s|\n[ \t]*#[^\n]*)*)+(?=-)/g, '')

/** In tables also what goes on behind the end of a line in quotes or brackets, and delimiters of more than two bytes. */
const plainTable = (text: string) => plain(text.replaceAll(/["\\[\]()<>;]|[\u{10000}-\u{10ffff}]/gu, ''))

/** What means something in one table or another. */
const tablePieces = fc.constantFrom(
  ...['/', '!', '/!', 'if', 'if!', 'endif', ':', ',', '\t', '=', '$1', '${2}', '%', '%s', '/x/i', '10.0.0.0/8', '::1'],
  ...['\n', '\n ', '\n#', '\r\n', '\0', ' ', ' ', 'a', 'A', 'user@example.com', ':include:', 'smtp:[x]'],
)

const tableText = (sample: string) =>
  fc
    .oneof(
      nastyText,
      damaged(sample),
      fc.array(tablePieces, { maxLength: 40 }).map(pieces => pieces.join('')),
    )
    .map(plainTable)

interface Reader {
  readonly grammar: string
  readonly rowsOf: (text: string) => readonly string[]
  readonly texts: fc.Arbitrary<string>
  /** Which files of the collection are read; without it, all but main.cf and master.cf. */
  readonly files?: RegExp
}

const readers: readonly Reader[] = [
  {
    grammar: 'postfix-main',
    rowsOf: mainRows,
    texts: fc
      .oneof(
        nastyText,
        damaged(sampleMain),
        nastyText.map(value => `a = ${value}`),
        nastyValue.map(value => `a = ${value}\nb = c\n`),
        configuration.map(({ main }) => main),
      )
      .map(plain),
    files: /\/main\.cf$/,
  },
  {
    grammar: 'postfix-master',
    rowsOf: masterRows,
    texts: fc
      .oneof(
        nastyText,
        damaged(sampleMaster),
        nastyText.map(text => `a b c d e f g h ${text}`),
        nastyValue.map(value => `a b c d e f g h -o i=${value}\n`),
        configuration.map(({ master }) => master),
      )
      .map(plainMaster),
    files: /\/master\.cf$/,
  },
  {
    grammar: 'postfix-table',
    rowsOf: tableRows('postmap'),
    texts: tableText('user@example.com REJECT no\nx y,z\n# c\n  d\nfoo  smtp:a\n'),
  },
  {
    grammar: 'postfix-aliases',
    rowsOf: tableRows('aliases'),
    texts: tableText('root: admin, |/bin/x\nlist: :include:/etc/list\n# c\n  a\nfoo : b\n').filter(isReadAlike),
    files: /\/aliases[^/]*$/,
  },
  {
    grammar: 'postfix-regexp',
    rowsOf: tableRows('regexp'),
    texts: tableText(
      'if !/^To:/\n/^Subject: a/i REJECT $1\n!/x/ OK\nendif\n/a/!/b/ x\nif /y/\n# c\n/a b/x y\n  z\nendif\n',
    ),
  },
  {
    grammar: 'postfix-cidr',
    rowsOf: tableRows('cidr'),
    texts: tableText(
      '192.0.2.0/24 REJECT\nif 10.0.0.0/8\n!10.0.0.1 OK\nendif\n2001:db8::/32 x\n# a\n  y\nif !::1\nx y\n',
    ),
  },
  {
    grammar: 'postfix-client',
    rowsOf: tableRows('client'),
    texts: tableText("hosts = db.example.com\nquery = SELECT a FROM b WHERE c='%s'\n  AND x\n# y\n"),
  },
]

/** An alias of more than a name is none to postalias(1), which the grammar does not say. */
function isReadAlike(text: string): boolean {
  return parseTable(text, 'aliases').lines.every(line => line.type !== 'broken-entry' || !/-in-key$/.test(line.problem))
}

describe.skipIf(typeof built === 'string' && !required)('the tree-sitter grammars', () => {
  const engine = (): Engine => {
    if (typeof built === 'string') throw new Error(`${built}, but POSTFIX_LINT_REQUIRE asks for tree-sitter`)
    return built
  }
  afterAll(() => {
    if (typeof built !== 'string') built.remove()
  })

  /** The shortest text that the two read differently, with what each makes of it. */
  function difference(grammar: string, rowsOf: (text: string) => readonly string[], texts: readonly string[]) {
    const different = engine()
      .parse(grammar, texts)
      .flatMap((tree, index) => {
        const text = texts[index] ?? ''
        const [ours, its] = [rowsOf(text), treeRows(text, tree)]
        if (isTotal(tree) && ours.join('\n') === its.join('\n')) return []
        const onlyIn = (rows: readonly string[], others: readonly string[]) =>
          rows.filter(row => !others.includes(row)).slice(0, 5)
        return [{ text, total: isTotal(tree), ours: onlyIn(ours, its), its: onlyIn(its, ours) }]
      })
    const [shortest] = different.sort((one, other) => one.text.length - other.text.length)
    return shortest && { ...shortest, text: shortest.text.slice(0, 400) }
  }

  it('there is a comparison for each', () => {
    expect(readers.map(({ grammar }) => grammar).sort()).toEqual([...treeSitterGrammars].sort())
  })

  describe.each(readers)('$grammar', ({ grammar, rowsOf, texts }) => {
    it('reads generated text as our parser does', () => {
      expect(difference(grammar, rowsOf, fc.sample(texts, runs(3000)))).toBeUndefined()
    })

    it('reads a text that changes as it reads the new text', () => {
      expect(engine().reparse(grammar, fc.sample(texts, runs(2000)))).toBe(0)
    })
  })

  it.each(treeSitterGrammars)('%s takes nothing from the C library that the sandbox of Zed lacks', grammar => {
    // `stdlib-symbols.txt` of tree-sitter's WebAssembly has these, and others that we do not need.
    const there = ['calloc', 'free', 'memcpy', 'memmove', 'memset', 'strlen']
    const ofCompiler = ['_GLOBAL_OFFSET_TABLE_', '__stack_chk_fail']
    expect(engine().imports(grammar)).toContain('calloc')
    expect(
      engine()
        .imports(grammar)
        .filter(name => ![...there, ...ofCompiler].includes(name)),
    ).toEqual([])
  })

  it.each(treeSitterGrammars)('%s has the trees of its corpus', grammar => {
    const cases = corpusOf(grammar)
    expect(cases.length).toBeGreaterThan(2)
    const trees = engine().parse(
      grammar,
      cases.map(({ text }) => text),
    )
    expect(trees.map((tree, index) => ({ title: cases[index]?.title, tree: expression(tree) }))).toEqual(
      cases.map(({ title, tree }) => ({ title, tree })),
    )
  })

  it.skipIf(!existsSync(collection)).each(readers)('$grammar reads the collection as our parser does', reader => {
    const { grammar, rowsOf, files } = reader
    const texts = filesIn(collection)
      .filter(path => files?.test(path) ?? !/\/(?:main|master)\.cf$/.test(path))
      .map(path => plain(readFileSync(path, 'latin1')))
      .filter(text => grammar !== 'postfix-aliases' || isReadAlike(text))
    expect(texts.length).toBeGreaterThan(10)
    expect(difference(grammar, rowsOf, texts)).toBeUndefined()
  })
})

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesIn(path) : entry.isFile() && statSync(path).size < 200_000 ? [path] : []
  })
}

interface Case {
  readonly title: string
  readonly text: string
  /** As tree-sitter writes trees, with one blank between things. */
  readonly tree: string
}

/** The cases that `tree-sitter test` runs. */
function corpusOf(grammar: string): readonly Case[] {
  const folder = join(treeSitterFolder, grammar, 'test/corpus')
  return readdirSync(folder).flatMap(name => {
    const parts = readFileSync(join(folder, name), 'latin1').split(/^=+\n(.*)\n=+\n/m)
    return parts.slice(1).flatMap((title, index, all) => {
      if (index % 2 === 1) return []
      const [text = '', tree = ''] = (all[index + 1] ?? '').split('\n---\n')
      return [{ title, text, tree: tree.trim().replaceAll(/\s+/g, ' ').replaceAll(' )', ')') }]
    })
  })
}
