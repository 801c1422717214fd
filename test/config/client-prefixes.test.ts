import { describe, expect, it } from 'vitest'
import { createCatalog } from '../../src/catalog/catalog.js'
import { type ClientMention, clientMentionsIn } from '../../src/config/client-prefixes.js'

/** A mention in a few words. */
function shown(mention: ClientMention): string {
  switch (mention.kind) {
    case 'prefix':
      return `${mention.client.type} ${mention.prefix}`
    case 'file':
      return `${mention.client.type} file ${mention.path}`
    case 'braces':
      return `${mention.problem} ${mention.text}`
    case 'comment':
      return `${mention.word}|${mention.rest}`
  }
}

/** What is found in a value. */
function found(text: string, version = '3.10.0'): readonly string[] {
  return clientMentionsIn(text, createCatalog({ version, profile: 'upstream' })).map(shown)
}

describe('database clients in a value', () => {
  it.each<[text: string, mentions: readonly string[]]>([
    ['ldap', []],
    ['ldap:a', ['ldap a']],
    ['ldap:a, mysql:b', ['ldap a', 'mysql b']],
    ['hash:a proxy:ldap:b', ['ldap b']],
    ['ldap:/a ldap:./b ldap:c.', ['ldap file /a', 'ldap c.']],
    ['hash:/a', []],
    ['!ldap:a', []],
    ['{ldap:a, {mysql:b}}', ['ldap a', 'mysql b']],
    ['{ldap:a', ['missing-close {ldap:a', 'ldap a']],
    ['{ldap:a}b', ['text-after-close {ldap:a}b', 'ldap a']],
    ['pipemap:{hash:/x,ldap:{a b}}', []],
    ['pipemap:{ldap:a, mysql:b}', ['ldap a', 'mysql b']],
    ['a {b #c ldap:d}', ['#c|ldap:d']],
    ['ldap:a #b ldap:c', ['ldap a', '#b|ldap:c']],
    ['ldap:a# ldap:c', ['ldap a#', 'ldap c']],
  ])('%j', (text, mentions) => {
    expect(found(text)).toEqual(mentions)
  })

  it.each<[text: string, before: string, mentions: readonly string[], since: string, mentions: readonly string[]]>([
    ['#a ldap:b', '3.7.0', ['ldap b'], '3.8.0', ['#a|ldap:b']],
    ['{ldap:a}', '3.4.0', [], '3.5.0', ['ldap a']],
    ['ldap:/a', '3.2.0', [], '3.3.0', ['ldap file /a']],
    ['ldap:{ldap:a}', '2.11.0', ['ldap {ldap:a}'], '3.0.0', ['ldap a']],
    ['regexp:{{ldap:a} ldap:b}', '3.7.0', ['ldap a', 'ldap b'], '3.8.0', ['ldap b']],
    ['pipemap:{{ldap:a} ldap:b}', '3.4.0', ['ldap b'], '3.8.0', ['ldap a', 'ldap b']],
  ])('%j in two releases', (text, before, earlier, since, later) => {
    expect([found(text, before), found(text, since)]).toEqual([earlier, later])
  })

  it('are looked for only so deep', () => {
    expect(found(`${'{'.repeat(90)}ldap:a${'}'.repeat(90)}`)).toEqual(['ldap a'])
    expect(found(`${'{'.repeat(5000)}ldap:a${'}'.repeat(5000)}`)).toEqual([])
  })
})
