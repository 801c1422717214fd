import { type ListItem, listItems, partOfItem, type ValuePlace } from '../../config/elements.js'
import { nameAndPort } from '../../config/known-ports.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'bad-port-list',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'An element of `known_tcp_ports` that gives no port a name',
  why: `\`known_tcp_ports\` is a list with commas of \`name=port\` or \`name=name=port\`. Postfix warns about an element that has
another form, a name of digits, a port that is no number up to 65535 or a name given twice, and leaves it out. Every program
says so each time it starts.`,
  see: ['postconf(5) known_tcp_ports', 'src/global/config_known_tcp_ports.c', 'src/util/known_tcp_ports.c'],
  postfix: { from: '3.6' },
  evidence: {
    kind: 'log',
    says: [
      'is not in "name = value" form',
      'missing service name before',
      'missing port value after',
      'whitespace in',
      'numerical service',
      'port number out of range',
      'duplicate service name',
    ],
    by: 'postfix',
  },
  messages: {
    bad: (d: { element: string; fault: string }) =>
      `Postfix leaves \`${d.element}\` out of \`known_tcp_ports\`, with a warning: ${d.fault}`,
  },
  scope: 'setting',
  parameters: ['known_tcp_ports'],
  check({ resolved }, report) {
    if (resolved.unknown || resolved.expanded.problem) return
    const seen = new Set<string>()
    for (const element of commaElements(listItems(resolved))) {
      const text = element.text.text.slice(element.span.start, element.span.end)
      const fault = nameAndPort(text, seen)
      if (fault !== undefined) report({ at: element, say: ['bad', { element: text, fault }] })
    }
  },
  examples: [
    {
      title: 'No port',
      'main.cf': `
        compatibility_level = 3.6
        known_tcp_ports = lmtp=24, «smtp», submission=587
      `,
    },
    {
      title: 'Names and ports',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        known_tcp_ports = lmtp=24, smtp=25, smtps=submissions=465, submission=587
      `,
    },
  ],
})

/** Only commas separate here: words with nothing but blanks between them are one element. */
function commaElements(items: readonly ListItem[]): readonly ValuePlace[] {
  const elements: ValuePlace[] = []
  for (const item of items) {
    const before = elements.at(-1)
    const between = before && item.text.text.slice(before.span.end, item.span.start)
    if (before !== undefined && between !== undefined && !between.includes(',')) {
      elements[elements.length - 1] = { text: item.text, span: { start: before.span.start, end: item.span.end } }
    } else elements.push(partOfItem(item, 0, item.value.length))
  }
  return elements
}
