import {
  fittingUnit,
  readTemplateText,
  templateMacros,
  templateNames,
  timeInUnit,
  timeName,
} from '../../config/bounce-templates.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'odd-bounce-time',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A bounce template shows a time in a unit that does not suit it',
  why: `\`$maximal_queue_lifetime_weeks\` is the parameter's value in whole weeks, so five days are 0 of them, and the sender reads "we
will try for 0 weeks". bounce(8) warns of a time that comes out as 0, or as more than 999 of a unit below days.`,
  see: ['bounce(5)', 'src/bounce/bounce_template.c'],
  evidence: { kind: 'log', says: ['zero result in', 'excessive result'], by: 'bounce' },
  messages: {
    zero: (d: { name: string; unit: string; better: string | undefined }) =>
      `\`$${d.name}\` comes out as 0, since the time is shorter than one of the ${d.unit}${d.better === undefined ? '' : `: write it with \`_${d.better}\``}`,
    large: (d: { name: string; number: number; better: string | undefined }) =>
      `\`$${d.name}\` comes out as ${d.number}${d.better === undefined ? '' : `: write it with \`_${d.better}\``}`,
  },
  scope: 'table',
  syntaxes: ['bounce'],
  check({ project }, report) {
    return {
      line(line) {
        if (line.type !== 'bounce-template' || !templateNames.some(name => name === line.name.value)) return
        for (const part of readTemplateText(line).lines) {
          if (!part.value.includes('$')) continue
          for (const { name, at } of templateMacros(project, part).references) {
            const written = timeName(name)
            const time = written && timeInUnit(project, written)
            if (at === undefined || time === undefined || time.seconds === 0) continue
            const better = fittingUnit(time.seconds)
            const { number, unit } = time
            if (number === 0) report({ at, say: ['zero', { name, unit, better }] })
            else if (number > 999 && unit !== 'days' && unit !== 'weeks')
              report({ at, say: ['large', { name, number, better }] })
          }
        }
      },
    }
  },
  examples: [
    {
      title: 'Five days in weeks and in seconds',
      'main.cf': 'bounce_template_file = /etc/postfix/bounce.cf\nmaximal_queue_lifetime = 5d\n',
      tables: {
        'bounce.cf':
          'delay_template = <<EOF\n\nWe try for «$maximal_queue_lifetime_weeks» weeks, or «$maximal_queue_lifetime_seconds» seconds.\nEOF\n',
      },
    },
    {
      title: 'Units that suit',
      clean: true,
      'main.cf': 'bounce_template_file = /etc/postfix/bounce.cf\ndelay_warning_time = 4h\n',
      tables: {
        'bounce.cf':
          'delay_template = <<EOF\n\nIt is $delay_warning_time_hours hours late. We try for $maximal_queue_lifetime_days days.\nEOF\n',
      },
    },
  ],
})
