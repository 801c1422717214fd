import { parseText } from '../../syntax/value.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'unknown-local-macro',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'local delivery uses a `$name` that it does not know or cannot read',
  why: `In \`forward_path\`, \`luser_relay\` and \`command_execution_directory\` local(8) puts in the recipient's data for \`$user\`,
\`$home\`, \`$domain\` and a few more names. It knows nothing else there, no main.cf parameters either. A \`forward_path\` entry
with another name is left out, in the others it stands for nothing.`,
  see: ['local(8)', 'postconf(5) forward_path', 'src/local/local_expand.c'],
  evidence: {
    kind: 'source',
    because: 'local(8) says nothing: it goes on with the next path, or with nothing (`local_expand_lookup`)',
  },
  messages: {
    broken: (d: { parameter: string }) =>
      `local(8) cannot read this \`$\` reference in \`${d.parameter}\`, and does without the value: look for a missing or a misplaced bracket`,
    unknown: (d: { parameter: string; name: string; near: string | undefined }) =>
      `local(8) does not know \`$${d.name}\` in \`${d.parameter}\`: it stands for nothing${d.near ? `. Did you mean \`$${d.near}\`?` : ' there, also when main.cf sets it'}`,
  },
  scope: 'setting',
  parameters: ['forward_path', 'luser_relay', 'command_execution_directory'],
  check({ setting, parameter, resolved, view }, report) {
    if (parameter === undefined || parameter.expansion !== 'use' || view.get(setting.name)?.setting !== setting) return
    const known = new Set(parameter.macros)
    for (const part of parseText(resolved.text)) {
      if (part.type !== 'macro') continue
      if (part.problem)
        report({ at: { text: resolved.expanded.text, span: part.span }, say: ['broken', { parameter: setting.name }] })
      if (part.problem || part.name === '' || known.has(part.name)) continue
      const near = nearestName(part.name, parameter.macros)
      const at = { text: resolved.expanded.text, span: part.nameSpan }
      report({ at, say: ['unknown', { parameter: setting.name, name: part.name, near }] })
    }
  },
  examples: [
    {
      title: 'A slip in `user`',
      'main.cf': `
        forward_path = /etc/forward/$«usr», $home/.forward
      `,
    },
    {
      title: 'A bracket is missing',
      'main.cf': `
        command_execution_directory = «\${home»
      `,
    },
    {
      title: 'Names that local(8) knows',
      clean: true,
      'main.cf': `
        forward_path = /etc/forward/$user, $home/.forward\${recipient_delimiter}\${extension}, $home/.forward
      `,
    },
  ],
})
