import { replaceValue, wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'neighbours-trusted',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'All hosts in the networks of this host may relay mail',
  why: `Without \`mynetworks\`, \`mynetworks_style\` says whom to trust: with \`subnet\` all hosts in the networks of this one's
interfaces, with \`class\` even the whole class A, B or C network. At a provider the neighbours are other customers, and behind a
container bridge it can be everybody. \`host\` trusts this host alone.`,
  see: ['postconf(5) mynetworks_style', 'src/global/own_inet_addr.c'],
  evidence: { kind: 'heuristic', because: 'which networks this host is in is not in the configuration' },
  messages: {
    trusted: (d: { value: string }) =>
      `With \`${d.value}\`, all hosts in the networks of this one may relay mail through it: at a provider those are strangers. Write \`host\`, or list yours in \`mynetworks\``,
  },
  scope: 'setting',
  parameters: ['mynetworks_style'],
  check({ project, setting, resolved, view }, report) {
    if (!isReadable(resolved) || view.get('mynetworks')?.setting !== undefined) return
    const value = resolved.text.toLowerCase()
    if (value !== 'subnet' && value !== 'class') return
    const severity = value === 'subnet' ? ('info' as const) : ('warning' as const)
    // A host that listens to nobody else relays for nobody else.
    const interfaces = project.base.get('inet_interfaces')?.text.toLowerCase()
    if (interfaces === 'loopback-only' || interfaces === 'localhost') return
    report({
      at: wholeValue(resolved),
      say: ['trusted', { value }],
      severity,
      fix: setting.value.text.includes('$')
        ? undefined
        : { title: 'Write `host`', edits: replaceValue(setting, 'host') },
    })
  },
  examples: [
    {
      title: 'The whole class',
      'main.cf': `
        compatibility_level = 3.6
        mynetworks_style = «class»
      `,
      fixed: `
        compatibility_level = 3.6
        mynetworks_style = host
      `,
    },
    {
      title: 'This host alone',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        mynetworks_style = host
      `,
    },
  ],
})
