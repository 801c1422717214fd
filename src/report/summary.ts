import type { Diagnostic } from '../lint/diagnostic.js'
import type { Safety } from '../rules/define.js'
import type { Palette } from './palette.js'
import type { Fixable, ReportTotals } from './report-writer.js'
import { visible } from './visible.js'

/** One line that says what a run came to. */
export function summaryLine({ summary, fixable }: ReportTotals, palette: Palette): string {
  const { errors, warnings, infos, files, fixed } = summary
  const read = `${count(files, 'file')} read as ${releaseText(summary)}`
  const mended = fixed > 0 ? `Fixed ${fixed === 1 ? '1 finding' : `${fixed} findings`}. ` : ''
  if (errors + warnings + infos === 0) return `${mended}${palette.added('Nothing to complain about')} (${read})`
  const parts = [
    ...(errors > 0 ? [palette.error(count(errors, 'error'))] : []),
    ...(warnings > 0 ? [palette.warning(count(warnings, 'warning'))] : []),
    ...(infos > 0 ? [palette.info(count(infos, 'hint'))] : []),
  ]
  return `${mended}${palette.strong('Found')} ${joined(parts)} (${read})${mendable(fixable)}`
}

/** What the files were read as: `Postfix 3.7.11, as installed (package postfix 3.7.11-0+deb12u1)`. */
export function releaseText({ postfixVersion, installed }: ReportTotals['summary']): string {
  const found = installed === undefined ? '' : `, as installed (package ${visible(installed)})`
  return `Postfix ${postfixVersion}${found}`
}

function mendable({ safe, unsafe }: Fixable): string {
  if (safe + unsafe === 0) return ''
  if (safe === 0) return `\n--fix-unsafe mends ${unsafe} of them; look at the result`
  return `\n--fix mends ${safe} of them${unsafe > 0 ? `, --fix-unsafe ${unsafe} more` : ''}`
}

/** How many findings each option would mend. */
export function countFixable(diagnostics: readonly Diagnostic[]): Fixable {
  const has = (diagnostic: Diagnostic, safety: Safety) => diagnostic.fixes.some(fix => fix.safety === safety)
  const safe = diagnostics.filter(diagnostic => has(diagnostic, 'safe')).length
  const unsafe = diagnostics.filter(diagnostic => !has(diagnostic, 'safe') && has(diagnostic, 'unsafe')).length
  return { safe, unsafe }
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

function joined(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}
