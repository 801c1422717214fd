import { knownNames } from '../../config/known-names.js'
import { namesInReachedLoops } from '../../config/reached-loops.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'reference-loop',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A value that refers to itself',
  why: `\`$name\` always stands for the final value of a name, also inside that name's own value: Postfix goes round until
it gives up, and the program that reads the parameter stops with a fatal error. There is no way to append to the
earlier value or to the default of a parameter: the whole value has to be written out.`,
  see: ['postconf(5)', 'src/util/mac_expand.c'],
  evidence: { kind: 'log', says: ['unreasonable macro call nesting'], by: 'postfix' },
  messages: {
    itself: (d: { name: string }) =>
      `\`${d.name}\` refers to itself: every program that reads it stops with a fatal error. Write out the values it is to have`,
    loop: (d: { name: string; way: string }) =>
      `\`${d.name}\` refers to itself (${d.way}): every program that reads it stops with a fatal error. Write out one of these values`,
    unread: (d: { name: string; way: string }) =>
      `\`${d.name}\` refers to itself (${d.way}): a program that reads it would stop with a fatal error`,
  },
  scope: 'setting',
  check({ project, setting, resolved, view }, report) {
    const { problem } = resolved.expanded
    const { name } = setting
    if (problem?.kind !== 'loop' || problem.at === undefined || problem.loop === undefined) return
    if (resolved.setting !== setting || !problem.loop.includes(name)) return
    const steps = problem.loop.slice(0, -1)
    const from = steps.indexOf(name)
    const names = [...steps.slice(from), ...steps.slice(0, from), name]
    const { reason } = knownNames(project)
    const read = (other: string) => reason(other)?.kind === 'postfix' || reason(other)?.kind === 'service'
    const way =
      names.length > 6 ? `through ${names.length - 2} other names` : names.map(step => `\`${step}\``).join(' → ')
    if (!read(name) && !namesInReachedLoops(view, read).has(name)) {
      report({ at: problem.at, say: ['unread', { name, way }], severity: 'warning' })
    } else if (names.length === 2) report({ at: problem.at, say: ['itself', { name }] })
    else report({ at: problem.at, say: ['loop', { name, way }] })
  },
  examples: [
    {
      title: 'Meant to add to the default',
      'main.cf': `
        mynetworks = «$mynetworks» 192.0.2.0/24
      `,
    },
    {
      title: 'Two names in a circle',
      'main.cf': `
        mydomain = «$myorigin»
        myorigin = «$mydomain»
      `,
    },
    {
      title: 'One name built on another',
      clean: true,
      'main.cf': `
        mydomain = example.com
        myorigin = $mydomain
      `,
    },
  ],
})
