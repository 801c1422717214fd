import { wholeValue } from '../../config/elements.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'bad-dns-probe',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A probe for DNSSEC that names no type of record',
  why: `\`dnssec_probe\` is the lookup by which Postfix finds out whether the resolver validates DNSSEC: the type of a record,
a colon and a name, \`ns:.\` by default. An empty value switches the probe off. With another form the program that makes the
probe, as soon as it needs DNSSEC, stops with a fatal error.`,
  see: ['postconf(5) dnssec_probe', 'src/dns/dns_sec.c'],
  evidence: {
    kind: 'source',
    because: 'dns_sec_probe() runs only when an answer of the resolver was expected to be validated and was not',
  },
  messages: {
    form: (d: { value: string }) =>
      `\`dnssec_probe\` has to be a type and a name, such as \`ns:.\`, not \`${d.value}\`: a program that needs DNSSEC stops with a fatal error`,
  },
  scope: 'setting',
  kinds: ['dns-probe'],
  check({ resolved }, report) {
    const { text } = resolved
    if (resolved.unknown || resolved.expanded.problem || text === '') return
    const colon = text.indexOf(':')
    if (colon > 0 && colon < text.length - 1) return
    report({ at: wholeValue(resolved), say: ['form', { value: text }] })
  },
  examples: [
    {
      title: 'A name alone',
      'main.cf': `
        compatibility_level = 3.6
        dnssec_probe = «example.com»
      `,
    },
    {
      title: 'A type and a name',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        dnssec_probe = ns:example.com
      `,
    },
  ],
})
