import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { treeSitterFolder, treeSitterGrammars } from '../../scripts/tree-sitter-digest.js'
import { configuration } from '../parity/configurations.js'
import { runs } from '../runs.js'
import { damaged, nastyText, nastyValue, sampleMain, sampleMaster } from '../syntax/nasty-text.js'
import { buildEngine, type Engine, expression } from './tree-sitter.js'
import { isTotal, mainRows, masterRows, treeRows } from './tree-sitter-rows.js'

const built = buildEngine()
const required = (process.env['POSTFIX_LINT_REQUIRE'] ?? '').split(',').includes('tree-sitter')
if (typeof built === 'string' && !required) console.warn(`SKIPPED: ${built}: the tree-sitter grammars are not tested`)

/** A collection of real people's configurations: folders of folders with a main.cf, a master.cf and tables. */
const collection = process.env['POSTFIX_LINT_CORPUS'] ?? join('..', 'shared', 'corpus')

/**
 * Leaves out what the grammars read differently, as their README says: vertical tabs and form feeds, a mark of the byte order at
 * the front, and in master.cf options that stand in braces as a whole. Half characters cannot be in a file.
 */
const plain = (text: string) =>
  text
    .replaceAll(/[\v\f]/g, ' ')
    .replaceAll(/\p{Surrogate}/gu, '?')
    .replace(/^\ufeff+/, '')
    .replaceAll(/(?:\{\s*)+(?=-)/g, '')

const readers = [
  { grammar: 'postfix-main', rowsOf: mainRows, sample: sampleMain, file: 'main.cf' },
  { grammar: 'postfix-master', rowsOf: masterRows, sample: sampleMaster, file: 'master.cf' },
] as const

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
        const same = isTotal(tree) && ours.join('\n') === its.join('\n')
        return same ? [] : [{ text, total: isTotal(tree), ours, its }]
      })
    return different.sort((one, other) => one.text.length - other.text.length)[0]
  }

  describe.each(readers)('$grammar', ({ grammar, rowsOf, sample, file }) => {
    it('reads generated text as our parser does', () => {
      const text = fc.oneof(
        nastyText,
        damaged(sample),
        nastyValue.map(value => (file === 'main.cf' ? `a = ${value}\nb = c\n` : `a b c d e f g h -o i=${value}\n`)),
        configuration.map(({ main, master }) => (file === 'main.cf' ? main : master)),
      )
      const texts = fc.sample(text.map(plain), runs(3000))
      expect(difference(grammar, rowsOf, texts)).toBeUndefined()
    })

    it('reads a text that changes as it reads the new text', () => {
      const texts = fc.sample(fc.oneof(damaged(sample), nastyText), runs(2000))
      expect(engine().reparse(grammar, texts.map(plain))).toBe(0)
    })
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

  describe.skipIf(!existsSync(collection))('on the collection of configurations', () => {
    it.each(readers)('$grammar reads as our parser does', ({ grammar, rowsOf, file }) => {
      const texts: string[] = []
      for (const folder of readdirSync(collection, { withFileTypes: true })) {
        if (!folder.isDirectory()) continue
        for (const name of readdirSync(join(collection, folder.name))) {
          const path = join(collection, folder.name, name, file)
          if (existsSync(path)) texts.push(plain(readFileSync(path, 'latin1')))
        }
      }
      expect(texts.length).toBeGreaterThan(0)
      expect(difference(grammar, rowsOf, texts)).toBeUndefined()
    })
  })
})

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
