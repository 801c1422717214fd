import { describe, expect, it } from 'vitest'
import { loadProse } from '../../../src/catalog/prose.js'
import { hover } from '../../../src/language-service/hover.js'
import { toRange } from '../../../src/language-service/positions.js'
import { atCursor } from '../cursor.js'
import { main, master } from './site.js'

const prose = await loadProse()

function hovered(name: string, text: string, version = '3.11') {
  const at = atCursor({ 'main.cf': main, 'master.cf': master, tables: { [name]: text }, version })
  const found = hover(at.project, at.uri, at.offset, prose)
  const contents = found?.contents
  const range = found?.range && toRange(at.source, found.range)
  return {
    text: typeof contents === 'object' && 'value' in contents ? contents.value : '',
    on: range && at.source.text.slice(range.start, range.end),
  }
}

describe('hover on a key', () => {
  it.each([
    ['virtual', 'in¦fo@example.com a@example.net\n', 'The address `info@example.com`, and with `recipient_delimiter`'],
    [
      'virtual',
      '@exam¦ple.com a@example.net\n',
      'Every address in the domain `example.com` without an entry of its own',
    ],
    ['virtual', 'jo¦e a@example.net\n', 'The local part `joe`, where the domain is one of this host'],
    ['virtual', 'jo¦e@ a@example.net\n', 'Postfix never asks for a key of this form here'],
    ['transport', 'example¦.com slow:\n', 'The domain `example.com`; names below it need `.example.com`'],
    ['transport', '.example¦.com slow:\n', 'Every name below the domain `example.com`, but not that domain itself'],
    ['transport', '*¦ slow:\n', 'Everything that no other key stands for'],
    ['clients', '192.0.¦2 OK\n', 'All addresses that begin with `192.0.2`'],
    ['clients', '192.0.2.0¦/24 OK\n', 'No network: this table compares texts'],
    ['clients.cidr', '192.0.2.0¦/25 OK\n', 'The addresses from `192.0.2.0` to `192.0.2.127`'],
    ['clients.cidr', '!2001:db8::¦/126 OK\n', 'All but the addresses from `2001:db8::` to `2001:db8::3`'],
    ['header_checks', '/^Sub¦ject: (a|b)/ WARN\n', 'One group, `$1` for the result'],
    ['header_checks', '/^Sub¦ject: x/i WARN\n', 'Upper and lower case differ, because of the flag `i`'],
    ['header_checks', '!/^Sub¦ject: x/ WARN\n', 'Turned around by `!`'],
  ])('%s: %s', (name, text, said) => {
    expect(hovered(name, text).text).toContain(said)
  })

  it('says who looks it up, and in which order', () => {
    const { text } = hovered('senders', 'exam¦ple.com REJECT\n')
    expect(text).toContain('- `check_sender_access` in `smtpd_sender_restrictions`: an action of access(5). Asked for')
    expect(text).toMatch(/user@domain, with its extension; user@domain; the domain; .*what stands for the empty sender/)
    expect(text).toContain('- Read by `smtpd`')
    expect(text).toContain('https://www.postfix.org/access.5.html')
  })
})

describe('hover on a word of an answer', () => {
  it.each([
    ['senders', 'example.com REJ¦ECT 5.7.1 no\n', '**REJECT**', 'access_map_reject_code'],
    ['senders', 'example.com defer_if¦_permit\n', '**defer_if_permit**', 'changes a final accept into a deferral'],
    ['senders', 'example.com REJECT 5.7.¦1 no\n', '**5.7.1**', ''],
    ['senders', 'example.com 5¦54 no\n', '**554**', ''],
    ['senders', 'example.com 1¦23\n', '**123**', 'digits only'],
    ['senders', 'example.com HO¦LD\n', '**HOLD**', 'Since Postfix 2.0'],
    ['senders', 'example.com reject_unknown_se¦nder_domain, greet\n', '**reject_unknown_sender_domain**', ''],
    ['senders', 'example.com reject_unknown_sender_domain, gre¦et\n', '**greet**', 'reject_unknown_client_hostname'],
    ['senders', 'example.com FILTER slo¦w:[192.0.2.1]\n', '**slow**', '`slow/unix` runs `smtp`'],
    ['transport', 'example.com slo¦w:\n', '**slow**', '`slow/unix` runs `smtp`'],
    ['tls_policy', 'example.com secu¦re match=.example.com\n', '**secure**', 'for the name of the destination itself'],
    ['tls_policy', 'example.com secure mat¦ch=.example.com\n', '**match**', 'With the levels `verify`, `secure`'],
    ['header_checks', '/a(b)/ REPL¦ACE $1\n', '**REPLACE**', 'Puts the text in place of this line'],
    ['header_checks', '/a(b+)/ REPLACE $¦1\n', '**$1**', '`(b+)`, group 1 of 1'],
    ['header_checks', '/ab/¦i DUNNO\n', '**i**', 'so `i` makes the pattern look at case'],
    ['header_checks', 'i¦f /ab/\nendif\n', '**if**', 'up to the matching `endif`'],
    ['header_checks', 'i¦f /ab/\nif /c/\nendif\nENDIF\n', '**if**', '`ENDIF` in line 4'],
    ['clients.cidr', 'if 192.0.2.0/24\nif 192.0.2.0/25\nend¦if\nendif\n', '**endif**', '`if 192.0.2.0/25` in line 2'],
    ['header_checks', 'end¦if\n', '**endif**', 'Nothing belongs to it'],
    ['aliases', 'root: jo¦e\njoe: root\n', '**joe**', 'An entry of this table says'],
    ['aliases', 'root: jo¦e\n', '**joe**', 'This table has no entry for it'],
    ['aliases', 'list: ":inc¦lude:/etc/list"\n', 'where an alias leads', 'read anew for each message'],
    ['users.cf', 'hos¦ts = unix:/run/x\n', '**hosts** · setting of `mysql` tables', 'sockets before hosts'],
    ['users.cf', "query = SELECT a FROM b WHERE c = '%¦u'\n", '**%u**', 'The local part of a key'],
    ['users.cf', 'result_format = %¦U\n', '**%U**', 'of the key that was looked up, not of the value'],
    ['users.cf', 'colou¦r = red\n', '**colour**', 'have no such setting'],
    ['virtual', 'joe a@exam¦ple.com\n', '**a@example.com**', 'leads no further'],
    ['passwords', 'mx.example.com joe:ge¦heim\n', '**value**', '`smtp_sasl_password_maps` expects username:password'],
  ])('%s: %s', (name, text, title, said) => {
    const found = hovered(name, text).text
    expect(found).toContain(title)
    expect(found).toContain(said)
  })

  it('is on that word alone', () => {
    expect(hovered('senders', 'example.com REJECT 5.7.¦1 no\n').on).toBe('5.7.1')
    expect(hovered('tls_policy', 'a secure\n   mat¦ch=b\n').on).toBe('match')
  })

  it('never shows a password', () => {
    const all = [
      hovered('passwords', 'mx.exa¦mple.com joe:geheim\n'),
      hovered('passwords', 'mx.example.com joe:geh¦eim\n'),
      hovered('users.cf', 'pass¦word = geheim\n'),
      hovered('users.cf', 'password = ge%sh¦eim\n'),
    ]
    expect(all.map(({ text }) => text).join(' ')).not.toContain('geheim')
    expect(all[0]?.text).toContain('`smtp_sasl_password_maps`')
    expect(all[2]?.text).toContain('It stands here in clear')
  })

  it('says since when a setting exists', () => {
    expect(hovered('users.cf', 'idle_inter¦val = 9\n').text).toContain('Since Postfix 3.9')
    expect(hovered('users.cf', 'idle_inter¦val = 9\n', '3.7').text).toContain('no such setting')
  })
})
