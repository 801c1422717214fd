import { expect, it } from 'vitest'
import { pathAt, pathItems } from '../../../src/language-service/completion/paths.js'
import { afterEdits, atCursor } from '../cursor.js'
import { main, master } from './site.js'

const entries = [
  { name: 'list', isFolder: false },
  { name: 'more', isFolder: true },
]

function read(name: string, text: string) {
  return atCursor({ 'main.cf': main, 'master.cf': master, tables: { [name]: text } })
}

it.each([
  ['aliases', 'a: b, :include:/etc/l¦\n', '/etc/', 'a: b, :include:/etc/list\n'],
  ['aliases', 'a: "|/usr/bin/¦ x"\n', '/usr/bin/', 'a: "|/usr/bin/list x"\n'],
  ['aliases', 'a: /var/mail/¦\nb: c\n', '/var/mail/', 'a: /var/mail/list\nb: c\n'],
  ['tls_policy', 'a secure tafile=/etc/¦ match=b\n', '/etc/', 'a secure tafile=/etc/list match=b\n'],
  ['users.cf', 'option_file = /etc/¦\n', '/etc/', 'option_file = /etc/list\n'],
])('proposes files in %s: %j', (name, text, folder, expected) => {
  const { project, uri, offset, source } = read(name, text)
  const place = pathAt(project, uri, offset)
  expect(place?.folder).toBe(folder)
  const edit = (place ? pathItems(place, source, entries) : [])[0]?.textEdit
  expect(edit && 'range' in edit && afterEdits(source, [edit])).toBe(expected)
})

it.each([
  ['aliases', 'a: b¦\n'],
  ['virtual', 'a /etc/¦\n'],
  ['users.cf', 'password = /etc/¦\n'],
  ['header_checks', '/etc/¦ DUNNO\n'],
])('proposes none in %s: %j', (name, text) => {
  const { project, uri, offset } = read(name, text)
  expect(pathAt(project, uri, offset)).toBeUndefined()
})
