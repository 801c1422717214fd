import { describe, expect, it } from 'vitest'
import { createProject } from '../../src/config/project.js'
import { strangerOutcome } from '../../src/config/relay-decision.js'
import { allReachedSteps, restrictionViews } from '../../src/config/restriction-programs.js'
import { lint } from '../../src/lint/lint.js'
import { SourceText } from '../../src/text/source-text.js'

function viewOf(main: string) {
  const project = createProject({
    main: new SourceText('main.cf', main),
    target: { version: '3.11', profile: 'upstream' },
  })
  const [view] = restrictionViews(project)
  if (view === undefined) throw new Error('no view')
  return { project, view }
}

function stepsOf(value: string, list = 'smtpd_client_restrictions') {
  const { view } = viewOf(`${list} = ${value}\n`)
  return (view.programs.find(program => program.list.parameter === list)?.steps ?? []).map(step => ({
    word: step.word.value,
    kind: step.kind,
    ...(step.argument && { argument: step.argument.value }),
    ...(step.fault && { fault: step.fault }),
    ...(step.warnOnly && { warned: true }),
  }))
}

describe('restriction lists', () => {
  it('give each word its argument, without case', () => {
    expect(
      stepsOf('CHECK_client_access hash:/a, warn_if_reject reject_rbl_client example.com, hash:/b, sleep x'),
    ).toEqual([
      { word: 'CHECK_client_access', kind: 'known', argument: 'hash:/a' },
      { word: 'reject_rbl_client', kind: 'known', argument: 'example.com', warned: true },
      { word: 'hash:/b', kind: 'table', argument: 'hash:/b' },
      { word: 'sleep', kind: 'known', argument: 'x', fault: 'not-fitting' },
      { word: 'x', kind: 'unknown' },
    ])
  })

  it('take a table alone for nothing after DATA', () => {
    expect(stepsOf('hash:/b', 'smtpd_data_restrictions')).toEqual([{ word: 'hash:/b', kind: 'table' }])
  })

  it.each([
    ['permit_mynetworks, reject_unauth_destination', 'stops'],
    ['permit_mynetworks, warn_if_reject reject_unauth_destination', 'continues'],
    ['warn_if_reject permit, reject', 'permits'],
    ['check_client_access static:OK, reject', 'permits'],
    ['check_client_access static:{DUNNO x}, reject', 'stops'],
    ['open, reject', 'permits'],
    ['warn_if_reject closed', 'continues'],
    ['round, reject', 'stops'],
    ['misspelt', 'stops'],
  ])('%s: a stranger %s', (value, outcome) => {
    const { project, view } = viewOf(
      `smtpd_restriction_classes = open, closed, round\nopen = permit\nclosed = reject\nround = round\nsmtpd_relay_restrictions = ${value}\n`,
    )
    const program = view.programs.find(({ list }) => list.place === 'relay')
    expect(program && strangerOutcome(program, view, project.catalog).outcome).toBe(outcome)
  })

  it('are followed once, however many classes name each other', () => {
    const names = Array.from({ length: 60 }, (_, index) => `class${index}`)
    const all = names.join(' ')
    const main = `smtpd_restriction_classes = ${all}\n${names.map(name => `${name} = ${all}\n`).join('')}smtpd_recipient_restrictions = ${all}\n`
    const { project } = viewOf(main)
    expect(allReachedSteps(project).length).toBeGreaterThan(names.length)
    expect(() => lint({ main }, { preset: 'all' })).not.toThrow()
  })

  it('are followed along a chain of any length', () => {
    const names = Array.from({ length: 3000 }, (_, index) => `class${index}`)
    const main = `smtpd_restriction_classes = ${names.join(' ')}\n${names.map((name, index) => `${name} = class${index + 1}\n`).join('')}smtpd_recipient_restrictions = class0\n`
    expect(() => lint({ main }, { preset: 'all' })).not.toThrow()
  })
})
