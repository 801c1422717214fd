import { toBoolean } from '../../config/convert.js'
import { measurePlace, placeOfPair, viewsOf } from '../../config/measures.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'conflicting-mime-settings',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'MIME is to be converted and not to be looked at, both',
  why: `\`force_mime_input_conversion = yes\` makes cleanup(8) convert 8-bit content, for which it has to look at the MIME
structure of a message; \`disable_mime_input_processing = yes\` tells it not to. With both cleanup(8) stops with a fatal
error, and no mail gets into the queue.`,
  see: ['postconf(5) force_mime_input_conversion', 'src/cleanup/cleanup_message.c'],
  postfix: { from: '3.9' },
  evidence: {
    kind: 'source',
    because: 'cleanup_message() of Postfix 3.9 and newer ends with a fatal error when both are yes',
  },
  messages: {
    both: (_: { name: string }) =>
      `\`disable_mime_input_processing\` and \`force_mime_input_conversion\` cannot both be \`yes\`: cleanup stops with a fatal error, and no mail gets into the queue. Set one of them to \`no\``,
  },
  scope: 'project',
  check({ project }, report) {
    for (const { config, service } of viewsOf(project, ['cleanup'])) {
      const values = ['disable_mime_input_processing', 'force_mime_input_conversion'].map(name => config.get(name))
      const [disable, force] = values
      if (disable === undefined || force === undefined) continue
      if (values.some(value => value?.unknown || value?.expanded.problem || toBoolean(value?.text ?? '') !== true))
        continue
      const measure = (resolved: typeof force) => ({ name: resolved.name, value: 1, text: resolved.text, resolved })
      const place = placeOfPair(measure(disable), measure(force))
      if (place === undefined || measurePlace(measure(force)) === undefined) continue
      report({ ...place, say: ['both', { name: disable.name }], ...(service && { services: [service] }) })
    }
  },
  examples: [
    {
      title: 'Both are on',
      'main.cf': `
        disable_mime_input_processing = «yes»
        force_mime_input_conversion = yes
      `,
    },
    {
      title: 'One of them',
      clean: true,
      'main.cf': `
        disable_mime_input_processing = yes
      `,
    },
  ],
})
