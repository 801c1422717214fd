import { groupItems, type ListItem, listItems } from '../../config/elements.js'
import { defineRule } from '../define.js'

/** The text of an element; of one in braces, from its first to its last word. */
function content(item: ListItem): string {
  if (item.group === undefined) return item.value
  const inner = groupItems(item.text, item.group)
  const [first, last] = [inner[0], inner.at(-1)]
  return first === undefined || last === undefined ? '' : item.text.text.slice(first.span.start, last.span.end)
}

export default defineRule({
  id: 'bad-environment-element',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'An element of an environment list has no name before its `=`',
  why: `\`import_environment\` and \`export_environment\` list environment variables: \`NAME\` keeps a variable, \`NAME=value\`
sets it, and \`{ NAME = value with blanks }\` does so from Postfix 3.0 on. When the name is missing, the programs that read
the list stop with a fatal error.`,
  see: ['postconf(5) import_environment', 'postconf(5) export_environment', 'src/util/clean_env.c'],
  evidence: { kind: 'log', says: ['missing attribute name'], by: 'postfix' },
  messages: {
    name: (d: { text: string }) =>
      `\`${d.text}\` has no name before the \`=\`: programs that read this list stop with a fatal error. Write \`NAME=value\` without white space, or put braces around it`,
  },
  scope: 'setting',
  kinds: ['environment-list'],
  check({ resolved }, report) {
    if (resolved.unknown || resolved.expanded.problem) return
    for (const item of listItems(resolved)) {
      if (content(item).startsWith('=')) report({ at: item, say: ['name', { text: item.value }] })
    }
  },
  examples: [
    {
      title: 'White space around the `=`',
      'main.cf': `
        import_environment = MAIL_CONFIG TZ «=» UTC
      `,
    },
    {
      title: 'With braces',
      clean: true,
      'main.cf': `
        import_environment = MAIL_CONFIG MAIL_DEBUG MAIL_LOGTAG { TZ = UTC } LANG=C
      `,
    },
  ],
})
