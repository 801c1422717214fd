import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { digestFile, parserDigests, treeSitterFolder, treeSitterGrammars } from '../../../scripts/tree-sitter-digest.js'

it('the parsers are those of the grammars', () => {
  const stale = 'run `npm run generate:tree-sitter`'
  expect(JSON.parse(readFileSync(digestFile, 'utf8')), stale).toEqual(parserDigests())
})

it('each parser is of an ABI that all editors load', () => {
  for (const grammar of treeSitterGrammars) {
    const parser = readFileSync(`${treeSitterFolder}/${grammar}/src/parser.c`, 'latin1')
    expect(parser).toContain('#define LANGUAGE_VERSION 14\n')
  }
})

it('the tokens of the scanner are those of the grammars', () => {
  const named = [...readFileSync(`${treeSitterFolder}/common/tokens.js`, 'utf8').matchAll(/\$\.(\w+),/g)]
  const [, list = ''] = /enum Token \{([^}]*)\}/.exec(readFileSync(`${treeSitterFolder}/common/tokens.h`, 'utf8')) ?? []
  const numbered = [...list.matchAll(/\w+/g)].map(([name]) => name.toLowerCase())
  // The list of extras names some a second time.
  const tokens = named.slice(0, numbered.length).map(([, name = '']) => name.replace(/^_/, ''))
  expect(tokens).toEqual(numbered)
})

it('carries the version of the package', () => {
  const { version }: { readonly version: string } = JSON.parse(readFileSync('package.json', 'utf8'))
  const { metadata }: { readonly metadata: { readonly version: string } } = JSON.parse(
    readFileSync(`${treeSitterFolder}/tree-sitter.json`, 'utf8'),
  )
  expect(metadata.version).toBe(version)
  for (const file of ['extension.toml', 'Cargo.toml']) {
    expect(readFileSync(`editors/zed/${file}`, 'utf8')).toContain(`version = "${version}"`)
  }
})

it('tree-sitter knows of each grammar', () => {
  const { grammars }: { readonly grammars: readonly { readonly path: string; readonly name: string }[] } = JSON.parse(
    readFileSync(`${treeSitterFolder}/tree-sitter.json`, 'utf8'),
  )
  expect(grammars.map(({ path }) => path).sort()).toEqual([...treeSitterGrammars].sort())
  for (const { path, name } of grammars) expect(name).toBe(path.replaceAll('-', '_'))
})
