import { closeSync, openSync, writeSync } from 'node:fs'
import { systemMessage } from '../host/read.js'
import { type PrettyOptions, prettyWriter } from '../report/pretty.js'
import type { ReportContext, ReportPart, ReportTotals, ReportWriter } from '../report/report-writer.js'
import type { LintArguments, ReportRequest } from './arguments.js'
import type { Format } from './formats.js'
import { type Output, standardOutput } from './output.js'
import { inertForRunner, isGitHubRunner } from './runner-commands.js'
import { paletteFor, widthOf } from './terminal.js'
import { toolVersion } from './tool-version.js'
import { UsageError } from './usage-error.js'

/** The reports of a run, each on its way to where it was asked for. */
export interface Reports {
  add(part: ReportPart): void
  end(totals: ReportTotals): void
}

/** Opens the reports that the command line asks for. @throws UsageError when a file cannot be written */
export async function openReports(
  { color, reports, statistics }: LintArguments,
  printed: Output = standardOutput,
): Promise<Reports> {
  const open: { readonly writer: ReportWriter; readonly write: (text: string) => void; readonly close: () => void }[] =
    []
  for (const { format, file } of reports) {
    const style =
      file === undefined
        ? { palette: paletteFor(printed, color), width: widthOf(printed) }
        : { palette: paletteFor({}, color ?? false), width: widthOf({}) }
    const writer = format === 'pretty' ? await textWriter(style, statistics) : await writerOf(format)
    open.push({ writer, ...target({ format, ...(file !== undefined && { file }) }, printed) })
  }
  for (const { writer, write } of open) write(writer.begin())
  return {
    add(part) {
      for (const { writer, write } of open) write(writer.add(part))
    },
    end(totals) {
      for (const { writer, write, close } of open) {
        write(writer.end(totals))
        close()
      }
    },
  }
}

function target({ format, file }: ReportRequest, printed: Output) {
  if (file === undefined) {
    const forPeople = format === 'pretty' || format === 'compact'
    const shown = forPeople && isGitHubRunner() ? inertForRunner : (text: string) => text
    return {
      write: (text: string) => {
        if (text !== '') printed.write(shown(text))
      },
      close: () => {},
    }
  }
  const attempt = <Result>(work: () => Result): Result => {
    try {
      return work()
    } catch (error) {
      throw new UsageError(`report ${file} ${systemMessage(error)}`)
    }
  }
  const descriptor = attempt(() => openSync(file, 'w'))
  const write = (text: string) =>
    attempt(() => {
      const bytes = Buffer.from(text)
      for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written)
    })
  return { write, close: () => attempt(() => closeSync(descriptor)) }
}

async function textWriter(style: PrettyOptions, statistics: boolean): Promise<ReportWriter> {
  return statistics ? (await import('../report/statistics.js')).statisticsWriter(style.palette) : prettyWriter(style)
}

/** Each form is loaded only when it is asked for. */
async function writerOf(format: Exclude<Format, 'pretty'>): Promise<ReportWriter> {
  switch (format) {
    case 'compact':
      return (await import('../report/compact.js')).compactWriter()
    case 'json':
      return (await import('../report/json-writer.js')).jsonWriter()
    case 'sarif':
      return (await import('../report/sarif.js')).sarifWriter(await context())
    case 'github':
      return (await import('../report/github.js')).githubWriter(await context())
    case 'gitlab':
      return (await import('../report/gitlab.js')).gitlabWriter(await context())
    case 'checkstyle':
      return (await import('../report/checkstyle.js')).checkstyleWriter()
    case 'junit':
      return (await import('../report/junit.js')).junitWriter()
    case 'rdjsonl':
      return (await import('../report/rdjsonl.js')).rdjsonlWriter(await context())
    case 'markdown':
      return (await import('../report/markdown.js')).markdownWriter(await context())
  }
}

async function context(): Promise<ReportContext> {
  const { createHash } = await import('node:crypto')
  return {
    toolVersion,
    folder: process.cwd(),
    digest: text => createHash('sha256').update(text).digest('hex').slice(0, 40),
  }
}
