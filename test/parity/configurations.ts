import fc from 'fast-check'

/** A configuration as the bytes of its files, one byte in each character. */
export interface Configuration {
  readonly main: string
  readonly master: string
}

const words = ['a', 'b', 'c', 'foo', 'bar_1', '2nd']
const builtin = [
  'mydestination',
  'mynetworks',
  'myhostname',
  'mydomain',
  'relayhost',
  'smtpd_client_restrictions',
  'smtpd_restriction_classes',
  'virtual_alias_maps',
  'alias_maps',
  'smtpd_banner',
  'compatibility_level',
  'default_process_limit',
  'smtpd_tls_security_level',
  'local_destination_recipient_limit',
  'forward_path',
  'virtual_maps',
  'smtp_fallback_relay',
  'fallback_relay',
  'process_name',
  'service_name',
  'stress',
  'smtp_tls_policy_maps',
  'mail_name',
  'config_directory',
  'proxy_read_maps',
  'smtpd_timeout',
  'default_rbl_reply',
  'smtpd_reject_footer',
]
const made = [
  'foo_destination_recipient_limit',
  'bar_time_limit',
  'smtp_destination_rate_delay',
  'foo_delivery_slot_cost',
  'a_server_host',
  'a_query_filter',
  'foo_dbpath',
  'b_hosts',
]

const name = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...words) },
  { weight: 5, arbitrary: fc.constantFrom(...builtin) },
  { weight: 2, arbitrary: fc.constantFrom(...made) },
)

/** Values; with `broken`, also references that Postfix cannot read. */
const textOf = (broken: boolean) =>
  fc.letrec<{ text: string; macro: string; piece: string; word: string }>(tie => ({
    word: fc.constantFrom(
      'x',
      'yes',
      '192.0.2.1',
      'hash:/etc/aliases',
      'permit',
      'reject',
      '1',
      '10',
      '3.6',
      'é',
      '\u0080',
      '\x01',
      'a=b',
      '#no',
      '-o',
      '\r',
      '\v',
    ),
    piece: fc.oneof(
      { weight: 8, arbitrary: tie('word') },
      { weight: 4, arbitrary: fc.constantFrom(' ', ', ', '  ', '\t', ',') },
      { weight: 6, arbitrary: tie('macro') },
      {
        weight: 1,
        arbitrary: broken
          ? fc.constantFrom('{', '}', '{ ', ' }', '(', ')', '$$', '?', ':', '$$$$', '{{', '}}')
          : fc.constantFrom('$$', '?', ':', '(', '$$$$'),
      },
      {
        weight: 2,
        arbitrary: fc.constantFrom(
          'ldap:a',
          'proxy:ldap:a',
          'sqlite:foo',
          'mysql:b ',
          'pgsql:{b}',
          'proxy:{ldap:a}',
          'inline:{a=b}',
          'pcre:{{/#x/ y}}',
          '{ldap:a, x}',
          'ldap:/nowhere/x.cf',
          'mysql:.x',
          'ldap:',
          'debug:ldap:a',
        ),
      },
      { weight: 2, arbitrary: tie('word').map(word => `{ ${word} }`) },
    ),
    macro: fc.oneof(
      { weight: 6, arbitrary: name.map(found => `$${found}`) },
      { weight: 4, arbitrary: name.map(found => `\${${found}}`) },
      { weight: 2, arbitrary: name.map(found => `$(${found})`) },
      {
        weight: 2,
        arbitrary: fc
          .tuple(name, fc.constantFrom('?', ':'), tie('text'))
          .map(([found, sign, rest]) => `\${${found}${sign}${rest}}`),
      },
      {
        weight: 2,
        arbitrary: fc
          .tuple(name, tie('text'), tie('text'), fc.constantFrom('', ' '))
          .map(
            ([found, yes, no, blank]) =>
              `\${${blank}${found}${blank}?${blank}{${yes}}${blank}:${blank}{${no}}${blank}}`,
          ),
      },
      {
        weight: 2,
        arbitrary: fc
          .tuple(
            tie('text'),
            broken
              ? fc.constantFrom('==', '<', '<=level', '==level', '=', '', '<=lev', '?', '=>')
              : fc.constantFrom('==', '!=', '<', '<=', '>=', '>'),
            tie('text'),
            broken ? fc.constantFrom('?', ':', '', 'x') : fc.constantFrom('?', ':', ''),
            tie('text'),
          )
          .map(
            ([left, sign, right, then, rest]) =>
              `\${{${left}} ${sign} {${right}}${then === '' ? '' : ` ${then} {${rest}}`}}`,
          ),
      },
      {
        weight: broken ? 1 : 0,
        arbitrary: fc.tuple(name, tie('text')).map(([found, rest]) => `\${${found}{${rest}}}`),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          '${ a }',
          '${?x}',
          '${ }',
          '${a?}',
          '${a:}',
          '${{a} == {a}}',
          '${{9} < {10}?{y}:{n}}',
          '${{3} >=level {3.6}?y}',
          '$(a)$$',
          '${a?$(b)}',
        ),
      },
      {
        weight: broken ? 2 : 0,
        arbitrary: fc.constantFrom(
          '$',
          '${}',
          '${',
          '$(',
          '$()',
          '${a-b}',
          '${a b}',
          '${ a }',
          '$-',
          '${a?{b} c}',
          '${a?{b}:{c} d}',
          '${a:{b} c}',
          '${{1}==2}',
          '${a?{b}',
          '$(a?b)',
          '$(a{b)c}',
          '${?x}',
          '${ }',
          '${a?}',
          '${a:}',
          '${{a} == {a}}',
          '${{9} < {10}?{y}:{n}}',
          '${{3} >=level {3.6}?y}',
          '${{x} >=level {3.6}?y}',
        ),
      },
    ),
    text: fc.array(tie('piece'), { maxLength: 4 }).map(parts => parts.join('')),
  })).text

const value = fc.oneof(
  { weight: 24, arbitrary: textOf(false) },
  { weight: 1, arbitrary: textOf(true) },
  {
    weight: 2,
    arbitrary: fc.array(fc.constantFrom(...words, ...builtin), { maxLength: 25 }).map(list => list.join(' ')),
  },
  { weight: 1, arbitrary: fc.constantFrom('', 'x\0y', '\0', 'a\rb') },
)

/** What may stand between two physical lines of an entry. */
const join = fc.oneof(
  { weight: 10, arbitrary: fc.constant('') },
  { weight: 2, arbitrary: fc.constantFrom('\n ', '\n\t', '\n# comment\n ', '\n\n  ', '\n  # comment\n  ', '\n \n ') },
)
const between = fc.oneof(
  { weight: 8, arbitrary: fc.constant('') },
  { weight: 2, arbitrary: fc.constantFrom('# comment\n', '\n', '  # indented\n', ' \t\n', '#\0\n') },
  { weight: 1, arbitrary: fc.constant(' orphan = x\n') },
)

const setting = fc
  .tuple(between, name, fc.constantFrom(' = ', '=', ' =', '= ', '\t=\t'), join, value, join, value)
  .map(
    ([before, key, equals, first, one, second, two]) =>
      `${before}${key}${equals}${first}${one}${second}${second === '' ? '' : two}\n`,
  )

const malformed = fc.constantFrom('novalue\n', '= x\n', 'two words\n', '\0x = y\n')

/** What the default of mynetworks depends on. */
const network = fc.constantFrom(
  'inet_protocols = ipv4\n',
  'inet_protocols = ipv6, ipv4\n',
  'inet_protocols = bogus\n',
  'inet_protocols =\n',
  'mynetworks_style = class\n',
  'mynetworks_style = subnet\n',
  'mynetworks_style = all\n',
  'compatibility_level = 1\n',
  'inet_interfaces = loopback-only\n',
  'inet_interfaces = 127.0.0.1\n',
  'inet_interfaces = 192.0.2.1\n',
  'inet_interfaces = localhost\n',
  'inet_interfaces = no.such.host.invalid\n',
)

const main = fc
  .tuple(
    fc.array(setting, { maxLength: 8 }),
    fc.oneof(
      { weight: 60, arbitrary: fc.constant('') },
      { weight: 1, arbitrary: malformed },
      { weight: 4, arbitrary: network },
    ),
    fc.boolean(),
  )
  .map(([lines, broken, newline]) => {
    const whole = lines.join('') + broken
    return newline ? whole : whole.slice(0, -1)
  })

const override = fc.oneof(
  fc.tuple(name, value).map(([key, text]) => `-o ${key}=${text.replaceAll(/[ \t\r\n,]/g, '_')}`),
  fc.tuple(name, value).map(([key, text]) => `-o { ${key} = ${text} }`),
  fc.tuple(name, value).map(([key, text]) => `-o{${key}=${text}}`),
  fc
    .tuple(fc.constantFrom('-v', '-vo', '-oo'), name, value)
    .map(([option, key, text]) => `${option} ${key}=${text.replaceAll(/\s/g, '')}`),
  name.map(key => `-o${key}=`),
  fc.constantFrom(
    '-o',
    '-v',
    '-D',
    '-o {x}',
    '-o {a=b',
    '-o {a=b}c',
    '-o { = b }',
    '-o novalue',
    '--',
    '-o a = b',
    'flags=x',
    '{ two words }',
    'user=x',
    '-n',
  ),
)
const rare = <T>(usual: fc.Arbitrary<T>, seldom: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 400, arbitrary: usual }, { weight: 1, arbitrary: seldom })
const column = rare(fc.constantFrom('y', 'n', '-'), fc.constantFrom('yes', 'Y', '{', ''))
const entry = fc
  .tuple(
    between,
    fc.constantFrom('smtp', 'foo', 'bar', 'a', '127.0.0.1:10025', 'a_very_long_service_name'),
    rare(fc.constantFrom('inet', 'unix', 'fifo', 'pass', 'unix-dgram'), fc.constantFrom('tcp', 'INET')),
    column,
    column,
    column,
    rare(fc.constantFrom('-', '60', '300?', '0'), fc.constantFrom('-?', '?', 'x', '5m')),
    rare(fc.constantFrom('-', '0', '1', '100'), fc.constantFrom('x', '1?')),
    fc.constantFrom('smtpd', 'smtp', 'pipe', 'spawn', 'lmtp', 'local', 'foo', '/usr/lib/smtpd', 'error'),
    fc.array(
      fc.tuple(
        fc.oneof(
          { weight: 3, arbitrary: fc.constant(' ') },
          { weight: 2, arbitrary: fc.constantFrom('\n  ', '\n# c\n  ', '\n\n  ') },
        ),
        override,
      ),
      { maxLength: 4 },
    ),
  )
  .map(([before, ...rest]) => {
    const args = rest.pop() as [string, string][]
    return `${before}${(rest as string[]).join('  ')}${args.map(parts => parts.join('')).join('')}\n`
  })

const master = fc
  .tuple(
    fc.array(entry, { maxLength: 5 }),
    fc.oneof(
      { weight: 40, arbitrary: fc.constant('') },
      { weight: 1, arbitrary: fc.constantFrom('too few fields\n', 'x\n') },
    ),
  )
  .map(([lines, broken]) => lines.join('') + broken)

/** Bytes: what the generators write as Unicode becomes UTF-8, except for lone bytes above 127. */
const toBytes = (written: string) =>
  Buffer.from(written.replaceAll('\u0080', '\uf780'), 'utf8').toString('latin1').replaceAll('\xef\x9e\x80', '\x80')

/** Configurations that know the nasty parts of the language. */
export const configuration: fc.Arbitrary<Configuration> = fc.record({
  main: main.map(toBytes),
  master: master.map(toBytes),
})

/** The same configurations for the same seed. */
export function sampleConfigurations(count: number, seed: number): readonly Configuration[] {
  return fc.sample(configuration, { numRuns: count, seed })
}
