import { expect, it } from 'vitest'
import { pathAt, pathItems } from '../../src/language-service/completion/paths.js'
import { afterEdits, atCursor } from './cursor.js'

const entries = [
  { name: 'virtual', isFolder: false },
  { name: 'virtual.db', isFolder: false },
  { name: 'virtual maps', isFolder: false },
  { name: 'tables', isFolder: true },
]

it.each([
  ['alias_maps = hash:/etc/postfix/vi¦\n', '/etc/postfix/', 'virtual', 'alias_maps = hash:/etc/postfix/virtual\n'],
  [
    'alias_maps = hash:/a, proxy:mysql:/etc/¦\n',
    '/etc/',
    'tables/',
    'alias_maps = hash:/a, proxy:mysql:/etc/tables/\n',
  ],
  ['smtpd_tls_cert_file = /¦\n', '/', 'virtual', 'smtpd_tls_cert_file = /virtual\n'],
  ['mynetworks = 192.0.2.0/24, /etc/v¦irt\n', '/etc/', 'virtual', 'mynetworks = 192.0.2.0/24, /etc/virtual\n'],
  [
    'smtpd_client_restrictions = check_client_access cidr:/etc/¦, reject\n',
    '/etc/',
    'virtual',
    'smtpd_client_restrictions = check_client_access cidr:/etc/virtual, reject\n',
  ],
])('proposes files: %j', (input, folder, label, expected) => {
  const { project, uri, offset, source } = atCursor(input)
  const place = pathAt(project, uri, offset)
  expect(place?.folder).toBe(folder)
  const items = place ? pathItems(place, source, entries) : []
  expect(items.map(item => item.label)).toEqual(['virtual', 'tables/'])
  const edit = items.find(item => item.label === label)?.textEdit
  expect(edit && 'range' in edit && afterEdits(source, [edit])).toBe(expected)
})

it.each([
  'alias_maps = ha¦\n',
  'alias_maps = hash:rel¦\n',
  'alias_maps = static:/x¦\n',
  'alias_maps = hash:$x/¦\n',
  'myhostname = /x¦\n',
  '# /etc/¦\n',
])('has no path in %j', input => {
  const { project, uri, offset } = atCursor(input)
  expect(pathAt(project, uri, offset)).toBeUndefined()
})
