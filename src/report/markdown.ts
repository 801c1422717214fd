import type { Severity } from '../rules/define.js'
import { rangeOf } from './places.js'
import { reportPath } from './report-path.js'
import type { ReportContext, ReportWriter } from './report-writer.js'
import { releaseText } from './summary.js'
import { visible } from './visible.js'

/** Findings in the table; the rest is counted. A job summary of GitHub has room for 1 MiB. */
const maximumRows = 1000

const labels: Readonly<Record<Severity, string>> = { error: '🛑 error', warning: '⚠️ warning', info: 'ℹ️ hint' }

/** A table for a job summary or a comment on a pull request. */
export function markdownWriter({ folder }: ReportContext): ReportWriter {
  let rows = 0
  let left = 0
  return {
    begin: () => '## postfix-lint\n\n',
    add: ({ diagnostics, sources }) =>
      diagnostics
        .map(({ at, severity, message, rule, url }) => {
          if (rows >= maximumRows) {
            left++
            return ''
          }
          const { line, column } = rangeOf(at, sources).start
          const place = code(`${reportPath(at.file, folder)}:${line}:${column}`)
          const row = `| ${labels[severity]} | ${place} | ${messageText(message)} | ${ruleLink(rule, url)} |\n`
          return `${rows++ === 0 ? '| | Place | Finding | Rule |\n|---|---|---|---|\n' : ''}${row}`
        })
        .join(''),
    end({ summary }) {
      const { errors, warnings, infos, files, unread } = summary
      const counts = [count(errors, 'error'), count(warnings, 'warning'), count(infos, 'hint')].join(', ')
      const lines = [
        ...(rows > 0 ? [''] : []),
        ...(left > 0 ? [`... and ${left} more.`, ''] : []),
        `**${counts}** in ${count(files, 'file')}${summary.postfixVersion === '' ? '' : `, read as ${plain(releaseText(summary))}`}.`,
        ...(unread.length > 0 ? ['', 'Not read:', ''] : []),
        ...unread.map(({ file, message }) => `- ${code(reportPath(file, folder))} ${plain(message)}`),
      ]
      return `${lines.join('\n')}\n`
    },
  }
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

function ruleLink(rule: string, url: string): string {
  return /^https:\/\/[\w./-]+$/.test(url) ? `[${code(rule)}](${url})` : code(rule)
}

/** What stands in backticks is code; all the rest is plain text. */
function messageText(message: string): string {
  return message
    .split('`')
    .map((text, index, all) =>
      text === '' ? '' : index % 2 === 1 && index < all.length - 1 ? code(text) : plain(text),
    )
    .join('')
}

function code(text: string): string {
  return `<code>${plain(text)}</code>`
}

// Every sign that means something in Markdown, in HTML, or to GitHub is written by its number.
function plain(text: string): string {
  return visible(text)
    .replaceAll(/[!"#$&'*:<>@[\\\]^_`{|}~]/g, sign => `&#${sign.charCodeAt(0)};`)
    .replaceAll(/(?<=www)\./gi, '&#46;')
}
