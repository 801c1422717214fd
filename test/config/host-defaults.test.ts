import { describe, expect, it } from 'vitest'
import { createProject } from '../../src/config/project.js'
import { SourceText } from '../../src/text/source-text.js'

function baseOf(main: string) {
  return createProject({
    target: { version: '3.7.11', profile: 'upstream' },
    main: new SourceText('main.cf', main),
  }).base
}

describe('a host name that is made of the domain that is made of it', () => {
  it.each([
    ['mail.$mydomain', 'mail.', ''],
    ['$mydomain', '', ''],
    ['a.b $mydomain', 'a.b ', 'b '],
  ])('%s has no domain in it, whichever of the two is asked for first', (value, name, domain) => {
    const main = `myhostname = ${value}\n`
    const nameFirst = baseOf(main)
    expect([nameFirst.get('myhostname')?.text, nameFirst.get('mydomain')?.text]).toEqual([name, domain])
    const domainFirst = baseOf(main)
    expect([domainFirst.get('mydomain')?.text, domainFirst.get('myhostname')?.text]).toEqual([domain, name])
  })
})
