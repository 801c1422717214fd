import type { Field, FieldName } from '../../syntax/nodes.js'
import { defineRule } from '../define.js'

const booleans: ReadonlySet<FieldName> = new Set(['private', 'unprivileged', 'chroot'])

/** What people write for y and n. */
const habits: ReadonlyMap<string, 'y' | 'n'> = new Map<string, 'y' | 'n'>([
  ['yes', 'y'],
  ['Yes', 'y'],
  ['YES', 'y'],
  ['Y', 'y'],
  ['true', 'y'],
  ['1', 'y'],
  ['no', 'n'],
  ['No', 'n'],
  ['NO', 'n'],
  ['N', 'n'],
  ['false', 'n'],
  ['0', 'n'],
])

/** Columns as people call them. */
const titles: { readonly [name in FieldName]?: string } = {
  private: 'third column (private)',
  unprivileged: 'fourth column (unprivileged)',
  chroot: 'fifth column (chroot)',
}

type Fault = { readonly kind: 'boolean' | 'wakeup' | 'limit'; readonly right?: string }

/** Undefined when the column is in order. */
function fault({ name, text }: Field, wakeup: RegExp, limit: RegExp): Fault | undefined {
  const right = (good: string | undefined) => (good === undefined ? {} : { right: good })
  if (booleans.has(name)) return /^[yn-]$/.test(text) ? undefined : { kind: 'boolean', ...right(habits.get(text)) }
  const digits = /^([0-9]+)[a-z?]+$/i.exec(text)?.[1]
  if (name === 'wakeup')
    return wakeup.test(text) ? undefined : { kind: 'wakeup', ...right(/^[0-9]+s$/.test(text) ? digits : undefined) }
  if (name === 'process_limit')
    return limit.test(text) ? undefined : { kind: 'limit', ...right(text.endsWith('?') ? digits : undefined) }
  return undefined
}

/** Two patterns for each release: making them anew for each service takes longer than all the rest. */
const patterns = new Map<string, RegExp>()

function syntax(source: string): RegExp {
  const known = patterns.get(source)
  if (known !== undefined) return known
  const pattern = new RegExp(source)
  patterns.set(source, pattern)
  return pattern
}

export default defineRule({
  id: 'bad-column',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A column of master.cf holds something that cannot stand there',
  why: `The columns private, unprivileged and chroot hold \`y\`, \`n\` or \`-\` for the default. The wakeup column holds a number
of seconds, perhaps with a \`?\` after it, and the process limit a number. At anything else master(8) or postconf(1) stops
with a fatal error; columns that are out of step, because one is missing or too many, show in the same way.`,
  see: ['master(5)', 'src/master/master_ent.c', 'src/postconf/postconf_master.c'],
  evidence: { kind: 'log', says: ['field "'], by: 'postfix' },
  messages: {
    boolean: (d: { title: string; text: string }) =>
      `The ${d.title} has to be \`y\`, \`n\` or \`-\`, not \`${d.text}\`: Postfix stops with a fatal error here and does not start`,
    wakeup: (d: { text: string }) =>
      `The sixth column (wakeup time) has to be a number of seconds, perhaps with \`?\` after it, or \`-\`, not \`${d.text}\`: Postfix stops with a fatal error here and does not start`,
    limit: (d: { text: string }) =>
      `The seventh column (process limit) has to be a number or \`-\`, not \`${d.text}\`: Postfix stops with a fatal error here and does not start`,
  },
  scope: 'service',
  check({ project, service: { entry } }, report) {
    const fields = project.catalog.masterFields()
    // At an unknown type Postfix stops before it looks at these columns; the line may be no service at all.
    if (!fields.types.some(({ type }) => type === entry.transport.text)) return
    const wakeup = syntax(fields.wakeupSyntax)
    const limit = syntax(fields.maxprocSyntax)
    for (const field of entry.fields) {
      const found = fault(field, wakeup, limit)
      if (found === undefined) continue
      const { text } = field
      const at = { file: project.master?.source.name ?? '', range: field.range }
      report({
        at,
        say:
          found.kind === 'boolean'
            ? ['boolean', { title: titles[field.name] ?? field.name, text }]
            : [found.kind, { text }],
        fix:
          found.right === undefined
            ? undefined
            : { title: `Write \`${found.right}\``, edits: [{ ...at, text: found.right }] },
      })
    }
  },
  examples: [
    {
      title: 'A word in place of a letter',
      'master.cf': `
        smtp inet «no» - y - - smtpd
      `,
      fixed: `
        smtp inet n - y - - smtpd
      `,
    },
    {
      title: 'Seconds have no unit here',
      'master.cf': `
        pickup unix n - y «60s» 1 pickup
      `,
      fixed: `
        pickup unix n - y 60 1 pickup
      `,
    },
    {
      title: 'Not a number',
      'master.cf': `
        smtp unix - - y - «many» smtp
      `,
    },
    {
      title: 'Woken only when it was used',
      clean: true,
      'master.cf': `
        tlsmgr unix - - y 1000? 1 tlsmgr
      `,
    },
  ],
})
