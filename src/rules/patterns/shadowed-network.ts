import { createNetworkIndex } from '../../config/network-index.js'
import { readNetwork } from '../../config/networks.js'
import { opensAnyBlock } from '../../config/pattern-blocks.js'
import { origin } from '../../text/mapped-text.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'shadowed-network',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A rule of a cidr table is never reached: an earlier one covers its whole network',
  why: `Postfix goes through a cidr table from the top and takes the first rule that matches, not the one that fits most closely.
A rule whose network lies inside that of an earlier rule has no effect. Write the smaller network first.`,
  see: ['cidr_table(5)', 'src/util/dict_cidr.c'],
  evidence: { kind: 'source', because: 'what is never reached is never said: dict_cidr_lookup takes the first match' },
  messages: {
    same: (d: { network: string }) =>
      `\`${d.network}\` stands in this table already, and the first rule counts: this one has no effect`,
    covered: (d: { network: string; other: string }) =>
      `an earlier rule for \`${d.other}\` matches all of \`${d.network}\`, and the first match counts: this rule has no effect, so put it before`,
  },
  scope: 'table',
  syntaxes: ['cidr'],
  check({ table }, report) {
    // Rules inside of a block count only sometimes, so each block remembers its own, for as long as it is open.
    const open = [createNetworkIndex()]
    return {
      line(line) {
        if (line.type === 'network-if') {
          if (opensAnyBlock(line, table.syntax)) open.push(createNetworkIndex())
          return
        }
        if (line.type === 'endif') {
          if (open.length > 1 && line.extra === undefined) open.pop()
          return
        }
        if (line.type !== 'network-rule' || line.negations % 2 === 1 || line.result.value === '') return
        const written = line.whole.value.replace(/^[!\s]+/, '')
        const network = readNetwork(written)
        if (!network.ok || network.cleared !== undefined) return
        const at = origin(line.whole.text, line.whole.span)?.location.range
        if (at === undefined) return
        // Blocks that lie deep in each other are looked at up to a depth that nobody writes.
        const before = open.slice(-8).map(index => index.covering(network))
        const earlier = before.find(found => found !== undefined)
        if (earlier === undefined) {
          open.at(-1)?.add(network, at.start, at.end)
          return
        }
        const other = table.source.text.slice(earlier.start, earlier.end).replace(/^[!\s]+/, '')
        report({
          at: line.whole,
          say:
            earlier.prefix === network.prefix
              ? ['same', { network: written }]
              : ['covered', { network: written, other }],
          related: [{ at: { file: table.source.name, range: earlier }, message: 'this rule counts' }],
        })
      },
    }
  },
  examples: [
    {
      title: 'The exception behind the rule',
      'main.cf': 'smtpd_client_restrictions = check_client_access cidr:/etc/postfix/clients\n',
      tables: { clients: '192.0.2.0/24 REJECT\n«192.0.2.7» OK\n2001:db8::/32 OK\n«2001:db8:1::/48» REJECT\n' },
    },
    {
      title: 'The same network twice',
      'main.cf': 'smtpd_client_restrictions = check_client_access cidr:/etc/postfix/clients\n',
      tables: { clients: '192.0.2.0/24 REJECT\n«[192.0.2.0]/24» OK\n' },
    },
    {
      title: 'The exception first, and a block',
      clean: true,
      'main.cf': 'smtpd_client_restrictions = check_client_access cidr:/etc/postfix/clients\n',
      tables: {
        clients:
          '192.0.2.7 OK\n192.0.2.0/24 REJECT\nif 198.51.100.0/24\n198.51.100.1 OK\nendif\n198.51.100.0/24 REJECT\n',
      },
    },
  ],
})
