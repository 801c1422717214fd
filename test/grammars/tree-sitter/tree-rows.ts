import { type Node, nodesIn } from './engine.js'
import { isLetter, Rows } from './rows.js'

/** The same of a tree. */
export function treeRows(text: string, root: Node): readonly string[] {
  const rows = new Rows(text)
  addNodes(rows, text, root)
  return rows.sorted()
}

const field = (node: Node, name: string) => node.children.find(child => child.field === name)
const columns: ReadonlySet<string> = new Set(['service', 'incomplete_service'])

function addNodes(rows: Rows, text: string, node: Node, parent = ''): void {
  const name = field(node, 'name')
  const [first] = node.children
  switch (node.type) {
    case 'orphan':
      rows.addFirst('orphan', node)
      break
    case 'comment':
    case 'group':
    case 'word':
      rows.add(node.type, node)
      break
    case 'argument':
      rows.add('argument', node)
      break
    case 'setting':
    case 'override':
    case 'attribute':
      if (name !== undefined) rows.add(node.type, name, field(node, 'value'))
      break
    case 'malformed_setting':
    case 'malformed_entry':
    case 'malformed_alias':
    case 'malformed_rule':
    case 'malformed_if':
      rows.addFirst('malformed', node)
      break
    case 'if':
    case 'endif':
      if (node.named) rows.addFirst(node.type, node)
      break
    case 'pattern':
      rows.addLine('pattern', node)
      break
    case 'flags':
      rows.add(node.type, node)
      break
    case 'result':
    case 'network':
      if (parent === 'rule') rows.add(node.type, node)
      break
    case 'entry':
    case 'alias':
      rows.add(node.type, field(node, 'key') ?? name ?? node, field(node, 'value'))
      break
    case 'reference': {
      const closed = ['}', ')'].includes(node.children.at(-1)?.type ?? '') || first?.type === '$'
      if (name !== undefined) rows.add('reference', name, closed ? node : undefined)
      break
    }
    case 'flag':
      if (isLetter(text.charAt(node.end - 1))) rows.addFirst('option', node)
      break
    case 'ERROR':
      rows.add('ERROR', node)
      break
  }
  if (columns.has(node.type)) {
    for (const child of node.children) {
      if (child.field !== '' && child.field !== 'value')
        rows.add(`${node.type.replace('_', '-')} ${child.field}`, child)
    }
  }
  for (const child of node.children) {
    if (isRead(node, child)) addNodes(rows, text, child, node.type)
    else for (const inner of nodesIn(child)) if (inner.type === 'comment') rows.add('comment', inner)
  }
}

/** Not what stands behind a fault, nor the value of an option, nor the parts of a table that our parser leaves whole. */
function isRead({ type }: Node, child: Node): boolean {
  if (type.startsWith('malformed') || type === 'result') return false
  return type === 'reference' ? child.type !== 'unexpected' : type === 'option' ? child.field !== 'value' : true
}

/** Whether the engine read all of a tree without making anything up. */
export function isTotal(root: Node): boolean {
  for (const { error } of nodesIn(root)) if (error) return false
  return true
}
