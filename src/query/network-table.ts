import { type Address, bitsOf, contains, formatAddress, maskAddress, parseAddress } from '../config/addresses.js'
import { readNetwork } from '../config/networks.js'
import type { NetworkIf, NetworkRule } from '../syntax/tables/nodes.js'
import { tableReader } from '../syntax/tables/read-table.js'
import { firstMatch, RuleList } from './block-rules.js'
import { orphanWarning } from './orphans.js'
import { none, type OpenFailure, type QueryEnvironment, type QueryTable } from './query-table.js'
import { ruleSource } from './rule-source.js'

interface Test {
  readonly address: Address
  readonly prefix: number
  readonly wanted: boolean
  readonly value: string
}

/** Opens a cidr table (`src/util/dict_cidr.c`). */
export function networkTable(name: string, environment: QueryEnvironment): QueryTable | OpenFailure {
  const source = ruleSource('cidr', name, environment)
  if ('type' in source) return source
  const { warn, catalog } = environment
  const grammar = catalog.tableGrammar('cidr')
  const list = new RuleList<Test>()
  const next = tableReader(source, 'cidr')
  for (let line = next(); line !== undefined; line = next()) {
    if (line.type === 'orphan') {
      warn(orphanWarning(source, line))
      continue
    }
    if (line.type === 'comment' || line.type === 'blank') continue
    const number = source.positionAt(line.range.start).line
    const skip = (what: string) => warn(`cidr map ${name}, line ${number}: ${what}: skipping this rule`)
    if (line.type === 'broken-entry') skip('no address pattern')
    else if (line.type === 'endif' || line.type === 'network-if') {
      if (grammar?.blocks !== true) skip(`bad address pattern: "${line.type === 'endif' ? 'endif' : 'if'}"`)
      else if (line.type === 'network-if') addNetwork(list, 'if', line, number, skip)
      else if (line.extra !== undefined) skip('garbage after ENDIF')
      else if (list.nesting === 0) skip('ENDIF without IF')
      else list.close()
    } else if (line.type === 'network-rule') {
      if (line.negations > 0 && grammar?.negation !== true) skip(`bad address pattern: "${line.whole.value}"`)
      else addNetwork(list, 'rule', line, number, skip)
    }
  }
  for (const line of list.unclosed()) warn(`cidr map ${name}, line ${line}: IF has no matching ENDIF`)
  return {
    type: 'cidr',
    name,
    fixed: false,
    lookup(key) {
      const address = parseAddress(key)
      if (address === undefined) return none
      const bits = bitsOf(address.family)
      return firstMatch(
        list.rules,
        ({ address: network, prefix, wanted, value }) => {
          if (network.family !== address.family) return { matches: false }
          return { matches: contains(network, prefix, address, bits) === wanted, value }
        },
        line => ({ file: name, line }),
      )
    },
  }
}

function addNetwork(
  list: RuleList<Test>,
  kind: 'rule' | 'if',
  line: NetworkRule | NetworkIf,
  number: number,
  skip: (what: string) => void,
): void {
  const pattern = line.whole.value.replace(/^[!\s]+/, '')
  const network = readNetwork(pattern)
  if (!network.ok || network.cleared !== undefined) {
    skip(whatIsWrong(pattern, network))
    return
  }
  const value = line.type === 'network-rule' ? line.result.value : ''
  if (kind === 'rule' && value === '') {
    skip('no lookup result')
    return
  }
  const { address, prefix } = network
  list.add(kind, { address, prefix, wanted: line.negations % 2 === 0, value }, number)
}

/** As `cidr_match_parse` says it: without the brackets. */
function whatIsWrong(pattern: string, network: ReturnType<typeof readNetwork>): string {
  const close = pattern.startsWith('[') ? pattern.indexOf(']') : -1
  const inside = pattern.startsWith('[') ? pattern.slice(1, close < 0 ? undefined : close) : pattern
  const plain = close < 0 ? inside : inside + pattern.slice(close + 1)
  if (network.ok) {
    const slash = plain.indexOf('/')
    const masked = formatAddress(maskAddress(network.address, network.prefix))
    return `non-null host address bits in "${plain.slice(0, slash)}/${plain.slice(slash + 1)}", perhaps you should use "${masked}/${network.prefix}" instead`
  }
  switch (network.problem) {
    case 'missing-bracket':
      return `missing ']' character after "[${inside}"`
    case 'text-after-bracket':
      return `garbage after "[${inside}]"`
    case 'bad-address':
      return `bad address pattern: "${inside}"`
    case 'bad-mask':
      return `bad mask value in "${plain}"`
    case 'mask-too-long':
      return `bad mask length in "${plain}"`
    case 'bad-network':
      return `bad network value in "${plain}"`
    default:
      return network.problem satisfies never
  }
}
