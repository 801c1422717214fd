import { createProject } from '../../src/config/project.js'
import { wantedTables } from '../../src/config/tables.js'
import type { PreparedExample } from '../../src/testing/examples.js'
import { SourceText } from '../../src/text/source-text.js'

/**
 * What makes the tables of a configuration ready: postmap(1) or postalias(1) for indexed ones; the others are opened
 * with a query, and bounce templates filled in, so that whatever is wrong with them is said by a program that everybody
 * can run.
 * @param version the Postfix that runs them
 */
export function tableCommands(prepared: PreparedExample, version: string): readonly (readonly string[])[] {
  const text = (name: string) => {
    const found = prepared.texts.get(name)
    return found === undefined ? undefined : new SourceText(name, found)
  }
  const main = text('main.cf')
  const master = text('master.cf')
  const project = createProject({
    target: { version, profile: 'debian' },
    ...(main && { main }),
    ...(master && { master }),
  })
  const given = (path: string, local: string | undefined) =>
    prepared.texts.has(path) || (local !== undefined && prepared.texts.has(local))
  return wantedTables(project).flatMap(({ path, local, type, syntax }) => {
    if (!given(path, local)) return []
    if (syntax === 'bounce') return [['postconf', '-b']]
    if (type === undefined) return []
    const { catalog } = project
    if (catalog.tableType(type)?.compiled !== true)
      return [['postmap', '-q', 'postfix-lint.invalid', `${type}:${path}`]]
    return [[syntax === 'aliases' ? 'postalias' : 'postmap', `${type}:${path}`]]
  })
}
