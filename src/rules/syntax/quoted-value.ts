import type { ValueKind } from '../../catalog/types.js'
import { type ListItem, listItems, replacePlace, type ValuePlace } from '../../config/elements.js'
import { defineRule } from '../define.js'
import { valueFormRules } from '../value-form-rules.js'

/** Quotation marks can be meant here: shell commands, delivery to `|"command"`; or another rule names the bad value. */
const notJudged: ReadonlySet<ValueKind> = new Set([
  'command',
  'command-path',
  'local-delivery-destination',
  'character-set',
  'boolean',
  'integer',
  'time',
  'size-bytes',
  'email-address',
  'environment-list',
])

/** Values that people read: there, quotation marks may be wanted, and do no harm. */
const textForPeople: ReadonlySet<ValueKind> = new Set(['text', 'text-template'])

const quotes = ['"', "'"]

/** The quoted stretches: one around several elements, or one around each of them. */
function quotedStretches(items: readonly ListItem[]): readonly ValuePlace[] {
  const found: ValuePlace[] = []
  let open: ListItem | undefined
  for (const item of items) {
    const first = open?.value.charAt(0) ?? item.value.charAt(0)
    if (!quotes.includes(first)) continue
    const closed = item.value.endsWith(first) && (open !== undefined || item.value.length > 1)
    if (closed) {
      found.push({ text: item.text, span: { start: (open ?? item).span.start, end: item.span.end } })
      open = undefined
    } else open ??= item
  }
  return found
}

export default defineRule({
  id: 'quoted-value',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A value is put in quotation marks, which become part of it',
  why: `Postfix has no quotation marks in main.cf and master.cf: everything after the \`=\` is the value as it stands. With
quotation marks around it, a host name, table or list element is another one than was meant.`,
  see: ['postconf(5)'],
  evidence: {
    kind: 'source',
    because: 'no reader of main.cf takes quotation marks off; what follows depends on the parameter',
  },
  explains: valueFormRules,
  messages: {
    quoted: (d: { name: string }) =>
      `The quotation marks become part of the value of \`${d.name}\`: Postfix does not take them off. Write the value without them`,
  },
  scope: 'setting',
  check({ setting, resolved, parameter }, report) {
    if (parameter === undefined || notJudged.has(parameter.kind) || resolved.unknown || resolved.expanded.problem)
      return
    if (!quotes.some(quote => resolved.text.includes(quote))) return
    const items = listItems(resolved)
    const people = textForPeople.has(parameter.kind)
    for (const place of quotedStretches(items)) {
      const whole = place.span.start === 0 && place.span.end === resolved.text.length
      if (people && !whole) continue
      const inner = resolved.text.slice(place.span.start + 1, place.span.end - 1)
      report({
        at: place,
        say: ['quoted', { name: setting.name }],
        ...(people && { severity: 'info' as const }),
        fix: { title: 'Remove the quotation marks', edits: replacePlace(place, inner) },
      })
    }
  },
  examples: [
    {
      title: 'As in a shell script',
      'main.cf': `
        myhostname = «"mail.example.com"»
      `,
      fixed: `
        myhostname = mail.example.com
      `,
    },
    {
      title: 'Around a list',
      'main.cf': `
        mydestination = «'localhost, example.com'»
      `,
      fixed: `
        mydestination = localhost, example.com
      `,
    },
    {
      title: 'In a service',
      'master.cf': `
        smtp inet n - y - - smtpd
          -o smtpd_relay_restrictions=«"permit_mynetworks,reject_unauth_destination"»
      `,
      fixed: `
        smtp inet n - y - - smtpd
          -o smtpd_relay_restrictions=permit_mynetworks,reject_unauth_destination
      `,
    },
    {
      title: 'A shell takes them off',
      clean: true,
      'main.cf': `
        mailbox_command = /usr/bin/procmail -a "$EXTENSION"
      `,
    },
  ],
})
