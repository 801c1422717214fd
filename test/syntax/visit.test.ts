import { describe, expect, it } from 'vitest'
import { parseMainCf } from '../../src/syntax/main-cf.js'
import { parseMasterCf } from '../../src/syntax/master-cf.js'
import { parseList } from '../../src/syntax/value.js'
import { type SyntaxNode, visit } from '../../src/syntax/visit.js'

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
