import { expect, it } from 'vitest'
import { format, formatEdits } from '../../src/format/format.js'
import { sameMeaning } from '../../src/format/same-meaning.js'
import { parseMainCf } from '../../src/syntax/main-cf.js'
import { parseMasterCf } from '../../src/syntax/master-cf.js'
import { configuration } from '../parity/configurations.js'
import { fc, runs } from '../properties.js'
import { damaged, nastyText, sampleMain, sampleMaster } from '../syntax/nasty-text.js'
import { formatted, meaningOf, projectOf, type Texts } from './meaning.js'

/** Configurations of every sort: random, with a meaning, and whole ones with damages; also as `\r\n` files. */
const texts: fc.Arbitrary<Texts> = fc
  .tuple(
    fc.oneof(
      fc.record({ main: nastyText, master: nastyText }),
      configuration,
      fc.record({ main: damaged(sampleMain), master: damaged(sampleMaster) }),
    ),
    fc.constantFrom('\n', '\r\n'),
  )
  .map(([{ main, master }, end]) => ({ main: main.replaceAll('\n', end), master: master.replaceAll('\n', end) }))

const withoutSpace = (text: string | undefined) => text?.replaceAll(/[ \t\n\v\f\r]+/g, '')

it('formatting changes white space and nothing else', () => {
  fc.assert(
    fc.property(texts, before => {
      const after = formatted(projectOf(before))
      expect([after.main, after.master].map(withoutSpace)).toEqual([before.main, before.master].map(withoutSpace))
    }),
    runs(300),
  )
})

it('a formatted file says the same, line by line', () => {
  fc.assert(
    fc.property(texts, before => {
      const project = projectOf(before)
      const after = formatted(project)
      if (project.main === undefined || project.master === undefined) return false
      return (
        sameMeaning(project, project.main, parseMainCf(after.main ?? '')) &&
        sameMeaning(project, project.master, parseMasterCf(after.master ?? ''))
      )
    }),
    runs(300),
  )
})

it('every service runs with the same', () => {
  fc.assert(
    fc.property(texts, before => {
      const project = projectOf(before)
      expect(meaningOf(projectOf(formatted(project)))).toEqual(meaningOf(project))
    }),
    runs(300),
  )
})

it('a formatted file stays as it is', () => {
  fc.assert(
    fc.property(texts, before => {
      const once = formatted(projectOf(before))
      expect(formatted(projectOf(once))).toEqual(once)
    }),
    runs(300),
  )
})

it('parts that are formatted one after the other give the whole', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        damaged(sampleMain),
        configuration.map(({ main }) => main),
      ),
      text => {
        const project = projectOf({ main: text, master: undefined })
        const whole = project.main === undefined ? '' : format(project, project.main)
        let current = text
        for (let line = text.split('\n').length - 1; line >= 0; line--) {
          const now = projectOf({ main: current, master: undefined })
          if (now.main === undefined) return false
          const start = now.main.source.lineStarts[line]
          if (start === undefined) continue
          const edits = [...formatEdits(now, now.main, { within: { start, end: start } })]
          for (const { range, text: replaced } of edits.sort((a, b) => b.range.start - a.range.start)) {
            current = current.slice(0, range.start) + replaced + current.slice(range.end)
          }
        }
        expect(current).toBe(whole)
      },
    ),
    runs(30),
  )
})

it('a list that a default brings into a text keeps its white space', () => {
  const before = {
    main: 'mydestination =\n  example.com\n      example.net\n',
    master: 'smtp  inet  n  -  n  -  -  smtpd\n  -o smtpd_banner=$proxy_read_maps\n',
  }
  const project = projectOf(before)
  expect(meaningOf(projectOf(formatted(project)))).toEqual(meaningOf(project))
})

it('a list that a name gives an open brace keeps its white space behind that', () => {
  const before = {
    main: 'myhostname = { mail.example.com\nmydestination = $myhostname,\n  example.com\n      example.net\n',
    master: undefined,
  }
  const project = projectOf(before)
  expect(meaningOf(projectOf(formatted(project)))).toEqual(meaningOf(project))
})
