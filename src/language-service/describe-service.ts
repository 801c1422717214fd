import { manualUrl } from '../catalog/manual.js'
import type { Prose } from '../catalog/prose.js'
import type { Project } from '../config/project.js'
import type { FieldName } from '../syntax/nodes.js'
import { bullets, code, codes, link, paragraphs } from './markdown.js'
import type { ColumnText, ServiceName } from './occurrence-types.js'
import { entriesOf } from './service-names.js'

/** Titles of the columns, in the words of master(5). */
export const columnTitles: { readonly [field in FieldName]: string } = {
  service: 'service name',
  type: 'service type',
  private: 'private',
  unprivileged: 'unprivileged',
  chroot: 'chroot',
  wakeup: 'wakeup time',
  process_limit: 'process limit',
  command: 'command',
}

/** Name of a column in the texts of the catalogue. */
export function proseKeyOf(field: FieldName): string {
  return `field: ${field === 'process_limit' ? 'maxproc' : field}`
}

/** A column of master.cf, and what its text stands for in this entry. */
export function describeColumn(project: Project, { name, field, service }: ColumnText, prose: Prose): string {
  const type = name === 'type' ? prose.services.get(`type: ${field.text}`) : undefined
  return paragraphs(
    `**${columnTitles[name]}** · column ${service.entry.fields.indexOf(field) + 1} of master.cf`,
    prose.services.get(proseKeyOf(name)),
    type && `${code(field.text)}: ${type}`,
    field.text === '-' ? defaultOf(project, name, service.isChrooted) : undefined,
    link('Postfix manual', manualUrl({ topic: 'master-field', name })),
  )
}

/** What `-` means in a column. */
function defaultOf(project: Project, name: FieldName, chrooted: boolean | undefined): string | undefined {
  if (name === 'chroot')
    return chrooted === undefined ? undefined : `${code('-')} means ${code(chrooted ? 'y' : 'n')} here`
  if (name === 'process_limit') {
    const limit = project.base.get('default_process_limit')?.text
    return limit === undefined
      ? undefined
      : `${code('-')} means ${code('$default_process_limit')}, which is ${code(limit)}`
  }
  const names = project.catalog.masterFields()
  const known = names.defaults[name]
  return known === undefined ? undefined : `${code('-')} means ${code(known)}`
}

/** A service of master.cf: what it is for, and what its entry runs. */
export function describeService(project: Project, at: ServiceName, prose: Prose): string {
  const entries = at.service ? [at.service] : entriesOf(project, at)
  const text = prose.services.get(`service: ${at.name}`)
  if (entries.length === 0) {
    const missing = project.master ? 'No entry of master.cf has this name.' : undefined
    return text === undefined && missing === undefined ? '' : paragraphs(`**${at.name}** · service`, text, missing)
  }
  return paragraphs(
    `**${at.name}** · service`,
    // The texts are about the services that come with Postfix: one's own of the same name may run something else.
    entries.every(({ program }) => project.catalog.wellKnownService(at.name)?.program === program) ? text : undefined,
    ...entries.map(entry =>
      bullets(
        `${code(entry.label)} runs ${code(entry.program)}`,
        entry.overrides.length > 0 ? `Sets ${codes(entry.overrides.map(({ name }) => name))}` : undefined,
      ),
    ),
    entries[0] && prose.services.get(`program: ${entries[0].program}`),
  )
}
