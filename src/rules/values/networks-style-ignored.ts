import { wholeValue } from '../../config/elements.js'
import { measurePlace } from '../../config/measures.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'networks-style-ignored',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: '`mynetworks_style` beside a list that makes it void',
  why: `\`mynetworks_style\` says how Postfix computes its own networks from the addresses of the host. It only does so when
\`mynetworks\` is not set: as soon as that is there, even when it is empty, the style has no effect.`,
  see: ['postconf(5) mynetworks_style', 'src/global/mynetworks.c'],
  evidence: {
    kind: 'source',
    because: 'mynetworks() is the default of the parameter, and is not asked when the parameter is set',
  },
  messages: {
    ignored: (d: { style: string }) =>
      `\`mynetworks_style = ${d.style}\` has no effect, because \`mynetworks\` is set: remove one of them`,
  },
  scope: 'project',
  check({ project }, report) {
    const style = project.base.get('mynetworks_style')
    const networks = project.base.get('mynetworks')
    if (style?.setting === undefined || style.text === '' || networks?.setting === undefined) return
    const place = measurePlace({ name: networks.name, value: 0, text: networks.text, resolved: networks })
    report({
      at: wholeValue(style),
      say: ['ignored', { style: style.text }],
      related: place === undefined ? [] : [{ at: place, message: 'this list is used' }],
    })
  },
  examples: [
    {
      title: 'Both are set',
      'main.cf': `
        compatibility_level = 3.6
        mynetworks_style = «host»
        mynetworks = 127.0.0.0/8, 192.0.2.0/24
      `,
    },
    {
      title: 'The style alone',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        mynetworks_style = host
      `,
    },
  ],
})
