import { describe, expect, it } from 'vitest'
import { commentAbove, removeStretch } from '../../src/config/argument-edits.js'
import { listItems, removeItems, replacePlace, wholeValue } from '../../src/config/elements.js'
import type { Project } from '../../src/config/project.js'
import { declareClass } from '../../src/config/restriction-class-edits.js'
import { removeSetting, rewriteSetting } from '../../src/config/setting-edits.js'
import { parseMasterCf } from '../../src/syntax/master-cf.js'
import { applyEdits } from '../../src/text/edits.js'
import type { Edit } from '../../src/text/range.js'
import { projectOf } from './project-of.js'

function edited(project: Project, edits: readonly Edit[] | null, file = 'main.cf'): string | null {
  return edits && applyEdits(project.sources.get(file)?.text ?? '', edits)
}

function listOf(main: string) {
  const project = projectOf(main)
  const resolved = project.base.get('mydestination')
  if (resolved?.setting === undefined) throw new Error('mydestination is not set')
  return { project, resolved, setting: resolved.setting, source: project.main?.source.text ?? '' }
}

describe('taking elements out of a list', () => {
  it.each<[value: string, names: string, left: string]>([
    [' a, b, c', 'a', ' b, c'],
    [' a, b, c', 'b', ' a, c'],
    [' a, b, c', 'c', ' a, b'],
    [' a, b, c', 'a b', ' c'],
    [' a, b, c', 'b c', ' a'],
    [' a, b, c', 'a c', ' b'],
    [' a, b, c', 'a b c', ' '],
    [' a b c', 'b', ' a c'],
    [' a\n b\n c', 'b', ' a\n c'],
    [' a,\n b,\n c', 'b', ' a,\n c'],
    [' a,\n b,\n c', 'c', ' a,\n b'],
    [' a,\n b,\n c', 'b c', ' a'],
    ['\n a,\n b', 'a', '\n b'],
    [' a,\n b, c,\n d', 'b', ' a,\n c,\n d'],
    [' a,\n b, c,\n d', 'c', ' a,\n b,\n d'],
    [' a,\n b, c,\n d', 'b c', ' a,\n d'],
    [' a\n , b\n c', 'b', ' a\n c'],
  ])('%j without %s', (value, names, left) => {
    const { project, resolved, setting, source } = listOf(`mydestination =${value}\nrelayhost =\n`)
    const wanted = listItems(resolved).filter(item => names.split(' ').includes(item.value))
    const text = edited(project, removeItems(setting, source, wanted))
    const after = projectOf(text ?? '').base.get('mydestination')
    // What is left of the list, and that nothing else was touched.
    expect(after && listItems(after).map(item => item.value)).toEqual(left.split(/[\s,]+/).filter(word => word !== ''))
    expect(text).toBe(`mydestination =${left}\nrelayhost =\n`)
  })

  it('is not done where one of them came out of a name', () => {
    const { resolved, setting, source } = listOf('x = b\nmydestination = a, $x, c\n')
    const [a, b] = listItems(resolved)
    expect(a && removeItems(setting, source, [a])).toHaveLength(1)
    expect(a && b && removeItems(setting, source, [a, b])).toBeNull()
  })
})

describe('other text in a value', () => {
  it('takes the place of a stretch that stands in the file as it is', () => {
    const { project, resolved } = listOf('x = b\nmydestination = a, $x,\n c\n')
    const [a, b, c] = listItems(resolved)
    expect(a && edited(project, replacePlace(a, 'y'))).toBe('x = b\nmydestination = y, $x,\n c\n')
    expect(c && edited(project, replacePlace(c, 'y'))).toBe('x = b\nmydestination = a, $x,\n y\n')
    expect(b && replacePlace(b, 'y')).toBeNull()
    // Over two lines, or partly out of a name.
    expect(replacePlace(wholeValue(resolved), 'y')).toBeNull()
    const { resolved: long } = listOf('mydestination = a,\n b\n')
    expect(replacePlace(wholeValue(long), 'y')).toBeNull()
  })
})

describe('a setting', () => {
  const project = projectOf(
    '# x\nrelayhost = a\n# y\n b\nmyorigin =\n',
    'smtp inet n - y - - smtpd\n  -o relayhost=c\n  -v -o myorigin=d\nx unix - - n - - smtp -o relayhost=e\n',
  )
  const [smtpd, smtp] = project.services

  it('is removed, with its line where nothing else is on it', () => {
    const setting = project.base.get('relayhost')?.setting
    expect(setting && edited(project, removeSetting(project, setting))).toBe('# x\n# y\nmyorigin =\n')
    const [first, second] = smtpd?.overrides ?? []
    const inMaster = (override: typeof first, service = smtpd) =>
      override && edited(project, removeSetting(project, override, service), 'master.cf')
    const start = 'smtp inet n - y - - smtpd\n'
    const end = 'x unix - - n - - smtp -o relayhost=e\n'
    expect(inMaster(first)).toBe(`${start}  -v -o myorigin=d\n${end}`)
    expect(inMaster(second)).toBe(`${start}  -o relayhost=c\n  -v\n${end}`)
    expect(inMaster(smtp?.overrides[0], smtp)).toBe(
      `${start}  -o relayhost=c\n  -v -o myorigin=d\nx unix - - n - - smtp\n`,
    )
  })

  it('is not removed from where it is not', () => {
    const [override] = smtpd?.overrides ?? []
    const other = projectOf('relayhost = a\n').base.get('relayhost')?.setting
    expect(other && removeSetting(project, other)).toBeNull()
    expect(override && removeSetting(project, override)).toBeNull()
    expect(override && removeSetting(project, override, smtp)).toBeNull()
  })

  it('gets another name and value', () => {
    const rewritten = (name: string, value: string) => {
      const setting = project.base.get(name)?.setting
      return setting && edited(project, rewriteSetting(setting, 'new', value))
    }
    expect(rewritten('relayhost', 'z')).toBe('# x\nnew = z\nmyorigin =\n')
    expect(rewritten('myorigin', 'z')).toBe('# x\nrelayhost = a\n# y\n b\nnew = z\n')
    expect(rewritten('myorigin', '')).toBe('# x\nrelayhost = a\n# y\n b\nnew =\n')
  })
})

describe('a stretch of a command line', () => {
  const text = 'x unix - - n - - smtp a b \n  c  \n  d'
  const [entry] = parseMasterCf(text).lines
  const without = (word: string) => {
    const start = text.indexOf(word, 20)
    if (entry?.type !== 'service') throw new Error('no service')
    return applyEdits(text, removeStretch('master.cf', text, entry, { start, end: start + word.length }))
  }

  it('goes with the blanks before it, or with its line', () => {
    expect(without(' b')).toBe('x unix - - n - - smtp a \n  c  \n  d')
    expect(without('c')).toBe('x unix - - n - - smtp a b \n  d')
    expect(without('d')).toBe('x unix - - n - - smtp a b \n  c  \n')
  })

  it('leaves the first line of an entry where it is', () => {
    const alone = 'abc\n d\n'
    const line = {
      pieces: [
        { start: 0, end: 3 },
        { start: 4, end: 6 },
      ],
    }
    expect(applyEdits(alone, removeStretch('x', alone, line, { start: 0, end: 3 }))).toBe('\n d\n')
  })

  it('becomes a comment above when it ends its line', () => {
    const above = (source: string, stretch: string, at = 0) => {
      const start = source.indexOf(stretch)
      const edits = commentAbove('x', source, { start, end: start + stretch.length }, at)
      return edits && applyEdits(source, edits)
    }
    expect(above('a = b # why \nc\n', '# why')).toBe('# why\na = b \nc\n')
    expect(above('a = b # why', '# why')).toBe('# why\na = b')
    expect(above('a = b # why c\n', '# why')).toBeNull()
    expect(above('a = b # why\n c\n', '# why\n c')).toBeNull()
  })
})

describe('a restriction class', () => {
  it.each<[main: string, after: string | null]>([
    ['smtpd_restriction_classes = a\n', 'smtpd_restriction_classes = a, new\n'],
    ['smtpd_restriction_classes =\n', 'smtpd_restriction_classes = new\n'],
    ['smtpd_restriction_classes = a\n  b\n', null],
    ['relayhost =\n', null],
  ])('is declared in %j', (main, after) => {
    const project = projectOf(main)
    expect(edited(project, declareClass(project, project.base, 'new'))).toBe(after)
  })

  it('is not declared in a -o', () => {
    const project = projectOf('relayhost =\n', 'smtp inet n - y - - smtpd -o smtpd_restriction_classes=a\n')
    const [service] = project.services
    expect(service && declareClass(project, service.config, 'new')).toBeNull()
  })
})
