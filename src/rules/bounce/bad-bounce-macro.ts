import {
  readTemplateText,
  templateMacros,
  templateNames,
  templateUnits,
  timeName,
} from '../../config/bounce-templates.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

/** Postfix stops at the first; more than these say nothing new. */
const mostFindings = 20

const listed = templateUnits.map(unit => `\`${unit}\``).join(', ')

export default defineRule({
  id: 'bad-bounce-macro',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A bounce template has a `$name` that cannot be filled in',
  why: `In the text of a template \`$name\` stands for the value of a parameter, and a \`$\` sign is written \`$$\`. bounce(8) knows what
main.cf sets and the few parameters that it reads itself; \`$delay_warning_time\` and \`$maximal_queue_lifetime\` can have \`_seconds\`,
\`_minutes\`, \`_hours\`, \`_days\` or \`_weeks\` behind them. At any other name, and at a bracket that is not closed, it stops
with a fatal error when it is to send the message, again and again: the sender is not told, and the mail stays in the queue.`,
  see: ['bounce(5)', 'src/bounce/bounce_template.c', 'src/util/mac_expand.c'],
  evidence: { kind: 'log', says: ['bad $name syntax in', 'undefined $name in', 'unrecognized suffix'], by: 'bounce' },
  messages: {
    syntax: (d: { text: string }) =>
      `\`${d.text}\` is no \`$name\` that can be read, so no bounce can be made of this template: write \`$$\` for a \`$\` sign`,
    undefined: (d: { name: string; known: boolean; near: string | undefined }) =>
      `bounce(8) knows no \`$${d.name}\`${d.known ? ' unless main.cf sets it' : ''}, so no bounce can be made of this template${d.near === undefined ? '' : `. Did you mean \`$${d.near}\`?`}`,
    suffix: (d: { suffix: string; parameter: string }) =>
      `\`${d.suffix}\` is no unit of \`$${d.parameter}\`, so no bounce can be made of this template: there are ${listed}`,
  },
  scope: 'table',
  syntaxes: ['bounce'],
  check({ project }, report) {
    const { catalog } = project
    let said = 0
    return {
      line(line) {
        if (line.type !== 'bounce-template' || !templateNames.some(name => name === line.name.value)) return
        for (const part of readTemplateText(line).lines) {
          if (said >= mostFindings) return
          if (!part.value.includes('$')) continue
          const { problem, references } = templateMacros(project, part)
          for (const { name, mode, defined, at } of references) {
            if (at === undefined || said >= mostFindings) continue
            const time = timeName(name)
            if (time !== undefined && !templateUnits.some(unit => unit === time.suffix)) {
              const { suffix, parameter } = time
              said++
              report({ at, say: ['suffix', { suffix: suffix.slice(0, 40), parameter }] })
            } else if (!defined && mode === 'use') {
              said++
              const near = nearestName(name, catalog.parameterNames())
              const known = catalog.parameter(name) !== undefined
              report({
                at,
                say: ['undefined', { name: name.slice(0, 60), known, near: known ? undefined : near }],
              })
            }
          }
          if (problem?.at !== undefined)
            report({ at: problem.at, say: ['syntax', { text: problem.text.slice(0, 60) }] })
        }
      },
    }
  },
  examples: [
    {
      title: 'Names that nothing is known for',
      'main.cf': 'bounce_template_file = /etc/postfix/bounce.cf\n',
      tables: {
        'bounce.cf':
          'failure_template = <<EOF\n\nThis is «$hostname».\nEOF\ndelay_template = <<EOF\n\nSee «$smtpd_banner».\nEOF\n',
      },
    },
    {
      title: 'A bracket that is not closed',
      'main.cf': 'bounce_template_file = /etc/postfix/bounce.cf\n',
      tables: { 'bounce.cf': 'failure_template = <<EOF\n\nThis is «${myhostname.»\nEOF\n' },
    },
    {
      title: 'A unit that there is not',
      'main.cf': 'bounce_template_file = /etc/postfix/bounce.cf\n',
      tables: { 'bounce.cf': 'delay_template = <<EOF\n\nWe try for «$maximal_queue_lifetime_years» years.\nEOF\n' },
    },
    {
      title: 'Names, units and a `$` sign',
      clean: true,
      'main.cf': 'bounce_template_file = /etc/postfix/bounce.cf\n',
      tables: {
        'bounce.cf':
          'delay_template = <<EOF\n\nThis is $myhostname. We try for ${maximal_queue_lifetime_days} days. It costs 5 $$.\nEOF\n',
      },
    },
  ],
})
