import { describe, expect, it } from 'vitest'
import { loadProse } from '../../../src/catalog/prose.js'
import { complete, explainItem } from '../../../src/language-service/completion/completion.js'
import { fc, runs } from '../../properties.js'
import { afterEdits, atCursor } from '../cursor.js'
import { main, master } from './site.js'

const prose = await loadProse()

function proposed(name: string, text: string, { snippets = false, version = '3.11' } = {}) {
  const { project, uri, offset, source } = atCursor({
    'main.cf': main,
    'master.cf': master,
    tables: { [name]: text },
    version,
  })
  const items = complete(project, uri, offset, { snippets })
  const after = (label: string): string | undefined => {
    const edit = items.find(item => item.label === label)?.textEdit
    return edit && 'range' in edit ? afterEdits(source, [edit]) : undefined
  }
  const explained = (label: string): string => {
    const data: Parameters<typeof explainItem>[1] = items.find(item => item.label === label)?.data?.about
    return explainItem(project, data, prose)
  }
  return { items, labels: items.map(({ label }) => label), after, explained }
}

describe('text after choosing a proposal in a table', () => {
  it.each([
    ['senders', 'example.com ¦\n', 'REJECT', 'example.com REJECT\n'],
    ['senders', 'example.com RE¦\n', 'REJECT', 'example.com REJECT\n'],
    ['senders', 'example.com ¦\nother.example OK\n', 'DUNNO', 'example.com DUNNO\nother.example OK\n'],
    ['senders', '# note\n\nexample.com ¦', 'greet', '# note\n\nexample.com greet'],
    [
      'senders',
      'example.com greet, reject_un¦\n',
      'reject_unknown_sender_domain',
      'example.com greet, reject_unknown_sender_domain\n',
    ],
    ['senders', 'example.com greet,\n   rej¦\n', 'reject', 'example.com greet,\n   reject\n'],
    ['senders', 'example.com FILTER s¦\n', 'slow', 'example.com FILTER slow:\n'],
    ['senders', 'example.com FILTER s¦mtp:[a]\n', 'slow', 'example.com FILTER slow:[a]\n'],
    ['clients.cidr', '192.0.2.0/24 ¦\n', 'REJECT', '192.0.2.0/24 REJECT\n'],
    ['clients.cidr', 'i¦\n', 'if ... endif', 'if 192.0.2.0/24\nendif\n'],
    ['screen.cidr', '192.0.2.0/24 ¦\n', 'permit', '192.0.2.0/24 permit\n'],
    ['transport', 'example.com ¦\n', 'slow', 'example.com slow:\n'],
    ['transport', 'example.com sl¦:[mx.example.com]\n', 'slow', 'example.com slow:[mx.example.com]\n'],
    ['tls_policy', 'example.com ¦\n', 'dane-only', 'example.com dane-only\n'],
    ['tls_policy', 'example.com secure ma¦\n', 'match', 'example.com secure match=\n'],
    ['tls_policy', 'example.com secure match=¦\n', 'nexthop', 'example.com secure match=nexthop\n'],
    [
      'tls_policy',
      'example.com secure match=nexthop:do¦\n',
      'dot-nexthop',
      'example.com secure match=nexthop:dot-nexthop\n',
    ],
    ['tls_policy', 'example.com may ciphers=h¦\n', 'high', 'example.com may ciphers=high\n'],
    ['header_checks', '/^Subject: (a|b)/ REPLACE Subject: $¦\n', '$1', '/^Subject: (a|b)/ REPLACE Subject: $1\n'],
    ['header_checks', '/x/¦ DUNNO\n', 'i', '/x/i DUNNO\n'],
    ['header_checks', '/x/ ¦\n', 'HOLD', '/x/ HOLD\n'],
    ['header_checks', '¦\n', '/pattern/ action', '/^pattern$/ DUNNO\n'],
    ['aliases', 'root: ¦\njoe: a\n', 'joe', 'root: joe\njoe: a\n'],
    ['aliases', 'root: a, :¦\n', ':include:', 'root: a, :include:/\n'],
    ['aliases', 'po¦\n', 'postmaster', 'postmaster: \n'],
    ['users.cf', 'hosts = a\nqu¦\n', 'query', 'hosts = a\nquery = \n'],
    ['users.cf', 'hosts = ¦\n', 'unix:', 'hosts = unix:\n'],
    ['users.cf', 'require_result_set = ¦\n', 'no', 'require_result_set = no\n'],
    ['users.cf', "query = SELECT a FROM b WHERE c = '%¦'\n", '%s', "query = SELECT a FROM b WHERE c = '%s'\n"],
    ['senders', '# postfix-lint ignore=dupl¦\na b\n', 'duplicate-key', '# postfix-lint ignore=duplicate-key\na b\n'],
  ])('%s: %j with %s', (name, text, label, after) => {
    expect(proposed(name, text).after(label)).toBe(after)
  })

  it('leaves places to fill in for editors that can', () => {
    expect(proposed('senders', 'example.com ¦\n', { snippets: true }).after('REDIRECT')).toBe(
      'example.com REDIRECT ${1:user@example.com}\n',
    )
    expect(proposed('header_checks', '¦\n', { snippets: true }).after('if ... endif')).toBe(
      'if /^${1:pattern}/\n$0\nendif\n',
    )
  })
})

describe('proposals in a table', () => {
  it('are those that fit what the table is used for', () => {
    expect(proposed('exchangers', 'mx.example.com ¦\n').labels).toContain('REJECT')
    expect(proposed('exchangers', 'mx.example.com ¦\n').labels).not.toContain('OK')
    expect(proposed('out_checks', '/x/ ¦\n').labels).toContain('REPLACE')
    expect(proposed('out_checks', '/x/ ¦\n').labels).not.toContain('REJECT')
    expect(proposed('virtual', 'joe ¦\n').labels).toEqual([])
    expect(proposed('tls_policy', 'example.com may ¦\n').labels).not.toContain('match')
    expect(proposed('tls_policy', 'example.com secure ciphers=high ¦\n').labels).not.toContain('ciphers')
  })

  it('are those of the release', () => {
    expect(proposed('header_checks', '/x/ ¦\n', { version: '3.1' }).labels).not.toContain('STRIP')
    expect(proposed('users.cf', '¦\n', { version: '3.8' }).labels).not.toContain('idle_interval')
    expect(proposed('clients.cidr', 'i¦\n', { version: '3.1' }).labels).toEqual([])
  })

  it('are settings of the client that are not there yet, those that are needed first', () => {
    const { items, labels } = proposed('users.cf', 'hosts = a\nquery = b\n¦\n')
    expect(labels).not.toContain('hosts')
    expect(labels).not.toContain('select_field')
    const first = [...items].sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1))[0]
    expect(first?.label).toBe('dbname')
    expect(first?.detail).toBe('has to be set')
  })

  it('explain themselves', () => {
    expect(proposed('senders', 'example.com ¦\n').explained('HOLD')).toContain('hold queue')
    expect(proposed('users.cf', '¦\n').explained('hosts')).toContain('**hosts** · setting of `mysql` tables')
    expect(proposed('header_checks', '/x/ ¦\n').explained('WARN')).toContain('before it rejects')
  })

  it('are none where a password stands', () => {
    expect(proposed('passwords', 'mx.example.com ¦\n').labels).toEqual([])
    expect(proposed('users.cf', 'password = ¦\n').labels).toEqual([])
  })

  it('are found in any text at any place', () => {
    const names = ['senders', 'header_checks', 'clients.cidr', 'aliases', 'users.cf', 'tls_policy']
    const piece = fc.constantFrom(
      'a',
      'if',
      '/',
      '!',
      ' ',
      '\n',
      '\n ',
      '#',
      '"',
      ':',
      '=',
      '%',
      '$',
      '(',
      '{',
      '\0',
      'é',
    )
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.array(piece), fc.array(piece), (name, before, after) => {
        const { items } = proposed(name, `${before.join('')}¦${after.join('')}`)
        expect(Array.isArray(items)).toBe(true)
      }),
      runs(300),
    )
  })
})
