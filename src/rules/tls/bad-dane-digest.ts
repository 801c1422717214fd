import { listItems } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

/** Digests that have a number of their own in DANE (RFC 6698). */
const numbered: ReadonlyMap<string, number> = new Map([
  ['sha256', 1],
  ['sha512', 2],
])
/** The last number that may be given; 255 is for private use. */
const last = 254

export default defineRule({
  id: 'bad-dane-digest',
  severity: 'warning',
  since: '0.1.0',
  postfix: { from: '2.11' },
  fix: 'none',
  summary: 'An element of `tls_dane_digests` that Postfix leaves out',
  why: `\`tls_dane_digests\` lists digest algorithms, the strongest first: \`sha512 sha256\`. Any other algorithm needs the number that it
has in DANE records, from 3 to ${last}: \`name=number\`. The numbers 1 and 2 belong to \`sha256\` and \`sha512\`. What does not fit is
left out with a warning, and so is a number that comes twice.`,
  see: ['postconf(5) tls_dane_digests', 'RFC 6698', 'src/tls/tls_dane.c'],
  evidence: { kind: 'source', because: 'tls_dane_digest_init() warns of each when the first TLS session begins' },
  messages: {
    bad: (d: { value: string; reason: string }) => `Postfix leaves out \`${d.value}\`: ${d.reason}`,
  },
  scope: 'setting',
  parameters: ['tls_dane_digests'],
  check({ resolved }, report) {
    if (!isReadable(resolved)) return
    const seen = new Set<number>()
    for (const item of listItems(resolved)) {
      const equals = item.value.indexOf('=')
      const name = (equals < 0 ? item.value : item.value.slice(0, equals)).toLowerCase()
      const text = equals < 0 ? '' : item.value.slice(equals + 1)
      // An empty name switches a number off.
      if (name === '') continue
      const number = text === '' ? numbered.get(name) : Number(text)
      const reason =
        fault(name.slice(0, 40), text, number) ??
        (number !== undefined && seen.has(number) ? `the number ${number} is taken already` : undefined)
      if (reason !== undefined) report({ at: item, say: ['bad', { value: item.value.slice(0, 40), reason }] })
      else if (number !== undefined) seen.add(number)
    }
  },
  examples: [
    {
      title: 'Without a number, with a wrong one, and twice',
      'main.cf': `
        compatibility_level = 3.6
        tls_dane_digests = sha512, «sha384», «sha256=2», «sha3-256=300», «sha512=2»
      `,
    },
    {
      title: 'A third algorithm',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        tls_dane_digests = sha512, sha256, sha3-256=3
      `,
    },
  ],
})

function fault(name: string, text: string, number: number | undefined): string | undefined {
  if (number === undefined) return `an algorithm other than \`sha256\` and \`sha512\` needs its number, \`${name}=3\``
  if (text !== '' && (!/^[0-9]{1,6}$/.test(text) || number < 1 || number > last))
    return `the number has to be from 1 to ${last}`
  for (const [known, own] of numbered)
    if (number === own && name !== known) return `number ${own} belongs to \`${known}\``
  return undefined
}
