import { describe, expect, it } from 'vitest'
import { definition, highlights, references } from '../../src/language-service/navigation.js'
import { prepareRename, rename } from '../../src/language-service/rename.js'
import { afterWorkspaceEdit, atCursor, type Files } from './cursor.js'
import { checkPlaces as check } from './places.js'

describe('going to the definition', () => {
  it.each<readonly [string, Files]>([
    ['a $name', { 'main.cf': '«mydomain» = example.com\nmyorigin = $my¦domain\n' }],
    ['the line that wins', { 'main.cf': 'mydomain = a\n«mydomain» = b\nmyorigin = $my¦domain\n' }],
    [
      'a restriction class',
      { 'main.cf': 'smtpd_restriction_classes = strict\n«strict» = reject\nsmtpd_client_restrictions = str¦ict\n' },
    ],
    ['a class where it is declared', { 'main.cf': 'smtpd_restriction_classes = str¦ict\n«strict» = reject\n' }],
    [
      'a transport',
      {
        'main.cf': 'default_transport = sl¦ow:[mail.example.com]\n',
        'master.cf': 'slow inet n - - - - smtpd\n«slow» unix - - - - - smtp\n',
      },
    ],
    [
      'the service in a parameter’s name',
      { 'main.cf': 'slo¦w_destination_concurrency_limit = 2\n', 'master.cf': '«slow» unix - - - - - smtp\n' },
    ],
    [
      'from a -o, the setting it overrides',
      {
        'main.cf': '«smtpd_tls_security_level» = may\n',
        'master.cf': 'smtp inet n - - - - smtpd -o smtpd_tls¦_security_level=none\n',
      },
    ],
    [
      'in a -o, what the service sees',
      { 'main.cf': 'own = a\n', 'master.cf': 'smtp inet n - - - - smtpd -o «own»=b -o myhostname=$ow¦n\n' },
    ],
    [
      'a name that only services set',
      { 'main.cf': 'myhostname = $ow¦n\n', 'master.cf': 'smtp inet n - - - - smtpd -o «own»=b\n' },
    ],
    ['nothing', { 'main.cf': 'myorigin = $my¦domain\n# comment\n' }],
  ])('of %s', (_, files) => {
    check(files, definition)
  })
})

describe('references', () => {
  it('are found in both files, in lists and in the branches of conditionals', () => {
    check(
      {
        'main.cf': '«own» = a\nb = ${x?{$«ow¦n»}:{c}}\nmydestination = localhost, ${«own»}\n',
        'master.cf': 'smtp inet n - - - - smtpd -o myhostname=$«own» -o «own»=z\n',
      },
      (project, uri, offset) => references(project, uri, offset, true),
    )
  })

  it('can leave out where a name is set', () => {
    check({ 'main.cf': 'own = a\nb = $«ow¦n»\n' }, (project, uri, offset) => references(project, uri, offset, false))
  })

  it('of a service are those of its transport, not of a port of that name', () => {
    check(
      {
        'main.cf':
          'default_transport = «slow»:x\n«slow»_destination_recipient_limit = 1\nx = $«slow»_destination_recipient_limit\n',
        'master.cf': 'slow inet n - - - - smtpd\n«sl¦ow» unix - - - - - smtp -o fallback_transport=«slow»\n',
      },
      (project, uri, offset) => references(project, uri, offset, true),
    )
  })
})

it('lights up the same name in a file', () => {
  const { project, uri, offset } = atCursor(
    'smtpd_relay_restrictions = rej¦ect\nsmtpd_client_restrictions = reject, permit\n',
  )
  expect(highlights(project, uri, offset).map(({ range }) => range.start)).toEqual([
    { line: 0, character: 27 },
    { line: 1, character: 28 },
  ])
})

function renamed(files: Files, to: string) {
  const { project, uri, offset } = atCursor(files)
  const result = rename(project, uri, offset, to, {})
  return 'refused' in result ? result.refused : afterWorkspaceEdit(project, result)
}

describe('renaming', () => {
  it('changes a name of one’s own everywhere', () => {
    const files = {
      'main.cf': 'ow¦n = a\nb = ${own?$own}\n',
      'master.cf': 'smtp inet n - - - - smtpd -o own=z -o myhostname=$own.example.com\n',
    }
    expect(renamed(files, 'mine')).toEqual({
      'main.cf': 'mine = a\nb = ${mine?$mine}\n',
      'master.cf': 'smtp inet n - - - - smtpd -o mine=z -o myhostname=$mine.example.com\n',
    })
  })

  it('changes a restriction class everywhere', () => {
    const text = 'smtpd_restriction_classes = a, str¦ict\nstrict = reject\nsmtpd_client_restrictions = strict, permit\n'
    expect(renamed({ 'main.cf': text }, 'harsh')).toEqual({
      'main.cf': 'smtpd_restriction_classes = a, harsh\nharsh = reject\nsmtpd_client_restrictions = harsh, permit\n',
    })
  })

  it('changes a service with all that follows from it', () => {
    const files = {
      'main.cf':
        'default_transport = slow:[mail.example.com]\nslow_destination_recipient_limit = 1\nx = $slow_destination_recipient_limit\n',
      'master.cf':
        'sl¦ow unix - - - - - smtp\n  -o smtp_helo_name=slow.example.com\nsubmission inet n - - - - smtpd\n  -o content_filter=slow:dummy\n',
    }
    expect(renamed(files, 'gentle')).toEqual({
      'main.cf':
        'default_transport = gentle:[mail.example.com]\ngentle_destination_recipient_limit = 1\nx = $gentle_destination_recipient_limit\n',
      'master.cf':
        'gentle unix - - - - - smtp\n  -o smtp_helo_name=slow.example.com\nsubmission inet n - - - - smtpd\n  -o content_filter=gentle:dummy\n',
    })
  })

  it.each<readonly [Files, string, string]>([
    [{ 'main.cf': 'my¦hostname = a\n' }, 'x', 'is a parameter of Postfix'],
    [{ 'main.cf': 'ow¦n = a\n' }, 'myhostname', 'is a parameter of Postfix'],
    [{ 'main.cf': 'ow¦n = a\nother = b\n' }, 'other', 'is set already'],
    [{ 'main.cf': 'ow¦n = a\n' }, 'two words', 'letters, digits'],
    [{ 'master.cf': 'clea¦nup unix n - - - 0 cleanup\n' }, 'x', 'Postfix itself looks for'],
    [{ 'master.cf': 'a¦a unix - - - - - smtp\nbb unix - - - - - smtp\n' }, 'bb', 'already'],
    [{ 'main.cf': 'default_transport = slo¦w\n' }, 'x', 'master.cf is not there'],
    [{ 'main.cf': '# com¦ment\n' }, 'x', 'no name here'],
  ])('refuses what would break something: %j to %j', (files, to, why) => {
    expect(renamed(files, to)).toContain(why)
  })

  it('says beforehand what can be renamed', () => {
    const { project, uri, offset } = atCursor('b = ${ow¦n}\n')
    expect(prepareRename(project, uri, offset)).toMatchObject({ placeholder: 'own' })
  })
})
