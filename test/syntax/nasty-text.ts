import { fc } from '../properties.js'

/** Pieces that mean something to one reader or another, and text that means nothing. */
const pieces = [
  'myhostname',
  'mynetworks',
  'a',
  'B_1',
  '2bounce',
  ' ',
  '  ',
  '\t',
  '\n',
  '\n\n',
  '\n ',
  '\n\t',
  '\r\n',
  '\r',
  '\v',
  '\f',
  '\0',
  '=',
  ' = ',
  '==',
  '#',
  '\n#',
  '\n  # ',
  ',',
  ', ',
  '{',
  '}',
  '{{',
  '}}',
  '$',
  '$$',
  '${',
  '$(',
  '(',
  ')',
  '?',
  ':',
  '$name',
  '${name}',
  '$(name)',
  '${name?',
  '${{a} == {b} ? {c} : {d}}',
  '<=level',
  '!',
  '<',
  '>',
  '-o',
  ' -o ',
  '-',
  '/',
  '.',
  '"',
  '\\',
  'smtp inet n - y - - smtpd',
  '\n  -o smtpd_tls_security_level=',
  'hash:/etc/aliases',
  'é',
  '\u00a0',
  '\u2028',
  '\ufeff',
  '😀',
  '\ud800',
]

/** Text made to upset a parser. */
export const nastyText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...pieces) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
    ),
    {
      maxLength: 60,
    },
  )
  .map(parts => parts.join(''))

/** Text for values: more brackets, fewer lines. */
export const nastyValue: fc.Arbitrary<string> = fc
  .array(
    fc.constantFrom(...'${}()?:<>=!, \t\n$$ab_1&%é'.split(''), '${', '$(', '{a}', '==', '!=', 'level', '${a', '$a'),
    { maxLength: 60 },
  )
  .map(parts => parts.join(''))

/** Values as most people write them. */
export const flatValue: fc.Arbitrary<string> = fc
  .array(
    fc.constantFrom(
      'permit',
      ',',
      ' ',
      '\n ',
      'hash:/etc/aliases',
      '$a',
      '${b_1}',
      '$(c)',
      '$$',
      '$',
      'é',
      '\v',
      '\r',
      '%',
    ),
    {
      maxLength: 12,
    },
  )
  .map(parts => parts.join(''))

const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  drop: fc.nat(3),
  insert: fc.constantFrom('', '\n', ' ', '=', '#', '{', '}', '$', '\0', '\r', '\x80', ',', '\n '),
})

/** A text with a few small damages. */
export function damaged(text: string): fc.Arbitrary<string> {
  return fc.array(mutation, { minLength: 1, maxLength: 8 }).map(changes =>
    changes.reduce((current, { at, drop, insert }) => {
      const offset = Math.floor(at * current.length)
      return current.slice(0, offset) + insert + current.slice(offset + drop)
    }, text),
  )
}

/** A realistic main.cf with every form of line and value. */
export const sampleMain = `# See postconf(5)
compatibility_level = 3.6
myhostname = mail.example.com
mydomain=example.com
myorigin	= $mydomain
mydestination = $myhostname, localhost.$mydomain,
# the old name
	mail.\${mydomain}

  localhost
mynetworks = 127.0.0.0/8 [::1]/128
    192.0.2.0/24
smtpd_recipient_restrictions =
    permit_mynetworks,
    check_sender_access { hash:/etc/postfix/sender, inline:{ {a=OK}, {b = REJECT no } } }
    \${{$compatibility_level} <level {1} ? {} : {reject_unauth_destination}}
relayhost =
smtpd_banner = $myhostname ESMTP \${mail_name:unnamed} $$5
alias_maps = hash:/etc/aliases
`

/** A realistic master.cf with every form of argument. */
export const sampleMaster = `# service type  private unpriv  chroot  wakeup  maxproc command + args
smtp      inet  n       -       y       -       -       smtpd
submission inet n       -       y       -       -       smtpd -v
  -o syslog_name=postfix/submission
# comment
  -osmtpd_tls_security_level=encrypt
  -o { smtpd_recipient_restrictions = permit_sasl_authenticated, reject }
pickup    unix  n       -       y       60      1       pickup
maildrop  unix  -       n       n       -       -       pipe
  flags=DRXhu user=vmail argv=/usr/bin/maildrop -d \${recipient} { a b }
`
