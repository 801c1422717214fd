import { describe, expect, it } from 'vitest'
import { parseMainCf } from '../../src/syntax/main-cf.js'
import { parseMasterCf } from '../../src/syntax/master-cf.js'
import { parseList, parseText } from '../../src/syntax/value.js'
import { childrenOf, type SyntaxNode, visit } from '../../src/syntax/visit.js'

describe('visit', () => {
  it('goes through a file in the order of its text', () => {
    const seen: string[] = []
    visit(parseMainCf('# one\na = b\n# two\n c\nbroken\n'), {
      'main-cf': () => void seen.push('file'),
      comment: (_, around) => void seen.push(`comment in ${around.map(node => node.type).join(' ')}`),
      setting: node => void seen.push(`setting ${node.name}`),
      'malformed-setting': node => void seen.push(node.problem),
    })
    expect(seen).toEqual(['file', 'comment in main-cf', 'setting a', 'comment in main-cf setting', 'missing-equals'])
  })

  it('sees what is on a command line', () => {
    const names: string[] = []
    const file = parseMasterCf('x unix - n n - - pipe\n  -o a=b -v flags=DR argv=/bin/x $y\n')
    visit(file, {
      override: node => void names.push(`-o ${node.name}`),
      option: node => void names.push(`-${node.letter}`),
      attribute: node => void names.push(node.name),
      word: node => void names.push(node.text),
    })
    expect(names).toEqual(['-o a', '-v', 'flags', 'argv', '$y'])
  })

  it('sees the references in a value, however they are nested', () => {
    const names: string[] = []
    visit(parseList('${a?{$b}:{ ${{$c} == {d} ? {$e} : {f}} }}, { $g }'), { macro: node => void names.push(node.name) })
    expect(names.filter(name => name !== '')).toEqual(['a', 'b', 'c', 'e', 'g'])
  })

  it('leaves out what is skipped, and stops when it is told', () => {
    const seen: string[] = []
    visit(parseList('$a ${b?$c} $d $e'), {
      macro(node) {
        seen.push(node.name)
        return node.name === 'b' ? 'skip' : node.name === 'd' ? 'stop' : undefined
      },
    })
    expect(seen).toEqual(['a', 'b', 'd'])
  })

  it('finds the comments in lines that are none of a setting or service', () => {
    const inside = (line: SyntaxNode | undefined) => line && [line.type, ...childrenOf(line).map(node => node.type)]
    expect(inside(parseMainCf('a\n# b\n c\n').lines[0])).toEqual(['malformed-setting', 'comment'])
    expect(inside(parseMainCf(' a\n# b\n\n c\n').lines[0])).toEqual(['orphan', 'comment', 'blank'])
    expect(inside(parseMasterCf('a unix\n# b\n -\n').lines[0])).toEqual(['incomplete-service', 'comment'])
  })

  it('finds nothing in what has no parts', () => {
    const file = parseMasterCf('# a\n\nx unix - n n - - pipe -o a=b -o c -v flags=DR y\n')
    const [, , service] = file.lines
    const nodes = [...file.lines.slice(0, 2), ...(service ? childrenOf(service) : []), ...parseText('a$$')]
    const types = [
      'comment',
      'blank',
      'override',
      'broken-override',
      'option',
      'attribute',
      'word',
      'literal',
      'dollar',
    ]
    expect(nodes.map(node => node.type)).toEqual(types)
    for (const node of nodes) expect(childrenOf(node)).toEqual([])
  })

  it('passes over the parts that a reference does not have', () => {
    const [all, none] = parseText('${{a} == {b} ? {c} : {d}}$e')
    expect(all && childrenOf(all).map(node => node.type)).toEqual(['comparison', 'operand', 'operand'])
    expect(none && childrenOf(none)).toEqual([])
  })

  it('does not overflow on deep nesting', () => {
    let deep: SyntaxNode = { type: 'literal', span: { start: 0, end: 0 }, text: '' }
    for (let depth = 0; depth < 100_000; depth++) {
      deep = { type: 'operand', span: deep.span, braced: true, content: deep.span, parts: [deep as never] }
    }
    let count = 0
    visit(deep, { operand: () => void count++ })
    expect(count).toBe(100_000)
  })
})
