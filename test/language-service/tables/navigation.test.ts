import { describe, expect, it } from 'vitest'
import { definition, highlights, references } from '../../../src/language-service/navigation.js'
import { toRange } from '../../../src/language-service/positions.js'
import { rename } from '../../../src/language-service/rename.js'
import { afterWorkspaceEdit, atCursor, type Files } from '../cursor.js'
import { checkPlaces } from '../places.js'

const transports = 'transport_maps = hash:/etc/postfix/transport\n'
const senders = 'smtpd_sender_restrictions = check_sender_access hash:/etc/postfix/senders\n'
const smtpd = 'smtp inet n - - - - smtpd\n'

describe('going to the definition', () => {
  it.each<readonly [string, Files]>([
    [
      'the service that a transport map names',
      {
        'main.cf': transports,
        'master.cf': '«slow» unix - - - - - smtp\n',
        tables: { transport: 'a.example smtp:\nb.example sl¦ow:[mx]\n' },
      },
    ],
    [
      'the service of a FILTER',
      {
        'main.cf': senders,
        'master.cf': `${smtpd}«scan» unix - - - - - smtp\n`,
        tables: { senders: 'a.example FILTER sc¦an:[192.0.2.1]\n' },
      },
    ],
    [
      'a restriction class in an access result',
      {
        'main.cf': `smtpd_restriction_classes = strict\n«strict» = reject\n${senders}`,
        tables: { senders: 'a.example reject_unauth_destination, str¦ict\n' },
      },
    ],
    [
      'an alias on the right of another',
      {
        'main.cf': 'alias_maps = hash:/etc/postfix/aliases\n',
        tables: { aliases: 'root: j¦oe, ann\n«Joe»: x\nJoe: y\n' },
      },
    ],
    [
      'an address of a virtual alias, over several tables',
      {
        'main.cf': 'virtual_alias_maps = hash:/etc/postfix/one, hash:/etc/postfix/two\n',
        tables: { one: 'a@example.com x@exa¦mple.com\n', two: '# x@example.com\n«x@example.com» y\n' },
      },
    ],
    [
      'nothing for an alias without an entry',
      { 'main.cf': 'alias_maps = hash:/etc/postfix/aliases\n', tables: { aliases: 'root: j¦oe\n' } },
    ],
  ])('of %s', (_, files) => {
    checkPlaces(files, definition)
  })

  it('of a table is the file', () => {
    const { project, uri, offset } = atCursor({
      'main.cf':
        'virtual_alias_maps = texthash:/etc/postfix/one, hash:$config_dir¦ectory/../postfix/two, hash:/etc/post¦fix/two\n'.replace(
          '¦',
          '',
        ),
      tables: { one: '', two: 'a b\n' },
    })
    expect(definition(project, uri, offset).map(place => place.uri)).toEqual(['two'])
  })

  it('of a table in a list of restrictions is the file', () => {
    const { project, uri, offset } = atCursor({
      'main.cf': 'smtpd_client_restrictions = check_client_access hash:/etc/post¦fix/one\n',
      tables: { one: 'a OK\n' },
    })
    expect(definition(project, uri, offset).map(place => place.uri)).toEqual(['one'])
  })
})

describe('references', () => {
  it('of a service reach into transport maps and FILTER actions', () => {
    checkPlaces(
      {
        'main.cf': `default_transport = «slow»\n${transports}${senders}header_checks = pcre:/etc/postfix/checks, pcre:{{/x/ FILTER «slow»:a}}\n`,
        'master.cf': `${smtpd}«sl¦ow» unix - - - - - smtp\n`,
        tables: {
          transport: 'slow.example «slow»:slow\n.b «slow»\nc smtp:slow\n',
          senders: 'slow OK\na FILTER «slow»:x\n',
          checks: '/slow (.)/ FILTER «slow»:$1\n/x/ REJECT slow\n',
        },
      },
      (project, uri, offset) => references(project, uri, offset, true),
    )
  })

  it('of a table are the places that name it', () => {
    checkPlaces(
      {
        'main.cf': `virtual_alias_maps = «hash:/etc/postfix/both»\nsender_canonical_maps = «hash:/etc/postfix/both»\n`,
        'master.cf': 'smtp inet n - - - - smtpd -o canonical_maps=«hash:/etc/postfix/both»\n',
        tables: { both: '# ¦\na b\n' },
      },
      (project, uri, offset) => references(project, uri, offset, false),
    )
  })

  it('of an alias are its uses', () => {
    checkPlaces(
      {
        'main.cf': 'alias_maps = hash:/etc/postfix/aliases\n',
        tables: { aliases: 'root: «joe», "joe x"\n«j¦oe»: joey\nann: joe@example.com, «Joe»\n' },
      },
      (project, uri, offset) => references(project, uri, offset, true),
    )
  })
})

describe('renaming', () => {
  const renamed = (files: Files, to: string) => {
    const { project, uri, offset } = atCursor(files)
    const result = rename(project, uri, offset, to, {})
    return 'refused' in result ? result.refused : afterWorkspaceEdit(project, result)
  }

  it('a service changes the tables that lead to it, and nothing else in them', () => {
    const files: Files = {
      'main.cf': `${transports}${senders}smtp_tls_policy_maps = hash:/etc/postfix/tls\n`,
      'master.cf': `${smtpd}sl¦ow unix - - - - - smtp\n`,
      tables: {
        transport: '# slow\nslow slow:slow\n',
        senders: 'slow FILTER slow:slow\n',
        tls: 'slow may\n',
      },
    }
    expect(renamed(files, 'gentle')).toEqual({
      'master.cf': `${smtpd}gentle unix - - - - - smtp\n`,
      transport: '# slow\nslow gentle:slow\n',
      senders: 'slow FILTER gentle:slow\n',
    })
  })

  it('works from within a table', () => {
    const files: Files = {
      'main.cf': `smtpd_restriction_classes = strict\nstrict = reject\n${senders}`,
      tables: { senders: 'a.example str¦ict\n' },
    }
    expect(renamed(files, 'harsh')).toEqual({
      'main.cf': `smtpd_restriction_classes = harsh\nharsh = reject\n${senders}`,
      senders: 'a.example harsh\n',
    })
  })
})

describe('lighting up', () => {
  const lit = (files: Files) => {
    const { project, uri, offset, source } = atCursor(files)
    return highlights(project, uri, offset).map(({ range }) => {
      const { start, end } = toRange(source, range)
      return `${start} ${source.text.slice(start, end)}`
    })
  }
  const checks = 'header_checks = pcre:/etc/postfix/checks\n'

  it('shows the group that a reference stands for, and its other references', () => {
    expect(lit({ 'main.cf': checks, tables: { checks: '/a(b)(c)/ REPLACE X: $2¦ $1 ${2}\n' } })).toEqual([
      '5 (c)',
      '21 $2',
      '27 ${2}',
    ])
  })

  it('shows equal actions and keys', () => {
    expect(lit({ 'main.cf': checks, tables: { checks: '/WARN/ WA¦RN\n/x/ REJECT WARN\n/y/ warn x\n' } })).toEqual([
      '7 WARN',
      '32 warn',
    ])
    expect(lit({ 'main.cf': transports, tables: { transport: 'a.exam¦ple smtp:\nA.example slow:\n' } })).toEqual([
      '0 a.example',
      '16 A.example',
    ])
  })
})
