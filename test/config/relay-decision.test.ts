import { describe, expect, it } from 'vitest'
import { findRelayControl, strangerOutcome } from '../../src/config/relay-decision.js'
import { restrictionViews } from '../../src/config/restriction-programs.js'
import { projectOf } from './project-of.js'

const classes =
  'smtpd_restriction_classes = open, closed, outer\nopen = permit\nclosed = reject_unauth_destination\nouter = closed\n'

function programOf(value: string, list = 'smtpd_relay_restrictions', more = '') {
  const project = projectOf(`${classes}${more}${list} = ${value}\n`)
  const [view] = restrictionViews(project)
  const program = view?.programs.find(each => each.list.parameter === list)
  if (view === undefined || program === undefined) throw new Error(value)
  return { view, program, catalog: project.catalog }
}

describe('a stranger', () => {
  const outcome = (value: string, list?: string, more?: string) => {
    const { view, program, catalog } = programOf(value, list, more)
    const found = strangerOutcome(program, view, catalog)
    const steps = found.canPermit.map(step => step.word.value)
    return [found.outcome, found.step?.word.value, steps.join(' '), found.canRefuse]
  }

  it.each<[value: string, expected: readonly unknown[]]>([
    ['', ['continues', undefined, '', false]],
    ['permit_mynetworks', ['continues', undefined, '', false]],
    ['reject', ['stops', 'reject', '', false]],
    ['defer_unauth_destination', ['stops', 'defer_unauth_destination', '', false]],
    ['check_client_access static:reject', ['stops', 'check_client_access', '', false]],
    ['check_client_access static:DEFER', ['stops', 'check_client_access', '', false]],
    ['warn_if_reject check_client_access static:reject', ['continues', undefined, '', false]],
    ['check_client_access static:{OK now}', ['permits', 'check_client_access', '', false]],
    ['check_client_access static:permit_mynetworks', ['continues', undefined, 'check_client_access', true]],
    ['check_client_access static:{}', ['continues', undefined, 'check_client_access', true]],
    ['check_client_access static:', ['continues', undefined, 'check_client_access', true]],
    ['check_client_access static:dunno', ['continues', undefined, '', false]],
    ['check_client_access static:HOLD', ['continues', undefined, '', false]],
    ['check_client_access hash:/a, permit', ['permits', 'permit', 'check_client_access', true]],
    ['warn_if_reject check_client_access hash:/a', ['continues', undefined, 'check_client_access', false]],
    ['check_sasl_access static:OK', ['continues', undefined, '', false]],
    ['check_sasl_access static:reject', ['continues', undefined, '', false]],
    ['check_ccert_access static:OK', ['continues', undefined, '', false]],
    ['open', ['permits', 'permit', '', false]],
    ['outer, permit', ['stops', 'reject_unauth_destination', '', false]],
    ['warn_if_reject outer, permit', ['permits', 'permit', '', false]],
    ['warn_if_reject closed, closed', ['stops', 'reject_unauth_destination', '', false]],
  ])('meets %s', (value, expected) => expect(outcome(value)).toEqual(expected))

  it('is not stopped by what cannot be asked yet', () => {
    const list = 'smtpd_client_restrictions'
    expect(outcome('reject_unauth_destination', list)[0]).toBe('stops')
    expect(outcome('reject_unauth_destination', list, 'smtpd_delay_reject = no\n')[0]).toBe('continues')
    expect(outcome('check_recipient_access static:reject', list, 'smtpd_delay_reject = no\n')).toEqual([
      'continues',
      undefined,
      'check_recipient_access',
      true,
    ])
  })
})

describe('the search for a relay control', () => {
  const search = (value: string) => {
    const { program, catalog } = programOf(value)
    const { found, permit, warned } = findRelayControl(program, catalog)
    return [found, permit?.value, warned?.value]
  }

  it.each<[value: string, expected: readonly unknown[]]>([
    ['permit_mynetworks, reject_unauth_destination', [true, undefined, undefined]],
    ['REJECT', [true, undefined, undefined]],
    ['permit_mynetworks', [false, undefined, undefined]],
    ['permit, reject', [false, 'permit', undefined]],
    ['warn_if_reject reject', [false, undefined, 'reject']],
    ['warn_if_reject reject, permit', [false, 'permit', 'reject']],
    [
      'warn_if_reject reject_unauth_destination, warn_if_reject reject',
      [false, undefined, 'reject_unauth_destination'],
    ],
    ['warn_if_reject permit, reject', [true, undefined, undefined]],
    ['warn_if_reject', [false, undefined, undefined]],
    ['outer', [true, undefined, undefined]],
    ['open, reject', [true, undefined, undefined]],
    ['open, open', [false, undefined, undefined]],
  ])('in %s', (value, expected) => expect(search(value)).toEqual(expected))
})
