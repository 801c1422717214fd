/** Generated tables with the parts that are hard to read, and keys to ask them for. All texts are bytes. */

/** Gives numbers below a bound, always the same for a seed. */
export type Random = (below: number) => number

/** A generator of numbers. */
export function randomFrom(seed: number): Random {
  let state = (Math.imul(seed, 2654435761) ^ 0x9e3779b9) >>> 0 || 1
  return below => {
    state ^= state << 13
    state >>>= 0
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state % below
  }
}

/** A table and what it is asked for. */
export interface QueryCase {
  readonly text: string
  readonly keys: readonly string[]
}

/** The bytes of a text. */
export const utf8 = (text: string) => Buffer.from(text, 'utf8').toString('latin1')

/** One of several. */
export function pick<T>(random: Random, from: readonly [T, ...T[]]): T {
  return from[random(from.length)] ?? from[0]
}

/** The same made several times. */
export function times<T>(count: number, make: () => T): readonly T[] {
  return Array.from({ length: count }, make)
}

const keyPieces = [
  'a',
  'B',
  'info',
  'User',
  '@',
  'example.com',
  'Example.COM',
  '.',
  '+',
  '"',
  '\\',
  '\\"',
  "'",
  '#',
  ':',
  '=',
  ',',
  '/',
  '<',
  '>',
  '[',
  ']',
  '192.0.2.1',
  '2001:db8::1',
  utf8('é'),
  utf8('É'),
  utf8('ß'),
  utf8('Σ'),
  utf8('ς'),
  utf8('ı'),
  utf8('İ'),
  utf8('Ꭰ'),
  utf8('ꭰ'),
  utf8('ﬀ'),
  utf8('ẞ'),
  '\xe9',
  '\xff',
  '" "',
  '"a b"',
  '*',
  '$',
  '%',
  '!',
  '|',
  '(',
  ')',
  '-',
  '_',
  '0',
] as const

const valuePieces = [
  'x',
  'Value',
  'REJECT',
  ' ',
  '  ',
  '\t',
  '"',
  '\\',
  '$1',
  '$',
  '$$',
  '${',
  '{',
  '}',
  ',',
  '#',
  ':',
  'a@example.com',
  utf8('é'),
  '\xe9',
  '\r',
  '\x0b',
  '/file',
  '|cmd',
  ':include:/x',
  '(c)',
  '(',
  ')',
  '<',
  '>',
  '=',
  '[127.0.0.1]',
  '[',
  ']',
  '.',
  ';',
  '%',
  '!',
] as const

/** What may stand between the columns of a line. */
export const spaces = [' ', '\t', '  ', '\t ', '\r', '\x0c', '\x0b'] as const

function key(random: Random): string {
  return times(1 + random(3), () => pick(random, keyPieces)).join('')
}

function value(random: Random): string {
  if (random(60) === 0) return 'long '.repeat(200 + random(2000))
  return times(1 + random(5), () => pick(random, valuePieces)).join('')
}

/** Comments, blank lines, orphans, and lines without an end. */
export function noise(random: Random): string {
  return pick(random, [
    '# comment\n',
    '  # indented comment\n',
    '\n',
    '   \n',
    '\t\n',
    ' orphan text\n',
    '\r\n',
    '#\n',
    ' \x0b\n',
    'lonely\n',
    ' "quoted orphan\n',
    '"unbalanced key\n',
    'key\0hidden value\n',
    'key va\0lue\n',
    'a:\n',
    ': a\n',
    '@: x\n',
    'x\n y\n',
  ])
}

/** Continues some lines at white space. */
export function broken(random: Random, line: string): string {
  return line.replaceAll(/[ \t]/g, space => {
    if (random(12) > 0) return space
    return `${pick(random, ['\n ', '\n\t', '\n# comment\n ', '\n\n  ', '\n   # indented\n '])}`
  })
}

function variants(random: Random, keys: readonly string[]): readonly string[] {
  return keys.flatMap(each => [
    each,
    pick(random, [
      otherCase(each, true),
      otherCase(each, false),
      each.slice(1),
      `${each} `,
      ` ${each}`,
      each.replaceAll('"', ''),
    ]),
  ])
}

/** Of ASCII letters alone: these are bytes. */
function otherCase(text: string, upper: boolean): string {
  return text.replaceAll(/[A-Za-z]+/g, letters => (upper ? letters.toUpperCase() : letters.toLowerCase()))
}

/** A text without a character. */
export function otherThan(text: string, character: string): string {
  return text.replaceAll(character, '')
}

function withoutNewlines(keys: readonly string[]): readonly string[] {
  return keys.map(each => each.replaceAll(/[\n\0]/g, ''))
}

/** `key value` lines. */
export function postmapCase(random: Random): QueryCase {
  const keys: string[] = []
  let text = ''
  for (let left = 3 + random(12); left > 0; left--) {
    if (random(4) === 0) text += noise(random)
    const own = keys.length > 0 && random(6) === 0 ? (keys[random(keys.length)] ?? 'a') : key(random)
    keys.push(own)
    text += broken(random, `${own}${pick(random, spaces)}${value(random)}${pick(random, ['', ' ', '\r', '\t'])}`)
    text += left === 1 && random(3) === 0 ? '' : '\n'
  }
  return { text, keys: withoutNewlines([...variants(random, keys), key(random), '', 'lonely', 'key']) }
}

/** Lines of aliases(5). */
export function aliasesCase(random: Random): QueryCase {
  const names = [
    'root',
    'Postmaster',
    '"quoted name"',
    '"a:b"',
    'a b',
    'a.b',
    'a (c)',
    '[lit]',
    'x\\ y',
    '"q\\"q"',
    '(c) z',
    'u+x',
  ] as const
  const keys: string[] = []
  let text = ''
  for (let left = 3 + random(12); left > 0; left--) {
    if (random(4) === 0) text += noise(random)
    const own = random(3) === 0 ? key(random) : pick(random, names)
    keys.push(own)
    const line = `${own}${pick(random, ['', ' '])}:${pick(random, ['', ' ', '\t'])}${value(random)}${pick(random, ['', ', b', ' c'])}`
    text += `${broken(random, line)}\n`
  }
  const plain = keys.map(each => each.replaceAll(/["\\]/g, ''))
  return { text, keys: withoutNewlines([...variants(random, keys), ...plain, '@', '']) }
}

const addresses = [
  '192.0.2.1',
  '192.0.2.128',
  '10.0.0.1',
  '10.1.2.3',
  '0.0.0.0',
  '255.255.255.255',
  '2001:db8::1',
  '2001:DB8:0:0::1',
  '::',
  '::1',
  '::ffff:192.0.2.1',
  '::192.0.2.1',
  '2001:db8:1:2:3:4:5:6',
  'fe80::1',
  '1.2.3',
  '1.2.3.04',
  '1.2.3.256',
  ':::',
  '1::2::3',
  '12345::',
  '1:2:3:4:5:6:7::',
  '::2:3:4:5:6:7:8',
  '1:2:3:4:5:6:7:8:9',
  'example.com',
  '',
  '192.0.2.1 ',
  '[192.0.2.1]',
  '1:2:3:4:5:6:1.2.3.4',
] as const

const networks = [
  '192.0.2.0/24',
  '192.0.2.1/32',
  '192.0.2.1',
  '10.0.0.0/8',
  '10.0.0.1/8',
  '0.0.0.0/0',
  '192.0.2.128/25',
  '2001:db8::/32',
  '::/0',
  '2001:db8::1',
  '[2001:db8::]/32',
  '[2001:db8::/32]',
  '[::1]',
  '[10.0.0.0/8]',
  '[10.0.0.0]/8',
  '[10.0.0.0',
  '[10.0.0.0]x',
  '[10.0.0.0]/',
  '10.0.0.0/',
  '10.0.0.0/33',
  '10.0.0.0/x',
  '10.0.0/8',
  '::ffff:0:0/96',
  '::ffff:192.0.2.0/120',
  '2001:db8::1/32',
  'fe80::/10',
  '/8',
  '[]',
  '[]/8',
  '1.2.3.04',
  'example.com',
  '10.0.0.0/8/8',
  '2001:db8::/129',
  '1:2:3:4:5:6:7::/112',
  '::2/0',
  '0/0',
  '::10.0.0.0/104',
] as const

/** Lines of cidr_table(5). */
export function cidrCase(random: Random): QueryCase {
  let text = ''
  for (let left = 4 + random(12); left > 0; left--) {
    if (random(6) === 0) text += noise(random)
    const bang = pick(random, ['', '', '', '!', '! ', '!!', '!\t!'])
    switch (random(8)) {
      case 0:
        text += `${pick(random, ['if', 'IF', 'If', 'ifx'])}${pick(random, [' ', '', '  ', '!', ' !'])}${pick(random, networks)}${pick(random, ['', '', ' ', ' extra'])}\n`
        break
      case 1:
        text += `${pick(random, ['endif', 'ENDIF', 'endif ', 'endif x', 'endif#', 'endifx'])}\n`
        break
      default:
        text += `${broken(random, `${bang}${pick(random, networks)}${pick(random, [...spaces, ''])}${random(8) === 0 ? '' : value(random)}`)}\n`
    }
  }
  return { text, keys: times(24, () => pick(random, addresses)) }
}

const inlineElements = [
  'a=b',
  'A=c',
  '{a = b c}',
  '{ b= }',
  'b=',
  '{"q r" = s}',
  '"q"=t',
  '{x=y=z}',
  ',',
  '{ {a}={b} }',
  'c={d}',
  '{e\\ f=g}',
  'é=1',
  '{}',
  '=x',
  '{ =x }',
  'lonely',
  '{"open = x}',
  '{a=b}c',
  'k={ v }',
] as const

/** The text of `inline:{ ... }`. */
export function inlineCase(random: Random): QueryCase {
  // Most of what is wrong makes the whole table unusable: it is asked for rarely.
  const sound = 13
  const elements = times(1 + random(6), () =>
    utf8(inlineElements[random(random(8) === 0 ? inlineElements.length : sound)] ?? 'a=b'),
  )
  const text = `{${pick(random, ['', ' '])}${elements.join(pick(random, [' ', ', ', ',']))}${pick(random, ['', ' '])}}`
  return {
    text,
    keys: ['a', 'A', 'b', 'c', '"q r"', '"q"', 'q', 'x', 'e\\ f', utf8('é'), utf8('É'), '{a}', '', 'd', 'k'],
  }
}
