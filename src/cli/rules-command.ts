import { jsonText } from '../report/json.js'
import { families } from '../rules/families.js'
import { rules } from '../rules/index.js'
import type { Arguments } from './arguments.js'
import { standardOutput } from './output.js'
import { paletteFor } from './terminal.js'

/** Lists the rules, by family. */
export function rulesCommand({ format, color }: Extract<Arguments, { command: 'rules' }>): number {
  if (format === 'json') {
    const list = rules.map(({ id, severity, preset = 'recommended', fix, summary }) => ({
      id,
      severity,
      preset,
      fix,
      summary,
    }))
    standardOutput.write(jsonText(list))
    return 0
  }
  const palette = paletteFor(standardOutput, color)
  const width = Math.max(...rules.map(rule => rule.id.length))
  const lines: string[] = []
  for (const [family, ids] of Object.entries(families)) {
    lines.push(palette.strong(family))
    for (const id of ids) {
      const rule = rules.find(candidate => candidate.id === id)
      if (rule === undefined) continue
      const notes = [
        ...(rule.preset && rule.preset !== 'recommended' ? [`preset ${rule.preset}`] : []),
        ...(rule.fix === 'none' || rule.fix === 'manual' ? [] : [rule.fix === 'safe' ? '--fix' : '--fix-unsafe']),
      ]
      const note = notes.length > 0 ? palette.faint(` (${notes.join(', ')})`) : ''
      lines.push(`  ${id.padEnd(width)}  ${palette[rule.severity](rule.severity.padEnd(7))}  ${rule.summary}${note}`)
    }
  }
  standardOutput.write(`${lines.join('\n')}\n`)
  return 0
}
