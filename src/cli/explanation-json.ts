import type { Project } from '../config/project.js'
import type { Explanation } from '../explain/explanation.js'
import type { Here } from '../explain/here.js'
import { type JsonDiagnostic, toJsonDiagnostic } from '../report/json.js'

/** What `explain --format json` prints (`schemas/explanation.schema.json`). */
export interface JsonExplanation extends Omit<Explanation, 'here'> {
  readonly version: 1
  readonly postfixVersion: string
  readonly here?: Omit<Here, 'findings'> & { readonly findings: readonly JsonDiagnostic[] }
}

/** An explanation as plain data, with lines and columns. */
export function toJsonExplanation(
  { here, ...explanation }: Explanation,
  { sources, catalog }: Project,
): JsonExplanation {
  return {
    version: 1,
    ...explanation,
    postfixVersion: catalog.version,
    ...(here && {
      here: { ...here, findings: here.findings.map(finding => toJsonDiagnostic(finding, sources)) },
    }),
  }
}
