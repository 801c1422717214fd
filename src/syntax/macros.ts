import type { Comparison, Element, Macro, Operand, Part } from '../../grammars/value-nodes.js'

/** Every `$` reference that has a name, also inside the branches and comparisons of others, in order of place. */
export function macrosIn(parts: readonly Part[]): readonly Macro[] {
  const found: Macro[] = []
  const pending: (Part | Operand | Comparison | Element)[] = [...parts].reverse()
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    switch (node.type) {
      case 'macro':
        if (node.name !== '') found.push(node)
        for (const inner of [node.whenUnset, node.whenSet, node.argument, node.condition])
          if (inner) pending.push(inner)
        break
      case 'comparison':
        if (node.right) pending.push(node.right)
        pending.push(node.left)
        break
      case 'operand':
      case 'element':
        pending.push(...node.parts.toReversed())
        break
      case 'group':
        pending.push(...node.elements.toReversed())
        break
      case 'literal':
      case 'dollar':
        break
      default:
        node satisfies never
    }
  }
  return found
}
