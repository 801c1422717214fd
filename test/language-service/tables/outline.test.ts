import { describe, expect, it } from 'vitest'
import type { DocumentSymbol, SelectionRange } from 'vscode-languageserver'
import { toRange } from '../../../src/language-service/positions.js'
import { selectionRange } from '../../../src/language-service/selection-ranges.js'
import { legend, semanticTokens } from '../../../src/language-service/semantic-tokens.js'
import { documentSymbols, foldingRanges } from '../../../src/language-service/symbols.js'
import { workspaceSymbols } from '../../../src/language-service/workspace-symbols.js'
import { atCursor } from '../cursor.js'
import { main, master } from './site.js'

function read(name: string, text: string) {
  const tables = { [name]: text.includes('¦') ? text : `${text}¦` }
  return atCursor({ 'main.cf': main, 'master.cf': master, tables })
}

const blocks = 'if /^Subject:/\n/a/ WARN\nif /b/\n/c/ REJECT\n  no c\nendif\nendif\n/d/ DUNNO\n'

describe('the outline of a table', () => {
  const named = (symbols: readonly DocumentSymbol[]): unknown[] =>
    symbols.map(({ name, detail, children }) => (children ? [name, named(children)] : [name, detail]))

  it('has keys with what they answer', () => {
    const { project, uri } = read('virtual', '# note\na@example.com b,\n   c\n@example.com d\n')
    expect(named(documentSymbols(project, uri))).toEqual([
      ['a@example.com', 'b, c'],
      ['@example.com', 'd'],
    ])
  })

  it('nests blocks', () => {
    const { project, uri } = read('header_checks', blocks)
    const found = documentSymbols(project, uri)
    expect(named(found)).toEqual([
      [
        'if /^Subject:/',
        [
          ['/a/', 'WARN'],
          ['if /b/', [['/c/', 'REJECT no c']]],
        ],
      ],
      ['/d/', 'DUNNO'],
    ])
    expect(found[0]?.range).toEqual({ start: { line: 0, character: 0 }, end: { line: 6, character: 5 } })
  })

  it('shows no password', () => {
    for (const [name, text] of [
      ['passwords', 'mx.example.com joe:geheim\n'],
      ['users.cf', 'user = a\npassword = geheim\n'],
    ] as const) {
      const { project, uri } = read(name, text)
      expect(JSON.stringify(documentSymbols(project, uri))).not.toContain('geheim')
      expect(JSON.stringify(workspaceSymbols(project, 'geheim'))).not.toContain('geheim')
    }
  })

  it('is bounded, and so is a search', () => {
    const { project, uri } = read('virtual', Array.from({ length: 7000 }, (_, n) => `u${n}@example.com x\n`).join(''))
    expect(documentSymbols(project, uri)).toHaveLength(5000)
    expect(workspaceSymbols(project, '@example')).toHaveLength(100)
    expect(workspaceSymbols(project, 'u6999').map(({ name, containerName }) => [name, containerName])).toEqual([
      ['u6999@example.com', 'virtual'],
    ])
  })
})

it('folds entries of several lines, comments and blocks of a table', () => {
  const { project, uri } = read('header_checks', `# a\n# b\n${blocks}`)
  expect(foldingRanges(project, uri)).toEqual([
    { startLine: 0, endLine: 1, kind: 'comment' },
    { startLine: 5, endLine: 6 },
    { startLine: 4, endLine: 6 },
    { startLine: 2, endLine: 7 },
  ])
})

it('widens a selection from a word to the answer, the entry and the blocks', () => {
  const { project, uri, offset, source } = read('header_checks', blocks.replace('REJECT', 'REJ¦ECT'))
  const texts: string[] = []
  for (let step: SelectionRange | undefined = selectionRange(project, uri, offset); step; step = step.parent) {
    const { start, end } = toRange(source, step.range)
    texts.push(source.text.slice(start, end))
  }
  expect(texts).toEqual([
    'REJECT',
    'REJECT\n  no c',
    '/c/ REJECT\n  no c\n',
    'if /b/\n/c/ REJECT\n  no c\nendif\n',
    blocks.slice(0, blocks.indexOf('/d/')),
    blocks,
  ])
})

describe('colours of a table', () => {
  const coloured = (name: string, text: string) => {
    const { project, uri, source } = read(name, text)
    const { data } = semanticTokens(project, uri)
    const lines = source.text.split('\n')
    const found: string[] = []
    for (let index = 0, line = 0, character = 0; index < data.length; index += 5) {
      const [lines_ = 0, characters = 0, length = 0, type = 0] = data.slice(index, index + 4)
      character = lines_ === 0 ? character + characters : characters
      line += lines_
      found.push(`${lines[line]?.slice(character, character + length)} ${legend.tokenTypes[type]}`)
    }
    return found
  }

  it.each([
    ['virtual', '# x\na b\n', ['# x comment', 'a property', 'b variable']],
    [
      'senders',
      'a REJECT 5.7.1 no\nb greet\n',
      ['a property', 'REJECT keyword', '5.7.1 number', 'b property', 'greet variable'],
    ],
    ['transport', 'a slow:b\n', ['a property', 'slow class']],
    [
      'header_checks',
      'if /a/\n/(b)/i WARN $1\nendif\n',
      ['if keyword', '/a/ regexp', '/(b)/ regexp', 'i operator', 'WARN keyword', '$1 parameter', 'endif keyword'],
    ],
    ['clients.cidr', '192.0.2.0/24 OK\n', ['192.0.2.0/24 property', 'OK keyword']],
    ['aliases', 'root: joe, |"x"\n', ['root property', 'joe variable', '|"x" function']],
    ['users.cf', "query = '%s'\n", ['query property', '%s parameter']],
    ['tls_policy', 'a secure match=b\n', ['a property', 'secure enumMember', 'match property']],
  ])('%s: %j', (name, text, expected) => {
    expect(coloured(name, text)).toEqual(expected)
  })

  it('are given for a stretch alone', () => {
    const { project, uri, source } = read('virtual', 'a b\nc d\ne f\n')
    const start = source.text.indexOf('c')
    expect(semanticTokens(project, uri, { start, end: start + 3 }).data).toEqual([1, 0, 1, 1, 1, 0, 2, 1, 2, 0])
  })
})
