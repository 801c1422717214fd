import { describe, expect, it } from 'vitest'
import { codeActions } from '../../../src/language-service/code-actions.js'
import { codeLenses } from '../../../src/language-service/code-lens.js'
import { inlayHints } from '../../../src/language-service/inlay-hints.js'
import { documentLinks } from '../../../src/language-service/links.js'
import { toOffset, toRange } from '../../../src/language-service/positions.js'
import { lintProject } from '../../../src/lint/lint.js'
import { afterWorkspaceEdit, atCursor } from '../cursor.js'
import { main, master } from './site.js'

function read(name: string, text: string, more = '') {
  return atCursor({ 'main.cf': main + more, 'master.cf': master, tables: { [name]: `${text}¦` } })
}

it('says above a table who reads it', () => {
  const { project, uri } = read(
    'senders',
    'a OK\n',
    '  smtpd_helo_restrictions = check_sender_access hash:/etc/postfix/senders\n',
  )
  expect(codeLenses(project, uri).map(({ command }) => command?.title)).toEqual([
    'read by check_sender_access of smtpd',
  ])
  const virtual = read('virtual', 'a b\n')
  expect(codeLenses(virtual.project, 'virtual')[0]?.command?.title).toMatch(/^read by virtual_alias_maps of .*cleanup/)
})

it('shows groups and the extent of networks', () => {
  const hints = (name: string, text: string) => {
    const { project, uri, source } = read(name, text)
    return inlayHints(project, uri, { start: 0, end: source.text.length }).map(({ position, label }) => [
      toOffset(source, position),
      label,
    ])
  }
  expect(hints('header_checks', '/(a)(b+)/ REPLACE X: $2\n')).toEqual([[23, '= (b+)']])
  expect(hints('clients.cidr', '192.0.2.0/25 OK\n192.0.0.0/16 OK\n')).toEqual([[12, '192.0.2.0 to 192.0.2.127']])
  expect(hints('virtual', 'a b\n')).toEqual([])
})

it('links files', () => {
  const links = (name: string, text: string, more = '') => {
    const { project, uri, source } = read(name, text, more)
    return documentLinks(project, uri).map(({ range, target }) => {
      const { start, end } = toRange(source, range)
      return [source.text.slice(start, end), target]
    })
  }
  expect(links('aliases', 'a: b\nlist: x, ":include:/etc/my list"\n')).toEqual([
    ['/etc/my list', 'file:///etc/my%20list'],
  ])
  expect(links('tls_policy', 'a secure tafile=/etc/ca.pem\n')).toEqual([['/etc/ca.pem', 'file:///etc/ca.pem']])
  expect(links('users.cf', 'option_file = /etc/my.cnf\npassword = /x\n')).toEqual([
    ['/etc/my.cnf', 'file:///etc/my.cnf'],
  ])
})

describe('a finding in a table', () => {
  const actions = (text: string, title: string) => {
    const { project, uri, source } = read('virtual', text)
    const { diagnostics } = lintProject(project, {})
    const all = codeActions(project, diagnostics, uri, { start: 0, end: source.text.length }, undefined, {})
    const edit = all.find(action => action.title === title)?.edit
    return edit && afterWorkspaceEdit(project, edit)['virtual']
  }
  const ignore = 'Ignore missing-table-value for this line'

  it('can be ignored for its line', () => {
    expect(actions('a b\nlonely\nc d\n', ignore)).toBe('a b\n# postfix-lint ignore=missing-table-value\nlonely\nc d\n')
    expect(actions('lonely\n', ignore)).toBe('# postfix-lint ignore=missing-table-value\nlonely\n')
    expect(actions('a b\n# postfix-lint ignore=x\nlonely\n', ignore)).toBe(
      'a b\n# postfix-lint ignore=x,missing-table-value\nlonely\n',
    )
  })

  it('can be ignored in its file', () => {
    expect(actions('lonely\n', 'Ignore missing-table-value in this file')).toBe(
      '# postfix-lint ignore-file=missing-table-value\nlonely\n',
    )
  })
})
