import { listItems, replaceValue, wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'unhashed-queue',
  severity: 'info',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'The folder of deferred mail grows without being divided',
  why: `Mail that waits for another attempt lies in \`deferred\`, with a file about it in \`defer\`. With tens of thousands of files in one
folder everything that looks for one becomes slow, so both are spread over many folders by default. \`postfix upgrade-configuration\`
adds what is missing, with a warning.`,
  see: ['postconf(5) hash_queue_names', 'conf/post-install'],
  evidence: { kind: 'source', because: 'post-install adds the two names when Postfix is upgraded' },
  messages: {
    unhashed: (d: { missing: string }) =>
      `${d.missing} is not in the list: its folder grows large, and then slow, when much mail waits. \`postfix upgrade-configuration\` adds it`,
  },
  scope: 'setting',
  parameters: ['hash_queue_names'],
  check({ setting, resolved }, report) {
    if (!isReadable(resolved) || resolved.text === '') return
    const names = new Set(listItems(resolved).map(({ value }) => value))
    const missing = ['deferred', 'defer'].filter(name => !names.has(name))
    if (missing.length === 0) return
    const whole = [...names, ...missing].join(', ')
    report({
      at: wholeValue(resolved),
      say: ['unhashed', { missing: missing.map(name => `\`${name}\``).join(' and ') }],
      fix: setting.value.text.includes('$')
        ? undefined
        : { title: `Write \`${whole}\``, edits: replaceValue(setting, whole) },
    })
  },
  examples: [
    {
      title: 'One of the two',
      'main.cf': `
        compatibility_level = 3.6
        hash_queue_names = «deferred»
      `,
      fixed: `
        compatibility_level = 3.6
        hash_queue_names = deferred, defer
      `,
    },
    {
      title: 'Both, and more',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        hash_queue_names = incoming, deferred, defer
      `,
    },
  ],
})
