import { describe, expect, it } from 'vitest'
import { linesBelow } from '../../src/edit/line-edits.js'
import { commentOutParameter, removeParameter, setParameter } from '../../src/edit/parameters.js'
import {
  commentOutService,
  removeOverride,
  removeService,
  setField,
  setOverride,
  setService,
} from '../../src/edit/services.js'
import { parseMainCf } from '../../src/syntax/main-cf.js'
import { parseMasterCf } from '../../src/syntax/master-cf.js'
import { dedent } from '../../src/text/dedent.js'
import { applyEdits } from '../../src/text/edits.js'
import type { Edit } from '../../src/text/range.js'
import { SourceText } from '../../src/text/source-text.js'

const main = parseMainCf(
  dedent(`
    # before
    relayhost = a,
    # inside
      b

    mydestination = x
  `),
)
const master = parseMasterCf(
  dedent(`
    # first
    smtp inet n - y - - smtpd
      -o a=b
    # inside
      -o c=d -v
    foo unix - n n - - pipe flags=R
  `),
)
const smtp = { name: 'smtp', type: 'inet' }
const foo = { name: 'foo', type: 'unix' }
const inMain = (edits: readonly Edit[]) => applyEdits(main.source.text, edits)
const inMaster = (edits: readonly Edit[]) => applyEdits(master.source.text, edits)

describe('main.cf', () => {
  it('takes a value in place of another, and keeps the comments', () => {
    expect(inMain(setParameter(main, 'relayhost', 'c'))).toBe(
      '# before\nrelayhost = c\n# inside\n\nmydestination = x\n',
    )
  })

  it('takes a new parameter at its end', () => {
    expect(inMain(setParameter(main, 'new', 'a\n b'))).toBe(`${main.source.text}new = a b\n`)
    const unfinished = parseMainCf('a = b')
    expect(applyEdits('a = b', setParameter(unfinished, 'c', 'd'))).toBe('a = b\nc = d\n')
  })

  it('loses a parameter, and nothing else', () => {
    expect(inMain(removeParameter(main, 'relayhost'))).toBe('# before\n# inside\n\nmydestination = x\n')
    expect(removeParameter(main, 'absent')).toEqual([])
  })

  it('gets comments in place of a parameter', () => {
    expect(inMain(commentOutParameter(main, 'relayhost'))).toBe(
      '# before\n#relayhost = a,\n# inside\n#  b\n\nmydestination = x\n',
    )
  })
})

describe('master.cf', () => {
  it('takes an entry in place of another, or at its end', () => {
    expect(inMaster(setService(master, smtp, 'smtp inet n - n - - smtpd'))).toBe(
      '# first\nsmtp inet n - n - - smtpd\n# inside\nfoo unix - n n - - pipe flags=R\n',
    )
    expect(inMaster(setService(master, { name: 'new', type: 'unix' }, 'new unix - - n - - smtp\n'))).toBe(
      `${master.source.text}new unix - - n - - smtp\n`,
    )
  })

  it('loses an entry', () => {
    expect(inMaster(removeService(master, smtp))).toBe('# first\n# inside\nfoo unix - n n - - pipe flags=R\n')
    expect(inMaster(commentOutService(master, foo))).toContain('#foo unix')
  })

  it('takes another text in a column', () => {
    expect(inMaster(setField(master, smtp, 'chroot', 'n'))).toContain('smtp inet n - n - - smtpd\n')
    expect(setField(master, { name: 'absent', type: 'inet' }, 'chroot', 'n')).toEqual([])
  })

  it('takes a -o in place of another, or after the options', () => {
    expect(inMaster(setOverride(master, smtp, 'a', 'x y'))).toContain('  -o { a = x y }\n# inside\n')
    expect(inMaster(setOverride(master, smtp, 'e', 'f'))).toContain('  -o c=d -v\n    -o e=f\nfoo')
    expect(inMaster(setOverride(master, foo, 'e', 'f'))).toContain('pipe\n    -o e=f flags=R')
  })

  it('loses a -o, with its line when nothing else is on it', () => {
    expect(inMaster(removeOverride(master, smtp, 'a'))).toContain('smtpd\n# inside\n')
    expect(inMaster(removeOverride(master, smtp, 'c'))).toContain('# inside\n -v\n')
  })
})

describe('a file that is not as it should be', () => {
  const changed = (text: string, edit: (file: ReturnType<typeof parseMainCf>) => readonly Edit[]) =>
    applyEdits(text, edit(parseMainCf(text)))

  it('may lack its last newline', () => {
    expect(changed('a = b', file => setParameter(file, 'a', 'c'))).toBe('a = c\n')
    expect(changed('a = b\n c', file => removeParameter(file, 'a'))).toBe('')
    expect(changed('', file => setParameter(file, 'a', 'c'))).toBe('a = c\n')
  })

  it('may have a name more than once, or lines that are no settings', () => {
    expect(changed('a = b\nx y\na=c\n', file => setParameter(file, 'a', 'd'))).toBe('a = d\nx y\na = d\n')
    expect(changed('x y\na\n', file => removeParameter(file, 'x'))).toBe('a\n')
    expect(changed(' a = b\na = b\n', file => removeParameter(file, 'a'))).toBe(' a = b\n')
  })

  it('may have an entry twice', () => {
    const text = 'a inet n - y - - smtpd\n# x\na inet n - y - - smtpd -v\na unix n - y - - smtpd\n'
    const file = parseMasterCf(text)
    const a = { name: 'a', type: 'inet' }
    expect(applyEdits(text, setService(file, a, 'a inet n - n - - smtpd'))).toBe(
      'a inet n - n - - smtpd\n# x\na unix n - y - - smtpd\n',
    )
    expect(applyEdits(text, removeService(file, a))).toBe('# x\na unix n - y - - smtpd\n')
    expect(applyEdits(text, commentOutService(file, a))).toBe(
      '#a inet n - y - - smtpd\n# x\n#a inet n - y - - smtpd -v\na unix n - y - - smtpd\n',
    )
    expect(applyEdits(text, setField(file, a, 'command', 'x'))).toBe(
      'a inet n - y - - x\n# x\na inet n - y - - x -v\na unix n - y - - smtpd\n',
    )
    expect(applyEdits(text, setOverride(file, a, 'b', 'c'))).toBe(
      'a inet n - y - - smtpd\n    -o b=c\n# x\na inet n - y - - smtpd -v\n    -o b=c\na unix n - y - - smtpd\n',
    )
  })

  it('knows what stands below each entry, but for text that belongs to none', () => {
    const source = new SourceText('x', '# a\nb = c\n# d\n\ne = f\n')
    expect([...linesBelow(source)].map(([start, lines]) => [start, lines.length])).toEqual([
      [4, 2],
      [15, 0],
    ])
    const orphan = new SourceText('x', ' a\n# b\nc = d\n')
    expect([...linesBelow(orphan).keys()]).toEqual([7])
  })
})
