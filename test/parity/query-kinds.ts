import { patternCase } from './query-patterns.js'
import { aliasesCase, cidrCase, inlineCase, postmapCase, type QueryCase, type Random, utf8 } from './query-tables.js'
import type { QueryKind } from './real-query.js'

/** A kind of tables with what makes some. */
export interface GeneratedKind extends QueryKind {
  readonly name: string
  readonly make: (random: Random) => QueryCase
  /** At most that share of the pairs may be left undecided. */
  readonly undecided?: number
}

const indexed = ['hash', 'btree', 'lmdb', 'cdb']

/** All that the installed Postfix can be asked. */
export const queryKinds: readonly GeneratedKind[] = [
  ...indexed.map(type => ({ name: type, type, make: postmapCase, indexed: true })),
  ...indexed.map(type => ({ name: `${type}, aliases`, type, make: aliasesCase, indexed: true, aliases: true })),
  { name: 'hash, smtputf8', type: 'hash', make: postmapCase, indexed: true, unicode: true },
  { name: 'hash, -f', type: 'hash', make: postmapCase, indexed: true, keepsCase: true },
  { name: 'hash, aliases, smtputf8', type: 'hash', make: aliasesCase, indexed: true, aliases: true, unicode: true },
  { name: 'texthash', type: 'texthash', make: postmapCase },
  { name: 'texthash, smtputf8', type: 'texthash', make: postmapCase, unicode: true },
  { name: 'regexp', type: 'regexp', make: random => patternCase(random, 'regexp'), undecided: 0.12 },
  { name: 'pcre', type: 'pcre', make: random => patternCase(random, 'pcre'), undecided: 0.12 },
  { name: 'cidr', type: 'cidr', make: cidrCase },
  { name: 'inline', type: 'inline', make: inlineCase, inName: true },
  { name: 'inline, smtputf8', type: 'inline', make: inlineCase, inName: true, unicode: true },
  { name: 'pipemap', type: 'pipemap', make: combinedCase, inName: true },
  { name: 'unionmap', type: 'unionmap', make: combinedCase, inName: true },
  { name: 'static', type: 'static', make: staticCase, inName: true },
  { name: 'randmap', type: 'randmap', make: randomCase, inName: true },
]

function combinedCase(random: Random): QueryCase {
  const inner = () => {
    const which = random(4)
    if (which === 0) return `static:{${random(5) === 0 ? '' : 'b'}}`
    if (which === 1) return `regexp:{{/${'abc'[random(3)]}(.*)/ $${random(2) === 0 ? '1' : '$'}x}}`
    if (which === 2 && random(6) === 0) return `cidr:{{192.0.2.0/24 a}}`
    const first = ['a=b', 'b=c', 'B=x', '{a = c d}', 'c=A', 'bx=', 'a=', 'x=192.0.2.1'][random(8)]
    return `inline:{${first}, ${['c=a', 'b=a', 'x=y'][random(3)]}}`
  }
  const specs = Array.from({ length: 1 + random(3) }, inner)
  const faulty = random(20) === 0 ? ['{}', '{nothing}', '{ }', '{a:b', 'x'][random(5)] : undefined
  const text = faulty ?? `{${specs.join(random(2) === 0 ? ', ' : ' ')}}`
  return { text, keys: ['a', 'A', 'b', 'B', 'c', 'ab', 'abc', '', 'bx', 'x', '192.0.2.1'] }
}

function staticCase(random: Random): QueryCase {
  const texts = [
    'x',
    'a b',
    '{ a b }',
    '{}',
    '{a',
    '{a}b',
    ' x',
    '{ {a} }',
    'é',
    '\t',
    '$1',
    ':',
    '{a b} ',
    '{\ta}',
  ] as const
  return { text: utf8(texts[random(texts.length)] ?? 'x'), keys: ['a', '', 'B', '192.0.2.1', utf8('é')] }
}

/** With one value there is no chance in it. */
function randomCase(random: Random): QueryCase {
  const texts = ['{only}', '{only, only}', '{ {a b} }', '{}', '{ }', 'x', '{a', '{a}b'] as const
  return { text: texts[random(random(3) === 0 ? texts.length : 3)] ?? '{only}', keys: ['a', '', 'B', 'c'] }
}
