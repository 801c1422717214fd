import { describe, expect, it } from 'vitest'
import { lookUp } from '../../../src/language-service/tables/lookup.js'
import { atCursor } from '../cursor.js'
import { main, master } from './site.js'

function ask(name: string, text: string, key: string, more = '') {
  const { project, uri } = atCursor({ 'main.cf': main + more, 'master.cf': master, tables: { [name]: `¦${text}` } })
  return lookUp(project, uri, key)
}

const keys = (found: ReturnType<typeof lookUp>) => found?.steps.map(({ key }) => key)

describe('what a table answers', () => {
  it('is found by the parts of an address, one after the other', () => {
    const found = ask('virtual', 'a b\n@example.com all\n', 'joe+x@example.com', '  recipient_delimiter = +\n')
    expect(found).toMatchObject({ table: 'hash:/etc/postfix/virtual', answer: 'found', value: 'all' })
    expect(keys(found)).toEqual(['joe+x@example.com', 'joe@example.com', '@example.com'])
    expect(found?.lines).toEqual([{ start: { line: 1, character: 0 }, end: { line: 1, character: 16 } }])
  })

  it('takes the local part of an own domain', () => {
    const own = '  mydestination = example.com\n'
    expect(ask('virtual', 'joe b\n', 'joe@example.com', own)).toMatchObject({ answer: 'found', value: 'b' })
    expect(ask('virtual', 'joe b\n', 'joe@example.net', own)).toMatchObject({ answer: 'none' })
  })

  it('goes up the domains, with a dot or without', () => {
    expect(keys(ask('transport', 'x y\n', 'a@mx.example.com'))).toEqual([
      'a@mx.example.com',
      'mx.example.com',
      '.example.com',
      '.com',
      '*',
    ])
    expect(keys(ask('senders', 'x y\n', 'a@mx.example.com')))?.toEqual([
      'a@mx.example.com',
      'mx.example.com',
      'example.com',
      'com',
      'a@',
    ])
  })

  it('shortens an address of a client', () => {
    expect(keys(ask('clients', '192.0 REJECT\n', '192.0.2.7'))).toEqual(['192.0.2.7', '192.0.2', '192.0'])
  })

  it('asks patterns and networks once', () => {
    expect(ask('header_checks', '/^subject: (.*)/ WARN $1\n', 'Subject: buy')).toMatchObject({ value: 'WARN buy' })
    expect(keys(ask('header_checks', '/x/ WARN\n', 'a@example.com'))).toEqual(['a@example.com'])
    expect(ask('clients.cidr', '192.0.2.0/24 REJECT\n', '192.0.2.7')).toMatchObject({ value: 'REJECT' })
  })

  it('reads aliases as postalias does', () => {
    expect(ask('aliases', 'Root: "joe", ann\n', 'root')).toMatchObject({ answer: 'found', value: '"joe", ann' })
  })

  it('hides passwords', () => {
    const found = ask('passwords', 'mx.example.com joe:geheim\n', 'mx.example.com')
    expect(found).toMatchObject({ answer: 'found', isSecret: true })
    expect(JSON.stringify(found)).not.toContain('geheim')
  })

  it('says what Postfix complains about, and what only Postfix can tell', () => {
    expect(ask('virtual', 'lonely\na b\n', 'a')?.messages.join()).toContain('line 1')
    expect(ask('users.cf', 'hosts = a\n', 'a')).toMatchObject({ answer: 'undecided', steps: [] })
  })
})
