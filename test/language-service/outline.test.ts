import { describe, expect, it } from 'vitest'
import { loadProse } from '../../src/catalog/prose.js'
import { codeLenses } from '../../src/language-service/code-lens.js'
import { inlayHints } from '../../src/language-service/inlay-hints.js'
import { documentLinks } from '../../src/language-service/links.js'
import { toOffset, toRange } from '../../src/language-service/positions.js'
import { selectionRange } from '../../src/language-service/selection-ranges.js'
import { legend, semanticTokens } from '../../src/language-service/semantic-tokens.js'
import { signatureHelp } from '../../src/language-service/signature-help.js'
import { documentSymbols, foldingRanges } from '../../src/language-service/symbols.js'
import { workspaceSymbols } from '../../src/language-service/workspace-symbols.js'
import { atCursor, type Files } from './cursor.js'

/** Files without a cursor of their own. */
function read(files: Files, name: 'main.cf' | 'master.cf' = 'main.cf') {
  return atCursor({ ...files, [name]: `${files[name]}¦` })
}

const master =
  'smtp inet n - - - - smtpd\n  -o smtpd_delay_reject=no\n  -o own=$myhostname\nslow unix - - - - - smtp\nbroken line\n'

describe('document symbols', () => {
  it('are the settings of main.cf', () => {
    const { project, uri } = read({ 'main.cf': '# note\nmyhostname = mx.example.com\nown =\n  a,\n  b\nbroken\n' })
    const found = documentSymbols(project, uri)
    expect(found.map(({ name, detail }) => [name, detail])).toEqual([
      ['myhostname', 'mx.example.com'],
      ['own', 'a, b'],
    ])
    expect(found[1]?.range).toEqual({ start: { line: 2, character: 0 }, end: { line: 4, character: 3 } })
  })

  it('are the services of master.cf with their overrides', () => {
    const { project, uri } = read({ 'master.cf': master }, 'master.cf')
    const found = documentSymbols(project, uri)
    expect(found.map(({ name, detail, children }) => [name, detail, children?.map(child => child.name)])).toEqual([
      ['smtp/inet', 'smtpd', ['smtpd_delay_reject', 'own']],
      ['slow/unix', 'smtp', undefined],
    ])
  })

  it('can be searched in both files', () => {
    const { project } = read({ 'main.cf': 'smtpd_delay_reject = yes\n', 'master.cf': master })
    expect(workspaceSymbols(project, 'DelRej').map(({ name, containerName }) => [name, containerName])).toEqual([
      ['smtpd_delay_reject', undefined],
      ['smtpd_delay_reject', 'smtp/inet'],
    ])
  })
})

it('folds entries of several lines and blocks of comments', () => {
  const { project, uri } = read({ 'main.cf': '# a\n# b\na = b\nc =\n  d\n\n  e\n# f\n' })
  expect(foldingRanges(project, uri)).toEqual([
    { startLine: 0, endLine: 1, kind: 'comment' },
    { startLine: 3, endLine: 6 },
  ])
})

describe('document links', () => {
  const links = (text: string) => {
    const { project, uri, source } = read({ 'main.cf': text })
    return documentLinks(project, uri).map(({ range, target }) => {
      const { start, end } = toRange(source, range)
      return [source.text.slice(start, end), target]
    })
  }

  it.each([
    ['alias_maps = hash:/etc/aliases\n', [['/etc/aliases', 'file:///etc/aliases']]],
    [
      'virtual_alias_maps = proxy:mysql:/etc/postfix/v.cf, static:x\n',
      [['/etc/postfix/v.cf', 'file:///etc/postfix/v.cf']],
    ],
    ['smtpd_tls_cert_file = /etc/ssl/a b.pem\n', [['/etc/ssl/a b.pem', 'file:///etc/ssl/a%20b.pem']]],
    [
      'config_directory = /x\nalias_maps = hash:${config_directory}/aliases\n',
      [['${config_directory}/aliases', 'file:///x/aliases']],
    ],
    ['mynetworks = 192.0.2.0/24, /etc/networks\n', [['/etc/networks', 'file:///etc/networks']]],
    [
      'smtpd_client_restrictions = check_client_access cidr:/etc/postfix/c\n',
      [['/etc/postfix/c', 'file:///etc/postfix/c']],
    ],
    ['alias_maps = hash:relative, unknown:/x\nmyhostname = /not/a/file\n', []],
  ])('%j', (text, expected) => {
    expect(links(text)).toEqual(expected)
  })
})

describe('semantic tokens', () => {
  const tokens = (files: Files, name: 'main.cf' | 'master.cf' = 'main.cf') => {
    const { project, uri, source } = read(files, name)
    const { data } = semanticTokens(project, uri)
    const found: string[] = []
    let line = 0
    let character = 0
    for (let at = 0; at < data.length; at += 5) {
      const [down = 0, right = 0, length = 0, type = 0] = data.slice(at, at + 4)
      line += down
      character = down === 0 ? character + right : right
      const start = toOffset(source, { line, character })
      found.push(`${source.text.slice(start, start + length)} ${legend.tokenTypes[type]}`)
    }
    return found
  }

  it('say what each name of main.cf is', () => {
    const text =
      '# note\nsmtpd_client_restrictions = check_client_access hash:/a/$own,\n  # inner\n  permit_mynetworks\nown = x\n'
    expect(tokens({ 'main.cf': text })).toEqual([
      '# note comment',
      'smtpd_client_restrictions property',
      'check_client_access keyword',
      'hash type',
      'own variable',
      '# inner comment',
      'permit_mynetworks keyword',
      'own variable',
    ])
  })

  it('keep a name whole that begins with a service', () => {
    const files = { 'main.cf': 'slow_destination_recipient_limit = 1\n', 'master.cf': master }
    expect(tokens(files)).toEqual(['slow_destination_recipient_limit property'])
  })

  it('say what each name of master.cf is', () => {
    expect(tokens({ 'master.cf': 'smtp inet n - - - - smtpd -o smtpd_delay_reject=no\n' }, 'master.cf')).toEqual([
      'smtp class',
      'inet type',
      'smtpd function',
      '-o operator',
      'smtpd_delay_reject property',
    ])
  })
})

it('shows what a $name and a dash stand for', () => {
  const everything = { start: 0, end: 1e6 }
  const labels = (files: Files, name: 'main.cf' | 'master.cf' = 'main.cf') => {
    const { project, uri, source } = read(files, name)
    return inlayHints(project, uri, everything).map(({ label, position }) => `${toOffset(source, position)} ${label}`)
  }
  expect(labels({ 'main.cf': 'a = b c\nd = $a ${a}x\ne = $myhostname\n' })).toEqual(['14 = b c', '19 = b c'])
  expect(
    labels({ 'main.cf': 'compatibility_level = 3.6\n', 'master.cf': 'x unix - - - - - smtp\n' }, 'master.cf'),
  ).toEqual(['8 y', '10 y', '12 n', '16 100'])
})

it('shows which services override a setting', () => {
  const { project, uri } = read({ 'main.cf': 'smtpd_delay_reject = yes\nown = a\n', 'master.cf': master })
  expect(codeLenses(project, uri).map(({ command }) => command?.title)).toEqual([
    'overridden by smtp/inet',
    'overridden by smtp/inet',
  ])
})

it('widens a selection from the name to the file', () => {
  const { project, uri, offset, source } = atCursor('a = b\nmydestination = localhost, $my¦domain\n')
  const texts: string[] = []
  for (let step = selectionRange(project, uri, offset); step; step = step.parent) {
    const { start, end } = toRange(source, step.range)
    texts.push(source.text.slice(start, end))
  }
  expect(texts).toEqual([
    'mydomain',
    'localhost, $mydomain',
    'mydestination = localhost, $mydomain',
    'mydestination = localhost, $mydomain\n',
    'a = b\nmydestination = localhost, $mydomain\n',
  ])
})

it.each([
  ['smtp ¦', 1],
  ['smtp inet n - - ¦', 5],
  ['smtp inet n - - - - smtpd -o ¦', 7],
])('names the column at the cursor: %j', async (line, column) => {
  const { project, uri, offset } = atCursor({ 'master.cf': `${line}\n` })
  expect(signatureHelp(project, uri, offset, await loadProse())?.activeParameter).toBe(column)
})
