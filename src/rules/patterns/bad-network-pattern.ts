import { partOfItem } from '../../config/elements.js'
import { type NetworkProblem, readNetwork } from '../../config/networks.js'
import { isSpace } from '../../syntax/characters.js'
import type { Network } from '../../syntax/tables/nodes.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'bad-network-pattern',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A cidr table has a pattern that is neither an address nor a network',
  why: `A cidr table holds whole addresses (\`192.0.2.1\`, \`2001:db8::1\`) and networks (\`192.0.2.0/24\`, \`2001:db8::/32\`); an
address can stand in brackets. It knows no parts of addresses, no masks with dots, no ranges and no host names. Postfix
skips a rule with anything else, with a warning; a skipped \`if\` opens no block, so the rules below it count for everything.

Host names belong into a \`hash:\`, \`texthash:\` or \`pcre:\` table, named beside this one.`,
  see: ['cidr_table(5)', 'src/util/cidr_match.c', 'src/util/dict_cidr.c'],
  evidence: {
    kind: 'log',
    says: ['bad address pattern', 'bad network value', 'bad mask', "missing ']' character after", 'garbage after "['],
    by: 'postmap',
  },
  messages: {
    bracket: () => 'no `]` closes this `[`, so Postfix skips the rule',
    'after-bracket': (d: { text: string }) =>
      `only \`/\` and a length can follow the \`]\`, not \`${d.text}\`, so Postfix skips the rule`,
    mask: (d: { mask: string }) =>
      `\`${d.mask}\` is no length of a network: it has to be a number of bits, such as 24, and Postfix skips the rule`,
    length: (d: { mask: string; bits: number }) =>
      `a network of this kind has at most ${d.bits} bits, not ${d.mask}, so Postfix skips the rule`,
    part: (d: { text: string; wanted: string }) =>
      `\`${d.text}\` is a part of an address, which cidr tables do not know, so Postfix skips the rule: write \`${d.wanted}\``,
    name: (d: { text: string }) =>
      `\`${d.text}\` is a host name, and cidr tables hold addresses alone, so Postfix skips the rule: put names into another table`,
    network: (d: { text: string }) => `\`${d.text}\` is no whole address before the \`/\`, so Postfix skips the rule`,
    address: (d: { text: string }) => `\`${d.text}\` is no address, so Postfix skips the rule`,
    new: (d: { what: string }) =>
      `cidr tables know \`${d.what}\` since Postfix 3.2; the release that this is checked for takes it for a bad address and skips the line`,
    several: () => 'one address or network can follow `if`, and nothing else: Postfix skips this line',
    indented: () =>
      'what follows continues the line of the `if`, since it is indented, so Postfix skips all of it: rules begin at the start of a line',
  },
  scope: 'table',
  syntaxes: ['cidr'],
  check({ project }, report) {
    const hasBlocks = project.catalog.atLeast('3.2')
    const judge = ({ whole, negations, address }: Network, isIf: boolean) => {
      const start = address.text.text.indexOf(whole.value.replace(/^[!\s]+/, ''), whole.span.start)
      const shift = start < 0 || negations === 0 ? 0 : start - whole.span.start
      const text = whole.value.slice(shift)
      if (isIf) {
        const blank = [...text].findIndex(character => isSpace(character.charCodeAt(0)))
        if (blank >= 0) {
          const rest = partOfItem(whole, shift + blank, shift + text.length)
          report({ at: rest, say: [whole.text.segments.length > 1 ? 'indented' : 'several'] })
          return
        }
      }
      const read = readNetwork(text)
      if (read.ok) return
      const at = partOfItem(whole, shift + read.start, shift + Math.max(read.end, read.start))
      report({ at: read.start < read.end ? at : whole, say: say(read.problem, text.slice(read.start, read.end), text) })
    }
    return {
      line(line) {
        if (!hasBlocks && line.type === 'endif') report({ at: line.word, say: ['new', { what: 'endif' }] })
        else if (!hasBlocks && line.type === 'network-if') report({ at: line.whole, say: ['new', { what: 'if' }] })
        else if (!hasBlocks && line.type === 'network-rule' && line.negations > 0)
          report({ at: line.whole, say: ['new', { what: '!' }] })
        else if (line.type === 'network-rule') judge(line, false)
        else if (line.type === 'network-if') judge(line, true)
      },
    }
  },
  examples: [
    {
      title: 'Parts of addresses, and names',
      'main.cf': 'smtpd_client_restrictions = check_client_access cidr:/etc/postfix/clients\n',
      tables: { clients: '«10.1» OK\n«192.0.2»/24 OK\n«mail.example.com» OK\n«192.0.2.*» OK\n' },
    },
    {
      title: 'Lengths that are none',
      'main.cf': 'smtpd_client_restrictions = check_client_access cidr:/etc/postfix/clients\n',
      tables: { clients: '192.0.2.0/«33» OK\n192.0.2.0/«255.255.255.0» OK\n2001:db8::/«129» OK\n' },
    },
    {
      title: 'Brackets',
      'main.cf': 'smtpd_client_restrictions = check_client_access cidr:/etc/postfix/clients\n',
      tables: { clients: '«[::1» OK\n[2001:db8::1]«x» OK\n' },
    },
    {
      title: 'Indented rules in a block',
      'main.cf': 'smtpd_client_restrictions = check_client_access cidr:/etc/postfix/clients\n',
      tables: { clients: 'if 192.0.2.0/24\n«  192.0.2.1 OK»\n192.0.2.2 OK\n' },
    },
    {
      title: 'Blocks and negation before Postfix 3.2',
      'main.cf': 'smtpd_client_restrictions = check_client_access cidr:/etc/postfix/clients\n',
      tables: { clients: 'if «192.0.2.0/24»\n«!192.0.2.1» OK\n«endif»\n' },
      version: '3.1',
      prove: false,
    },
    {
      title: 'Addresses and networks',
      clean: true,
      'main.cf': 'smtpd_client_restrictions = check_client_access cidr:/etc/postfix/clients\n',
      tables: {
        clients: '192.0.2.1 OK\n! 192.0.2.0/24 DUNNO\n[2001:db8::]/32 OK\n[::1/128] OK\n0.0.0.0/0 REJECT\n',
      },
    },
  ],
})

function say(problem: NetworkProblem, found: string, text: string) {
  switch (problem) {
    case 'missing-bracket':
      return ['bracket'] as const
    case 'text-after-bracket':
      return ['after-bracket', { text: found }] as const
    case 'bad-mask':
      return ['mask', { mask: found }] as const
    case 'mask-too-long':
      return ['length', { mask: found, bits: text.includes(':') ? 128 : 32 }] as const
    case 'bad-network':
    case 'bad-address': {
      const wanted = wholeNetwork(found)
      if (wanted !== undefined) return ['part', { text: found, wanted }] as const
      if (/^[a-z0-9.-]*[a-z][a-z0-9.-]*$/i.test(found) && found.includes('.')) return ['name', { text: found }] as const
      return [problem === 'bad-network' ? 'network' : 'address', { text: found }] as const
    }
  }
}

/** `10.1` as a network: each octet that is there counts eight bits. */
function wholeNetwork(text: string): string | undefined {
  const octets = text.replace(/\.$/, '').split('.')
  if (octets.length > 3 || !octets.every(octet => /^[0-9]{1,3}$/.test(octet) && Number(octet) < 256)) return undefined
  const zeros = Array<string>(4 - octets.length).fill('0')
  return `${[...octets, ...zeros].join('.')}/${octets.length * 8}`
}
