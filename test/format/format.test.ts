import { describe, expect, it } from 'vitest'
import { createProject } from '../../src/config/project.js'
import { format, formatEdits } from '../../src/format/format.js'
import { applyEdits } from '../../src/text/edits.js'
import { SourceText } from '../../src/text/source-text.js'

function project(main: string, master = '') {
  return createProject({
    main: new SourceText('main.cf', main),
    master: new SourceText('master.cf', master),
    target: { version: '3.10.0', profile: 'upstream' },
  })
}

function formatMain(text: string): string {
  const made = project(text)
  return made.main ? format(made, made.main) : ''
}

function formatMaster(text: string): string {
  const made = project('', text)
  return made.master ? format(made, made.master) : ''
}

describe('a setting', () => {
  it.each([
    ['a=b\n', 'a = b\n'],
    ['a\t =\t b  c \t\n', 'a = b  c\n'],
    ['a =   \n', 'a =\n'],
    ['a=\n', 'a =\n'],
    // Values come from anywhere: only the white space around them is known to mean nothing.
    ['smtpd_banner =  $myhostname   ESMTP \n', 'smtpd_banner = $myhostname   ESMTP\n'],
    ['mydestination =a,b\n', 'mydestination = a,b\n'],
  ])('%j becomes %j', (before, after) => {
    expect(formatMain(before)).toBe(after)
  })

  it('whose value begins below its name is indented', () => {
    expect(formatMain('smtpd_banner =\n\t$myhostname ESMTP\n')).toBe('smtpd_banner =\n    $myhostname ESMTP\n')
  })

  it('keeps each character of a text that goes over several lines', () => {
    const text = 'smtpd_banner = one\n\ttwo\n  three\n'
    expect(formatMain(text)).toBe(text)
    // White space at the end of a line is part of the value, too: it moves to the next line.
    expect(formatMain('smtpd_banner = one  \n\ttwo\n')).toBe('smtpd_banner = one\n  \ttwo\n')
  })

  it.each([
    'novalue\n',
    '= x\n',
    'name\n  = value\n',
    ' orphan = x\n\tmore\n',
    'a = b\0  \n',
    'mydestination = {{ first }},\n  {% if x %}{{ second }}{% endif %}\n',
  ])('%j is left alone', text => {
    expect(formatMain(text)).toBe(text)
  })
})

describe('a list', () => {
  it('on one line stays there', () => {
    expect(formatMain('mynetworks = 192.0.2.0/24   198.51.100.0/24\n')).toBe(
      'mynetworks = 192.0.2.0/24   198.51.100.0/24\n',
    )
    expect(formatMain('mynetworks =\n  192.0.2.0/24, 198.51.100.0/24\n')).toBe(
      'mynetworks =\n    192.0.2.0/24, 198.51.100.0/24\n',
    )
  })

  it('over several lines has one element a line', () => {
    expect(
      formatMain('mydestination = $myhostname, a.example.com ,b.example.com  \n\tc.example.com,d.example.com\n'),
    ).toBe(
      'mydestination =\n    $myhostname,\n    a.example.com,\n    b.example.com\n    c.example.com,\n    d.example.com\n',
    )
  })

  it('keeps restrictions and their arguments together, and what is in braces as it is', () => {
    expect(
      formatMain(
        'smtpd_client_restrictions = permit_mynetworks warn_if_reject reject_rbl_client rbl.example.com,\n  check_client_access  { inline:{ a=b  c }, x }  sleep 1\n',
      ),
    ).toBe(
      'smtpd_client_restrictions =\n    permit_mynetworks\n    warn_if_reject reject_rbl_client rbl.example.com,\n    check_client_access  { inline:{ a=b  c }, x }\n    sleep 1\n',
    )
  })

  it('of a restriction class, or of names people agree on, is known as one', () => {
    expect(formatMain('smtpd_restriction_classes = own\nown = permit_mynetworks\n\treject\n')).toBe(
      'smtpd_restriction_classes = own\nown =\n    permit_mynetworks\n    reject\n',
    )
    expect(formatMain('mua_client_restrictions =\n\tpermit_mynetworks\n\treject\n')).toBe(
      'mua_client_restrictions =\n    permit_mynetworks\n    reject\n',
    )
    const unknown = 'own =\n    permit_mynetworks\n\treject\n'
    expect(formatMain(unknown)).toBe(unknown)
  })

  it('never makes a comment of an element', () => {
    expect(formatMain('mydestination = a #b\n  c\n')).toBe('mydestination =\n    a #b\n    c\n')
    expect(formatMain('mydestination = #a b\n  c\n')).toBe('mydestination = #a\n    b\n    c\n')
  })

  it('stays on the line that a comment speaks of', () => {
    const text = 'mynetworks =\n    192.0.2.1\n    # postfix-lint ignore=some-rule\n    192.0.2.2 192.0.2.3\n'
    expect(formatMain(text)).toBe(text)
  })

  it('whose separators are other characters is no list here', () => {
    const text =
      'import_environment = A\n\tB\nalternate_config_directories = /a,\n /b\nknown_tcp_ports = lmtp=24, smtp=25,\n  smtps=465\n'
    expect(formatMain(text)).toBe(
      'import_environment =\n    A\n    B\nalternate_config_directories =\n    /a,\n    /b\nknown_tcp_ports = lmtp=24, smtp=25,\n  smtps=465\n',
    )
  })
})

describe('an entry of master.cf', () => {
  it('has its columns in their places, as far as there is room', () => {
    expect(formatMaster('smtp inet n - y - - smtpd\n127.0.0.1:10025 inet\tn - y - - smtpd\n')).toBe(
      'smtp      inet  n       -       y       -       -       smtpd\n127.0.0.1:10025 inet n  -       y       -       -       smtpd\n',
    )
  })

  it('has its further lines indented, and one space between arguments', () => {
    expect(
      formatMaster(
        'pipe unix - n n - - pipe  -v\n\tflags=R   user=nobody \n    argv=/bin/x  { a  b }  ${recipient}\t\n',
      ),
    ).toBe(
      'pipe      unix  -       n       n       -       -       pipe -v\n  flags=R user=nobody\n  argv=/bin/x { a  b } ${recipient}\n',
    )
  })

  it('keeps the white space in braces over several lines', () => {
    const text =
      'smtp      inet  n       -       y       -       -       smtpd\n  -o { smtpd_banner = a\n\tb  c }\n  -o x=y\n'
    expect(formatMaster(text)).toBe(text)
  })

  it('that spreads its columns over lines is only indented', () => {
    expect(formatMaster('smtp   inet\n      n -   y - - smtpd\n')).toBe('smtp inet\n  n - y - - smtpd\n')
  })

  it.each(['smtp inet n\n', '  orphan\n', 'smtp inet n - y - - smtpd  -o {{ x }}\n'])('%j is left alone', text => {
    expect(formatMaster(text)).toBe(text)
  })
})

describe('comments and blank lines', () => {
  it('at the left margin stay there, indented ones follow what they stand in', () => {
    expect(
      formatMain('#a  \n  # alone\n\na = b\n # below\nmynetworks =\n # inside\n#off\n\t192.0.2.1\n\t192.0.2.2\n'),
    ).toBe('#a\n# alone\n\na = b\n    # below\nmynetworks =\n    # inside\n#off\n    192.0.2.1\n    192.0.2.2\n')
  })

  it('are not more than two in a row, one inside of an entry, none at the ends', () => {
    expect(formatMain('\n \na = b\n\n\t\n\n\nc = d\nmynetworks =\n  192.0.2.1\n\n \n\n  192.0.2.2\n\n\n')).toBe(
      'a = b\n\n\nc = d\nmynetworks =\n    192.0.2.1\n\n    192.0.2.2\n',
    )
    expect(formatMain('\n\n')).toBe('')
  })
})

describe('bytes around the text', () => {
  it('a file gets its last newline', () => {
    expect(formatMain('a = b')).toBe('a = b\n')
    expect(formatMain('# a')).toBe('# a\n')
    expect(formatMain('')).toBe('')
  })

  it('lines keep their carriage return, and new ones get it', () => {
    expect(formatMain('a=b \r\n\r\n# c \r\nmydestination = a, b \r\n\tc')).toBe(
      'a = b\r\n\r\n# c\r\nmydestination =\r\n    a,\r\n    b\r\n    c\r\n',
    )
    // In a text it is a character of the value, like the white space around it.
    const text = 'smtpd_banner = a  \r\n\tb\r\n'
    expect(formatMain(text)).toBe(text)
  })

  it('a byte order mark is a part of the first line', () => {
    expect(formatMain('\ufeffa=b\n')).toBe('\ufeffa = b\n')
    expect(formatMain('\ufeff# a\n')).toBe('\ufeff# a\n')
  })
})

it('a part of a file can be formatted', () => {
  const text = 'a=b\nmydestination = a\n\tb\nc=d\n\n\n\n\ne=f\n'
  const made = project(text)
  if (made.main === undefined) throw new Error('no file')
  const within = { start: text.indexOf('\tb'), end: text.indexOf('\tb') + 1 }
  expect(applyEdits(text, formatEdits(made, made.main, { within }))).toBe(
    'a=b\nmydestination =\n    a\n    b\nc=d\n\n\n\n\ne=f\n',
  )
  const end = { start: text.length, end: text.length }
  expect(applyEdits(text, formatEdits(made, made.main, { within: end, keepBlankLines: true }))).toBe(
    text.replace('e=f', 'e = f'),
  )
})
