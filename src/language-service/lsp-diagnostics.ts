import type { DiagnosticSeverity, Diagnostic as LspDiagnostic } from 'vscode-languageserver'
import type { Project } from '../config/project.js'
import type { Diagnostic } from '../lint/diagnostic.js'
import type { Severity } from '../rules/define.js'
import { toLspRange } from './positions.js'

/** Name that editors show beside a finding. */
export const diagnosticSource = 'postfix-lint'

const severities: { readonly [severity in Severity]: DiagnosticSeverity } = { error: 1, warning: 2, info: 3 }

/** Findings of one file as the protocol says them; files are named by their URI. */
export function diagnosticsOf(project: Project, diagnostics: readonly Diagnostic[], uri: string): LspDiagnostic[] {
  return diagnostics.flatMap(diagnostic => {
    const found = diagnostic.at.file === uri ? toLspDiagnostic(project, diagnostic) : undefined
    return found ? [found] : []
  })
}

/** One finding as the protocol says it; undefined when its file is not in the project. */
export function toLspDiagnostic(project: Project, diagnostic: Diagnostic): LspDiagnostic | undefined {
  const source = project.sources.get(diagnostic.at.file)
  if (source === undefined) return undefined
  const relatedInformation = diagnostic.related.flatMap(({ at, message }) => {
    const other = project.sources.get(at.file)
    return other ? [{ location: { uri: at.file, range: toLspRange(other, at.range) }, message }] : []
  })
  return {
    range: toLspRange(source, diagnostic.at.range),
    severity: severities[diagnostic.severity],
    source: diagnosticSource,
    code: diagnostic.rule,
    ...(diagnostic.url !== '' && { codeDescription: { href: diagnostic.url } }),
    message: diagnostic.message + concerning(diagnostic.services),
    ...(relatedInformation.length > 0 && { relatedInformation }),
  }
}

/** At most this many services are named; the rest is counted. */
const namedServices = 4

function concerning(services: readonly string[]): string {
  if (services.length === 0) return ''
  const named = services.slice(0, namedServices).join(', ')
  const more = services.length - namedServices
  return more > 0 ? ` (${named} and ${more} more)` : ` (${named})`
}
