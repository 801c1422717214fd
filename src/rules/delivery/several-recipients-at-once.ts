import { attributeNamed, readCommandLine } from '../../config/command-attributes.js'
import { toInteger } from '../../config/convert.js'
import { replaceValue, type ValuePlace } from '../../config/elements.js'
import type { Project } from '../../config/project.js'
import { usedTransports } from '../../config/used-transports.js'
import { parseText } from '../../syntax/value.js'
import type { Edit } from '../../text/range.js'
import { defineRule } from '../define.js'

/** An option that people write before one user or address; the command takes the next word for something else. */
const takesOne = /^-(?:[adru]|-(?:user|recipient|rcpt|to|dest))$/

/** Sets the limit to 1: changes the line that is there, or adds one at the end of main.cf. */
function setLimit(project: Project, parameter: string): readonly Edit[] | null {
  const setting = project.base.get(parameter)?.setting
  if (setting?.name === parameter) return replaceValue(setting, '1')
  const source = project.main?.source
  if (source === undefined) return null
  const end = source.text.length
  const newline = end === 0 || source.text.endsWith('\n') ? '' : '\n'
  return [{ file: source.name, range: { start: end, end }, text: `${newline}${parameter} = 1\n` }]
}

export default defineRule({
  id: 'several-recipients-at-once',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A delivery program for one recipient is given several',
  why: `A transport gets up to 50 recipients of a message in one delivery unless \`<transport>_destination_recipient_limit\` is 1.
The flags \`D\` and \`O\` add a header that names one recipient, so with several the delivery is put off each time, and the mail
comes back in the end. A command such as \`-d \${recipient}\` becomes \`-d one@example.com two@example.com\`, where most programs
see only the first.`,
  see: ['pipe(8)', 'smtp(8)', 'postconf(5) transport_destination_recipient_limit', 'src/pipe/pipe.c'],
  evidence: {
    kind: 'source',
    because: 'it shows only with a message that has several recipients (`deliver_message` in `src/pipe/pipe.c`)',
  },
  messages: {
    flag: (d: { letter: string; parameter: string }) =>
      `Flag \`${d.letter}\` works for one recipient at a time: mail with several is never delivered by this service. Set \`${d.parameter} = 1\` in main.cf`,
    option: (d: { option: string; macro: string; parameter: string }) =>
      `\`${d.option}\` is followed by all recipients of a message, as \`$${d.macro}\` makes one word of each: most programs take only one. Set \`${d.parameter} = 1\` in main.cf`,
  },
  scope: 'service',
  check({ project, service }, report) {
    if (!project.hasMain || service.type !== 'unix') return
    const line = readCommandLine(project.catalog, service)
    // The flag and the option both stand in the arguments.
    if (line === undefined || (line.attributes.length === 0 && line.rest.length === 0)) return
    // An entry that nothing names, such as a stock one, hurts nobody; tables that may name it are not seen.
    if (!usedTransports(project).has(service.name)) return
    const parameter = `${service.name}_destination_recipient_limit`
    // qmgr(8) reads it: a -o of this service does not count.
    const limit = project.base.get(parameter)
    if (limit === undefined || limit.unknown || limit.expanded.problem) return
    const count = toInteger(limit.text)
    if (!count.ok || count.value === 1) return
    const fix = { title: `Set \`${parameter} = 1\``, edits: setLimit(project, parameter) }
    const flags = attributeNamed(line, 'flags')?.value
    for (const [index, letter] of [...(flags?.text ?? '')].entries()) {
      const single = line.flags.some(flag => flag.letter === letter && flag.requires !== undefined)
      if (!single || flags === undefined) continue
      const at: ValuePlace = { text: flags, span: { start: index, end: index + 1 } }
      report({ at, say: ['flag', { letter, parameter }], fix })
      return
    }
    for (const [index, word] of line.rest.entries()) {
      const option = line.rest[index - 1]?.text ?? ''
      const [macro] = parseText(word.text).filter(part => part.type === 'macro')
      if (macro === undefined || !takesOne.test(option)) continue
      if (!project.catalog.pipeMacro(macro.name)?.perRecipient) continue
      const at: ValuePlace = { text: word.value, span: macro.span }
      report({ at, say: ['option', { option, macro: macro.name, parameter }], severity: 'warning', fix })
      return
    }
  },
  examples: [
    {
      title: 'Delivery to Dovecot by its command',
      'main.cf': `
        virtual_transport = dovecot
      `,
      'master.cf': `
        dovecot unix - n n - - pipe
          flags=«D»Rhu user=vmail argv=/usr/lib/dovecot/dovecot-lda -f \${sender} -d \${recipient}
      `,
      fixed: {
        'main.cf': `
          virtual_transport = dovecot
          dovecot_destination_recipient_limit = 1
        `,
      },
    },
    {
      title: 'An option that takes one user',
      'main.cf': `
        mailbox_transport = maildrop
        maildrop_destination_recipient_limit = 50
      `,
      'master.cf': `
        maildrop unix - n n - - pipe
          flags=Rhu user=vmail argv=/usr/bin/maildrop -d «\${user}»
      `,
      fixed: {
        'main.cf': `
          mailbox_transport = maildrop
          maildrop_destination_recipient_limit = 1
        `,
      },
    },
    {
      title: 'One recipient at a time',
      clean: true,
      'main.cf': `
        maildrop_destination_recipient_limit = 1
      `,
      'master.cf': `
        maildrop unix - n n - - pipe
          flags=DRhu user=vmail argv=/usr/bin/maildrop -d \${recipient}
      `,
    },
  ],
})
