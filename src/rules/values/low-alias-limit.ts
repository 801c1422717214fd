import { describeMeasure, measurePlace, numberOf } from '../../config/measures.js'
import { defineRule } from '../define.js'

/** Below these, ordinary aliases are refused. */
const least: ReadonlyMap<string, number> = new Map([
  ['virtual_alias_recursion_limit', 10],
  ['virtual_alias_expansion_limit', 50],
  ['virtual_alias_address_length_limit', 254],
])

export default defineRule({
  id: 'low-alias-limit',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  summary: 'Aliases may lead only a few steps, or to a few addresses',
  why: `The limits on virtual aliases are there to stop loops, and are 1000 by default. When an alias leads further, to more addresses
or to a longer one, cleanup(8) puts the whole message off again and again, and the sender learns nothing for days.`,
  see: ['postconf(5) virtual_alias_recursion_limit', 'src/cleanup/cleanup_map1n.c'],
  evidence: { kind: 'heuristic', because: 'what the tables hold is not in the configuration' },
  messages: {
    low: (d: { name: string; value: string }) =>
      `\`${d.name}\` is only ${d.value}: mail for an alias that goes beyond is put off for days. Remove the line to have the default`,
  },
  scope: 'setting',
  parameters: ['virtual_alias_recursion_limit', 'virtual_alias_expansion_limit', 'virtual_alias_address_length_limit'],
  check({ setting, view }, report) {
    const number = numberOf(view, setting.name)
    if (number === undefined || number.resolved.setting !== setting || number.value >= (least.get(setting.name) ?? 0))
      return
    const at = measurePlace(number)
    if (at !== undefined) report({ at, say: ['low', { name: setting.name, value: describeMeasure(number) }] })
  },
  examples: [
    {
      title: 'One step',
      'main.cf': `
        compatibility_level = 3.6
        virtual_alias_recursion_limit = «1»
      `,
    },
    {
      title: 'A hundred',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        virtual_alias_recursion_limit = 100
      `,
    },
  ],
})
