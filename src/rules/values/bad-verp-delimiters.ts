import { measurePlace } from '../../config/measures.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'bad-verp-delimiters',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'VERP delimiters that the filter for them does not allow',
  why: `\`default_verp_delimiters\` is two characters, each of which has to be in \`verp_delimiter_filter\` (\`-=+\` by default).
Otherwise every Postfix program stops with a fatal error as soon as it reads main.cf.`,
  see: ['VERP_README', 'src/global/verp_sender.c', 'src/global/mail_params.c'],
  evidence: { kind: 'log', says: ['VERP delimiter character'], by: 'postfix' },
  messages: {
    bad: (d: { character: string; filter: string }) =>
      `\`${d.character}\` in \`default_verp_delimiters\` is not one of \`verp_delimiter_filter\` (\`${d.filter}\`): every Postfix program stops with a fatal error`,
  },
  scope: 'project',
  check({ project }, report) {
    const delimiters = project.base.get('default_verp_delimiters')
    const filter = project.base.get('verp_delimiter_filter')
    if (delimiters === undefined || filter === undefined) return
    if ([delimiters, filter].some(value => value.unknown || value.expanded.problem)) return
    const { text } = delimiters
    // Another length is another rule's.
    if (text.length !== 2) return
    const at = [...text].findIndex(character => !filter.text.includes(character))
    if (at < 0) return
    const place = delimiters.setting
      ? { text: delimiters.expanded.text, span: { start: at, end: at + 1 } }
      : measurePlace({ name: filter.name, value: 0, text: filter.text, resolved: filter })
    if (place === undefined) return
    report({ at: place, say: ['bad', { character: text.charAt(at), filter: filter.text }] })
  },
  examples: [
    {
      title: 'A character that is not allowed',
      'main.cf': `
        default_verp_delimiters = +«#»
      `,
    },
    {
      title: 'Two that are',
      clean: true,
      'main.cf': `
        default_verp_delimiters = -=
      `,
    },
  ],
})
