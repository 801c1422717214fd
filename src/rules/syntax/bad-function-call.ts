import { hostNameFault } from '../../config/host-names.js'
import { parseText } from '../../syntax/value.js'
import { visit } from '../../syntax/visit.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'bad-function-call',
  severity: 'error',
  since: '0.1.0',
  postfix: { from: '3.11' },
  fix: 'none',
  summary: 'A value calls a function that Postfix does not have, or gives it no domain',
  why: `Since Postfix 3.11 \`\${name{text}}\` calls a function: \`domain_to_ascii\` and \`domain_to_utf8\` turn a domain into the one form or
the other. There are no more. With another name, or with text that is no domain, every program that reads the value stops with a
fatal error.`,
  see: ['postconf(5)', 'src/util/mac_expand.c', 'src/util/mac_midna.c'],
  evidence: { kind: 'source', because: 'the function table came with Postfix 3.11, the proof runs 3.7' },
  messages: {
    unknown: (d: { name: string; near: string | undefined }) =>
      `Postfix has no function \`${d.name}\`, and each program that reads this stops with a fatal error${d.near === undefined ? ': for the value of a name, write `${name}`' : `. Did you mean \`${d.near}\`?`}`,
    domain: (d: { text: string }) =>
      `\`${d.text}\` is no domain, so this function fails, and each program that reads the value stops with a fatal error`,
  },
  scope: 'setting',
  check({ project, setting }, report) {
    const { text } = setting.value
    if (!text.includes('{') || !/\$\{[A-Za-z0-9_]+\{/.test(text)) return
    const functions = project.catalog.macroSyntax().functions
    visit(parseText(text), {
      macro(node) {
        const { argument, name } = node
        if (argument === undefined || node.problem !== undefined) return undefined
        if (!functions.includes(name)) {
          const near = nearestName(name, functions)
          report({ at: { text: setting.value, span: node.nameSpan }, say: ['unknown', { name, near }] })
          return undefined
        }
        const inner = text.slice(argument.content.start, argument.content.end)
        // What `$names` in it stand for is another matter.
        if (!inner.includes('$') && inner !== '' && hostNameFault(inner) !== undefined)
          report({ at: { text: setting.value, span: argument.content }, say: ['domain', { text: inner }] })
        return undefined
      },
    })
  },
  examples: [
    {
      title: 'No such function, and no such domain',
      prove: false,
      'main.cf': `
        compatibility_level = 3.11
        masquerade_domains = \${«upper»{example.com}}
        remote_header_rewrite_domain = \${domain_to_ascii{«example..com»}}
      `,
    },
    {
      title: 'A domain in its other form',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.11
        remote_header_rewrite_domain = \${domain_to_ascii{example.com}}
      `,
    },
  ],
})
