import { broken, noise, otherThan, pick, type QueryCase, type Random, spaces, times, utf8 } from './query-tables.js'

/** Pieces between blanks. */
const pieces = (text: string): readonly string[] => text.split(' ')

const keys = [
  ...pieces(
    String.raw`a ab abc abab aabb AbC a.b user@example.com info@Example.COM 1.2.3 x-y_z aaa bab a$b a^b [a] a\b /a/`,
  ),
  ...pieces('foo foobar barfoo 12 a1b2 ba bba abcabc {1} a{1} (a) a|b - ] ^ aab abb b c cab zz Z _ a_b'),
  ...['foo bar', '', 'Subject: test', 'a\tb', 'a b', ' a', utf8('é'), '\xe9'],
]

const shared = [
  ...pieces('a b c foo bar 1 . . ^ $ | ( ) (a b) * + ? * {2} {1,2} {0,1} {1,} {0} (a|b) (a*) (ab?) (a|ab)(c|bcd)?'),
  ...pieces(
    String.raw`[a-c] [^a] [[:alpha:]] [[:digit:][:space:]] []a] [a-] \. \/ @ example \\ [^@]+ () (|a) (a|) - _ [A-Z]`,
  ),
  ...pieces(String.raw`[[:upper:]] (a)(b) ((a)|(b)) \$ \^ ((a*)(b*)) (.*) (.+) [_-a] [a-~] (^a) (a$)`),
  ...[' ', utf8('é')],
]

const ownPieces = {
  regexp: [
    ...shared,
    ...pieces(
      String.raw`\< \> \b \B \w \W \s \S \' ${'\\`'} [[.a.]] [[=a=]] (a|b)* (a|ab|b){2,3} (a?){2} ((a?)b?)* (a*)* (a*)*`,
    ),
    ...pieces('((a)|b)* (ab|a)(bc|c)? (a|b|)+ x{0}(c) (a|b){0,2} ((a|ab)(b|c)?){1,2} (a+|b+)*'),
  ],
  pcre: [
    ...shared,
    ...pieces(
      String.raw`\d \w \s \b \B \A \z \Z \G *? +? ?? *+ ++ {1,2}? (?:ab) (?i) (?-i) (?i:B) (?=a) (?!a) (?<=a) (?<!a)`,
    ),
    ...pieces(
      String.raw`(?>a*) (?<n>a) \x61 \Qa.b\E (?#c) \R \N \h \v \D \S \W \1 (a|b)* (a|ab)*? [\w-] [\d] [\x61-\x63]`,
    ),
    ...pieces(
      String.raw`[^\n] (?s) (?m) (?U) (?s-i:.) ((a)|b)* (a*)* (a*)+ (?:a|(b))* \K #c (a)\1 (?=(a)) (?!(a)b) (|a)+ (?<=a|b)`,
    ),
  ],
}

/** What is left undecided: often enough to see that it is. */
const rarePieces = {
  regexp: pieces(String.raw`(a)\1 (a|b)\1`),
  pcre: pieces(String.raw`(?|(a)|(b)) (?R) (?(1)a|b) \X \p{L} (*ACCEPT) (?<=ab|c)`),
}

const flags = {
  regexp: ['', '', '', '', '', '', '', '', '', 'i', 'm', 'i', 'm', 'ii', 'im', 'q'],
  pcre: ['', '', '', '', 'i', 'm', 's', 'x', 'A', 'E', 'U', 'X', 'ix', 'AE', 'q', 'Xq'],
}

function pattern(random: Random, type: 'regexp' | 'pcre'): string {
  return times(1 + random(5), () => {
    const from = random(250) === 0 ? rarePieces[type] : ownPieces[type]
    return from[random(from.length)] ?? 'a'
  }).join('')
}

const results = [
  ...pieces(
    'OK $1 ${1} $(1) a$1b $2 $1-$2 ${2}x$1 $$ a$$b $$1 $ ${ $( $x ${} $0 $3 ${1x} $1$1 $01 ${12} $1_ $99999999999',
  ),
  ...['[$1]', '[$1][$2]', '[$1][$2][$3]', 'REJECT text', '', 'x $1 y $$ z', '[$1]', '[$1][$2]', '[$1]'],
]

/** Rules of regexp_table(5) or pcre_table(5). */
export function patternCase(random: Random, type: 'regexp' | 'pcre'): QueryCase {
  const written = (): string => {
    const delimiter = pick(random, ['/', '/', '/', '/', '|', '#', '"', "'", '=', '@', '~'])
    const own = pattern(random, type)
    const last = flags[type][random(flags[type].length)] ?? ''
    return `${delimiter}${delimiter === '/' ? own : otherThan(own, delimiter)}${delimiter}${last}`
  }
  const result = () => results[random(results.length)] ?? 'OK'
  let text = ''
  for (let left = 4 + random(8); left > 0; left--) {
    if (random(8) === 0) text += noise(random)
    const bang = pick(random, ['', '', '', '', '!', '! ', '!!', '!\t!'])
    switch (random(9)) {
      case 0: {
        const word = pick(random, ['if', 'IF', 'If', 'ifx'])
        text += `${word}${pick(random, [' ', '', '  ', '!', ' !'])}${written()}${pick(random, ['', '', ' ', ' extra'])}\n`
        break
      }
      case 1:
        text += `${pick(random, ['endif', 'ENDIF', 'endif ', 'endif x', 'endif#', 'endifx'])}\n`
        break
      case 2:
        text += `${bang}${written()}${pick(random, ['!', '!!', '! ', ' !'])}${written()} ${result()}\n`
        break
      default:
        text += `${broken(random, `${bang}${written()}${pick(random, [...spaces, ''])}${result()}`)}\n`
    }
  }
  const key = () => keys[random(keys.length)] ?? 'a'
  return { text, keys: times(30, () => (random(4) === 0 ? times(1 + random(3), key).join('') : key())) }
}
