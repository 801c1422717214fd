import type { CodeLens } from 'vscode-languageserver'
import type { Project } from '../config/project.js'
import type { Table } from '../config/tables.js'
import { fileNamed } from './occurrences.js'
import { toLspRange } from './positions.js'
import { readersOf } from './tables/describe-key.js'
import { tableNamed } from './tables/table-files.js'

/** As many services are named; the rest is counted. */
const namedServices = 5

/** Above a setting of main.cf: the services that have a value of their own for it. */
export function codeLenses(project: Project, uri: string): CodeLens[] {
  const file = fileNamed(project, uri)
  const table = file ? undefined : tableNamed(project, uri)
  if (table !== undefined) return tableLens(project, table)
  if (file?.type !== 'main-cf') return []
  const overriding = new Map<string, string[]>()
  for (const { label, config } of project.services) {
    for (const name of config.own.keys()) overriding.set(name, [...(overriding.get(name) ?? []), label])
  }
  return file.lines.flatMap(line => {
    const services =
      line.type === 'setting' && project.base.own.get(line.name) === line ? overriding.get(line.name) : undefined
    if (line.type !== 'setting' || services === undefined) return []
    const title = `overridden by ${some(services)}`
    return [{ range: toLspRange(file.source, line.nameRange), command: { title, command: '' } }]
  })
}

/** Above a table: which parameters name it, and which programs read them. */
function tableLens(project: Project, { mentions, source }: Table): CodeLens[] {
  const parameters = [...new Set(mentions.map(({ parameter, restriction }) => restriction ?? parameter))]
  const programs = readersOf(project, mentions)
  if (parameters.length === 0) return []
  const title = `read by ${some(parameters)}${programs.length > 0 ? ` of ${some(programs)}` : ''}`
  return [{ range: toLspRange(source, { start: 0, end: 0 }), command: { title, command: '' } }]
}

/** The first few of some names; the rest is counted. */
function some(names: readonly string[]): string {
  const more = names.length > namedServices ? ` and ${names.length - namedServices} more` : ''
  return names.slice(0, namedServices).join(', ') + more
}
