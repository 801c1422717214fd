import type { ParameterInformation, SignatureHelp } from 'vscode-languageserver'
import type { Prose } from '../catalog/prose.js'
import type { Project } from '../config/project.js'
import { fieldNames } from '../syntax/nodes.js'
import { cursorPlace } from './completion/probe.js'
import { columnTitles, proseKeyOf } from './describe-service.js'
import { fileNamed } from './occurrences.js'

/** The columns of a master.cf entry, with the one at the cursor. */
export function signatureHelp(project: Project, uri: string, offset: number, prose: Prose): SignatureHelp | undefined {
  const file = fileNamed(project, uri)
  const place = file?.type === 'master-cf' ? cursorPlace(file, offset) : undefined
  if (place === undefined || place.type === 'comment' || place.type === 'name') return undefined
  const field = place.type === 'column' ? place.field : 'command'
  const parameters = fieldNames.map((name): ParameterInformation => {
    const value = prose.services.get(proseKeyOf(name))
    return { label: columnTitles[name], ...(value !== undefined && { documentation: { kind: 'markdown', value } }) }
  })
  const label = `${fieldNames.map(name => columnTitles[name]).join('  ')} + args`
  const activeParameter = fieldNames.indexOf(field)
  return { signatures: [{ label, parameters, activeParameter }], activeSignature: 0, activeParameter }
}
