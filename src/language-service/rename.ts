import type { Range as LspRange, WorkspaceEdit } from 'vscode-languageserver'
import type { Project } from '../config/project.js'
import { type EditForm, workspaceEdit } from './code-actions.js'
import { type Followed, followedAt, placesOf } from './navigation.js'
import { toLspRange } from './positions.js'

/** The name that would be renamed, or why it cannot be. */
export type Renamable = { readonly range: LspRange; readonly placeholder: string } | { readonly refused: string }

/** Whether the name at an offset can be renamed; undefined where there is no name. */
export function prepareRename(project: Project, uri: string, offset: number): Renamable | undefined {
  const name = followedAt(project, uri, offset)
  const source = project.sources.get(uri)
  if (name === undefined || source === undefined) return undefined
  const refused = whyNot(project, name)
  return refused === undefined ? { range: toLspRange(source, name.range), placeholder: name.name } : { refused }
}

function whyNot(project: Project, name: Followed): string | undefined {
  const { catalog } = project
  if (name.kind === 'service') {
    if (project.master === undefined) return 'master.cf is not there, so the entry of the service would keep its name'
    const known = name.service?.type === 'inet' ? undefined : catalog.wellKnownService(name.name)
    return known === undefined ? undefined : `Postfix itself looks for a service named ${name.name}`
  }
  if (catalog.parameter(name.name) || catalog.history(name.name)) return `${name.name} is a parameter of Postfix`
  if (catalog.transportFamily(name.name) && hasTransport(project, name.name)) {
    return `the name belongs to a service of master.cf: rename the service instead`
  }
  return undefined
}

function hasTransport(project: Project, name: string): boolean {
  const transport = project.catalog.transportFamily(name)?.transport
  return project.services.some(service => service.name === transport)
}

/** Every place of a name under a new one, or why that cannot be. */
export function rename(
  project: Project,
  uri: string,
  offset: number,
  to: string,
  form: EditForm,
): WorkspaceEdit | { readonly refused: string } {
  const name = followedAt(project, uri, offset)
  if (name === undefined) return { refused: 'there is no name here that can be renamed' }
  const refused = whyNot(project, name) ?? badName(project, name, to)
  if (refused !== undefined) return { refused }
  const edits = placesOf(project, name).map(({ file, range }) => ({ file, range, text: to }))
  return workspaceEdit(project, edits, form)
}

/** What `$name` reads as a name. */
const parameterForm = /^[A-Za-z0-9_]+$/
const serviceForm = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/

function badName(project: Project, name: Followed, to: string): string | undefined {
  if (name.kind === 'service') {
    if (name.service?.type !== 'inet' && !serviceForm.test(to))
      return `${to} cannot be the name of a service: letters, digits, "_", "-" and "." only`
    if (/\s/.test(to) || to === '') return 'a service name has no white space'
    const type = name.service?.type
    const taken = project.services.some(service => service.name === to && (type === undefined || service.type === type))
    return taken ? `there is a service ${to} already` : undefined
  }
  if (!parameterForm.test(to)) return `${to} cannot be the name of a parameter: letters, digits and "_" only`
  if (project.catalog.parameter(to)) return `${to} is a parameter of Postfix`
  const taken = project.base.sets(to) || project.services.some(({ config }) => config.sets(to))
  return taken ? `${to} is set already` : undefined
}
