import type { CodeLens } from 'vscode-languageserver'
import type { Project } from '../config/project.js'
import { fileNamed } from './occurrences.js'
import { toLspRange } from './positions.js'

/** As many services are named; the rest is counted. */
const namedServices = 5

/** Above a setting of main.cf: the services that have a value of their own for it. */
export function codeLenses(project: Project, uri: string): CodeLens[] {
  const file = fileNamed(project, uri)
  if (file?.type !== 'main-cf') return []
  const overriding = new Map<string, string[]>()
  for (const { label, config } of project.services) {
    for (const name of config.own.keys()) overriding.set(name, [...(overriding.get(name) ?? []), label])
  }
  return file.lines.flatMap(line => {
    const services =
      line.type === 'setting' && project.base.own.get(line.name) === line ? overriding.get(line.name) : undefined
    if (line.type !== 'setting' || services === undefined) return []
    const more = services.length > namedServices ? ` and ${services.length - namedServices} more` : ''
    const title = `overridden by ${services.slice(0, namedServices).join(', ')}${more}`
    return [{ range: toLspRange(file.source, line.nameRange), command: { title, command: '' } }]
  })
}
