import type { ValueNode } from '../../grammars/value-nodes.js'
import type { Argument, ConfigFile, MainLine, MasterLine } from './nodes.js'

/** Anything that can be visited: a file, its lines, what is on a command line, and the nodes of a value. */
export type SyntaxNode = ConfigFile | MainLine | MasterLine | Argument | ValueNode

/** What a visitor answers: `skip` leaves the children of the node out, `stop` ends the visit. */
export type VisitAnswer = 'skip' | 'stop' | undefined

/** What to do for each type of node; types that are left out are passed over, their children are not. */
export type Visitor = {
  readonly [Type in SyntaxNode['type']]?: (
    node: Extract<SyntaxNode, { readonly type: Type }>,
    /** The nodes around it, outermost first. */
    ancestors: readonly SyntaxNode[],
  ) => VisitAnswer
}

interface Step {
  readonly node: SyntaxNode
  readonly depth: number
}

/**
 * Visits a tree from the top down, in the order of the text. Values are not entered from their setting, because how a
 * value is read depends on its parameter: visit what `parseText` or `parseList` gives for it.
 */
export function visit(root: SyntaxNode | readonly SyntaxNode[], visitor: Visitor): void {
  // A stack of our own: however deep a value is nested, the program's stack does not grow.
  const waiting: Step[] = []
  const push = (nodes: readonly SyntaxNode[], depth: number) => {
    for (const node of nodes.toReversed()) waiting.push({ node, depth })
  }
  push('type' in root ? [root] : root, 0)
  const ancestors: SyntaxNode[] = []
  for (let step = waiting.pop(); step !== undefined; step = waiting.pop()) {
    const { node, depth } = step
    ancestors.length = depth
    // The type of the node and that of its visitor belong together, which the checker cannot see across the lookup.
    const see = visitor[node.type] as ((node: SyntaxNode, ancestors: readonly SyntaxNode[]) => VisitAnswer) | undefined
    const answer = see?.(node, ancestors)
    if (answer === 'stop') return
    if (answer === 'skip') continue
    ancestors.push(node)
    push(childrenOf(node), depth + 1)
  }
}

const none: readonly SyntaxNode[] = []

/** The nodes directly inside a node, in the order of the text. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  switch (node.type) {
    case 'main-cf':
    case 'master-cf':
      return node.lines
    case 'service':
      return [...node.arguments, ...node.inner]
    case 'setting':
    case 'malformed-setting':
    case 'incomplete-service':
    case 'orphan':
      return node.inner
    case 'group':
      return node.elements
    case 'element':
    case 'operand':
      return node.parts
    case 'macro':
      return present([node.condition, node.argument, node.whenSet, node.whenUnset])
    case 'comparison':
      return present([node.left, node.right])
    case 'comment':
    case 'blank':
    case 'override':
    case 'broken-override':
    case 'option':
    case 'attribute':
    case 'word':
    case 'literal':
    case 'dollar':
      return none
    default:
      return node satisfies never
  }
}

function present(nodes: readonly (SyntaxNode | undefined)[]): readonly SyntaxNode[] {
  return nodes.filter(node => node !== undefined)
}
