import { describe, expect, it } from 'vitest'
import { parseArguments } from '../../src/syntax/master-arguments.js'
import { parseMasterCf, renamedMasterCf } from '../../src/syntax/master-cf.js'
import type { Argument, ServiceLine } from '../../src/syntax/nodes.js'
import { unmapped } from '../../src/text/mapped-text.js'
import { SourceText } from '../../src/text/source-text.js'
import { configuration } from '../parity/configurations.js'
import { atMost, fc, runs } from '../properties.js'
import { damaged, nastyText, sampleMaster } from './nasty-text.js'

const columns = 'smtp inet n - y - - smtpd'

function service(text: string): ServiceLine {
  const [line] = parseMasterCf(text).lines
  if (line?.type !== 'service') throw new Error(line?.type)
  return line
}

/** An argument in a few words; what it says of places is replaced by the text there. */
function shown(text: string, node: Argument): readonly unknown[] {
  const at = ({ start, end }: Argument['range']) => text.slice(start, end)
  const braces = node.braces ? [node.braces.problem ?? 'braces', at(node.braces.range)] : []
  switch (node.type) {
    case 'override':
      return [node.form, at(node.range), at(node.optionRange), at(node.nameRange), at(node.valueRange), ...braces]
    case 'broken-override':
      return [node.problem, at(node.range), at(node.optionRange), node.text, ...braces]
    case 'option':
      return ['option', node.letter, at(node.range), ...(node.value ? [node.value.text, at(node.value.range)] : [])]
    case 'attribute':
      return ['attribute', at(node.range), at(node.nameRange), at(node.valueRange), node.value.text, ...braces]
    default:
      return [node.ofCommand ? 'of command' : 'word', at(node.range), node.text, node.value.text, ...braces]
  }
}

describe('the columns', () => {
  it('are the first eight words, wherever they stand', () => {
    const text = ' \n# x\nsmtp\tinet n\n  -\n# y\n y - - smtpd\n'
    const line = parseMasterCf(text).lines.find(each => each.type === 'service')
    expect(line?.fields.map(field => [field.name, field.text, text.slice(field.range.start, field.range.end)])).toEqual(
      [
        ['service', 'smtp', 'smtp'],
        ['type', 'inet', 'inet'],
        ['private', 'n', 'n'],
        ['unprivileged', '-', '-'],
        ['chroot', 'y', 'y'],
        ['wakeup', '-', '-'],
        ['process_limit', '-', '-'],
        ['command', 'smtpd', 'smtpd'],
      ],
    )
    expect(line).toMatchObject({ service: { text: 'smtp' }, transport: { text: 'inet' }, command: { text: 'smtpd' } })
    expect(line?.text.text).toBe('smtp\tinet n  - y - - smtpd')
  })

  it('may be too few', () => {
    const [line] = parseMasterCf('smtp inet n -\n').lines
    expect(line).toMatchObject({ type: 'incomplete-service', text: { text: 'smtp inet n -' } })
    expect(line?.type === 'incomplete-service' && line.fields.map(field => field.text)).toEqual([
      'smtp',
      'inet',
      'n',
      '-',
    ])
    expect(parseMasterCf('smtp inet n - y - -\n').lines[0]).toMatchObject({ type: 'incomplete-service' })
    expect(parseMasterCf('\0\n').lines[0]).toMatchObject({ type: 'incomplete-service', fields: [], nul: 0 })
  })

  it('are no place for braces', () => {
    expect(
      service('{a b} n - y - - smtpd -v\n')
        .fields.map(field => field.text)
        .join('|'),
    ).toBe('{a|b}|n|-|y|-|-|smtpd')
  })

  it('end at a NUL byte', () => {
    expect(service(`${columns} -v\0 -o a=b\n`)).toMatchObject({ arguments: [{ letter: 'v' }], nul: 28 })
    expect(service(`${columns}\n`)).not.toHaveProperty('nul')
    expect(parseMasterCf(`x\0y\n${columns}\n`).lines[1]).not.toHaveProperty('nul')
  })

  it('are of the file that is named', () => {
    expect(parseMasterCf(`${columns} -o a=b\n`).source.name).toBe('master.cf')
    const file = parseMasterCf(new SourceText('other.cf', `${columns} -o a=b\n`))
    expect(file).toMatchObject({ type: 'master-cf', source: { name: 'other.cf' } })
    expect(file.lines[0]).toMatchObject({ arguments: [{ file: 'other.cf' }] })
    expect(parseMasterCf(`${columns} -o a=b\n`, 'third.cf').lines[0]).toMatchObject({
      arguments: [{ file: 'third.cf' }],
    })
  })
})

// As master(8) and the `getopt` of the program read them.
describe('the arguments', () => {
  it.each<[line: string, nodes: readonly (readonly unknown[])[]]>([
    ['', []],
    [' -v', [['option', 'v', '-v']]],
    [
      ' -vD',
      [
        ['option', 'v', '-v'],
        ['option', 'D', 'D'],
      ],
    ],
    [' -o a=b', [['separate', '-o a=b', '-o', 'a', 'b']]],
    [' -oa=b', [['joined', '-oa=b', '-o', 'a', 'b']]],
    [
      ' -vo a=b -v',
      [
        ['option', 'v', '-v'],
        ['separate', 'o a=b', 'o', 'a', 'b'],
        ['option', 'v', '-v'],
      ],
    ],
    [
      ' -voa=b',
      [
        ['option', 'v', '-v'],
        ['joined', 'oa=b', 'o', 'a', 'b'],
      ],
    ],
    [' -o { a = b c }', [['braces', '-o { a = b c }', '-o', 'a', 'b c', 'braces', '{ a = b c }']]],
    [' -o{a=b}', [['braces', '-o{a=b}', '-o', 'a', 'b', 'braces', '{a=b}']]],
    [' {-o} a=b', [['separate', '{-o} a=b', '{-o', 'a', 'b']]],
    [' { -oa=b c }', [['joined', '{ -oa=b c', '{ -o', 'a', 'b c']]],
    [' -o a=', [['separate', '-o a=', '-o', 'a', '']]],
    [' -o {a=b', [['braces', '-o {a=b', '-o', 'a', 'b', 'missing-close', '{a=b']]],
    [' -o {a=b}c', [['braces', '-o {a=b}c', '-o', 'a', 'b', 'text-after-close', '{a=b}c']]],
    [
      ' -oa=b c',
      [
        ['joined', '-oa=b', '-o', 'a', 'b'],
        ['word', 'c', 'c', 'c'],
      ],
    ],
    [
      ' --v',
      [
        ['option', '-', '--'],
        ['option', 'v', 'v'],
      ],
    ],
    [' -o', [['missing-value', '-o', '-o', '']]],
    [' -o a', [['missing-equals', '-o a', '-o', 'a']]],
    [' -o =b', [['missing-name', '-o =b', '-o', '=b']]],
    [' -o { = b }', [['missing-name', '-o { = b }', '-o', '= b', 'braces', '{ = b }']]],
    [
      ' -o a = b',
      [
        ['missing-equals', '-o a', '-o', 'a'],
        ['word', '=', '=', '='],
        ['word', 'b', 'b', 'b'],
      ],
    ],
    [
      ' -i 5 -v',
      [
        ['option', 'i', '-i 5', '5', '5'],
        ['option', 'v', '-v'],
      ],
    ],
    [' -i5', [['option', 'i', '-i5', '5', '5']]],
    [
      ' -n { a b } x',
      [
        ['option', 'n', '-n { a b }', 'a b', 'a b'],
        ['word', 'x', 'x', 'x'],
      ],
    ],
    [' -i', [['option', 'i', '-i']]],
    [' -', [['word', '-', '-', '-']]],
    [
      ' -- -v',
      [
        ['word', '--', '--', '--'],
        ['word', '-v', '-v', '-v'],
      ],
    ],
    [
      ' {--} -v',
      [
        ['word', '{--}', '--', '--', 'braces', '{--}'],
        ['word', '-v', '-v', '-v'],
      ],
    ],
    [
      ' -v -- -- x=y',
      [
        ['option', 'v', '-v'],
        ['word', '--', '--', '--'],
        ['word', '--', '--', '--'],
        ['attribute', 'x=y', 'x', 'y', 'y'],
      ],
    ],
    [
      ' a -o b=c',
      [
        ['word', 'a', 'a', 'a'],
        ['word', '-o', '-o', '-o'],
        ['attribute', 'b=c', 'b', 'c', 'c'],
      ],
    ],
    [
      ' flags=DR user=x',
      [
        ['attribute', 'flags=DR', 'flags', 'DR', 'DR'],
        ['attribute', 'user=x', 'user', 'x', 'x'],
      ],
    ],
    [' { argv = x }', [['word', '{ argv = x }', 'argv = x', 'argv = x', 'braces', '{ argv = x }']]],
    [
      ' {argv=x y} z=1',
      [
        ['attribute', '{argv=x y}', 'argv', 'x y', 'x y', 'braces', '{argv=x y}'],
        ['of command', 'z=1', 'z=1', 'z=1'],
      ],
    ],
    [
      ' ARGV=x y=z',
      [
        ['attribute', 'ARGV=x', 'ARGV', 'x', 'x'],
        ['of command', 'y=z', 'y=z', 'y=z'],
      ],
    ],
    [
      ' =x a-b=c size=',
      [
        ['word', '=x', '=x', '=x'],
        ['word', 'a-b=c', 'a-b=c', 'a-b=c'],
        ['attribute', 'size=', 'size', '', ''],
      ],
    ],
    [
      ' { } {}',
      [
        ['word', '{ }', '', '', 'braces', '{ }'],
        ['word', '{}', '', '', 'braces', '{}'],
      ],
    ],
    [
      ' {a {b c}} d',
      [
        ['word', '{a {b c}}', 'a {b c}', 'a {b c}', 'braces', '{a {b c}}'],
        ['word', 'd', 'd', 'd'],
      ],
    ],
  ])('%j', (line, nodes) => {
    const text = `${columns}${line}\n`
    expect(service(text).arguments.map(node => shown(text, node))).toEqual(nodes)
  })

  it('may stand on lines of their own', () => {
    const text = `${columns}\n  -o a=b\n# x\n  -o { c =\n   d }\n`
    expect(service(text).arguments.map(node => shown(text, node))).toEqual([
      ['separate', '-o a=b', '-o', 'a', 'b'],
      ['braces', '-o { c =\n   d }', '-o', 'c', 'd', 'braces', '{ c =\n   d }'],
    ])
    expect(service(text).arguments[1]).toMatchObject({ value: { text: 'd' } })
  })

  it('without a value have its place just after the equals sign', () => {
    const text = `${columns} -o a=\n  flags=\n  -v\n`
    const after = (sign: string) => {
      const at = text.indexOf(sign) + sign.length
      return { valueRange: { start: at, end: at } }
    }
    expect(service(text).arguments).toMatchObject([after('a='), after('flags='), {}])
  })

  // In time that grows with the square of their number, these take longer than a test may.
  it('may be very many', () => {
    const size = atMost(1_000_000)
    expect(service(`${columns} ${'a '.repeat(size)}\n`).arguments).toHaveLength(size)
  })

  it('keep their braces with an option', () => {
    expect(service(`${columns} {-v}\n`).arguments).toMatchObject([{ type: 'option', letter: 'v', braces: {} }])
    expect(service(`${columns} -v\n`).arguments[0]).not.toHaveProperty('braces')
  })

  it('are read with the letters of the program that asks', () => {
    const read = (letters?: string) => parseArguments('x', unmapped('-i 5 -o a=b'), 0, letters)
    expect(read().map(node => node.type)).toEqual(['option', 'override'])
    expect(read('o').map(node => node.type)).toEqual(['option', 'word', 'word', 'attribute'])
    expect(parseArguments('x', unmapped('-v -o a=b'), 2)).toMatchObject([{ type: 'override', file: 'x', name: 'a' }])
  })
})

it('the same text under another name is the same tree, but for the name', () => {
  const text = fc.oneof(
    nastyText,
    damaged(sampleMaster),
    nastyText.map(value => `${columns} ${value}`),
    configuration.map(({ master }) => master),
  )
  fc.assert(
    fc.property(text, text => {
      const other = new SourceText('other/master.cf', text)
      expect(renamedMasterCf(parseMasterCf(text), other)).toEqual(parseMasterCf(other))
    }),
    runs(1000),
  )
})
