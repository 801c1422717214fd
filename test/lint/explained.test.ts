import { expect, it } from 'vitest'
import { lint } from '../../src/lint/lint.js'

const rulesOf = (main: string) => lint({ main, master: 'smtp inet n - n - - smtpd\n' }).diagnostics.map(d => d.rule)

it('says once that a comment is part of a value, and not of each of its words what is wrong with it', () => {
  const lists = (comment: string) =>
    rulesOf(`mydestination = localhost${comment}\nvirtual_alias_domains = example.net${comment}\n`)
  expect(lists(' # our own')).toContain('comment-in-value')
  expect(lists(' # our own')).not.toContain('domain-in-two-classes')
  expect(lists(', our, own')).toContain('domain-in-two-classes')
})
