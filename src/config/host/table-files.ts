import type { TableType } from '../../catalog/types.js'
import { remembered } from '../../text/remembered.js'
import { originOf } from '../elements.js'
import type { PathFact } from '../facts.js'
import type { Project } from '../project.js'
import { type TableMention, tableMentions } from '../table-mentions.js'

/** A table that the configuration names, and the files of it on the host. */
export interface TableFile {
  readonly mention: TableMention
  /** Absent for a `/file/name` in a match list. */
  readonly type?: TableType
  /** The file that people edit. */
  readonly path: string
  readonly source: PathFact | 'missing'
  /** What postmap(1) or postalias(1) made of it, for the types that need that; the first of several files. */
  readonly index?: { readonly path: string; readonly fact: PathFact | 'missing' }
  /** The command that makes the index. */
  readonly command: 'postmap' | 'postalias'
}

/**
 * Tables in files of which something is known, each place once. Caches are left out: Postfix makes them by itself. So are
 * tables of built-in defaults, which depend on how Postfix was built.
 */
export const tableFiles = remembered((project: Project): readonly TableFile[] => {
  const seen = new Set<string>()
  const mentions = tableMentions(project)
  // `alias_database` says what newaliases(1) is to index; lookups are in `alias_maps`, which most often names the same.
  const asked = new Set(mentions.flatMap(({ parameter, spec }) => (parameter === 'alias_database' ? [] : [spec.value])))
  return mentions.flatMap(mention => {
    const { spec, use, resolved } = mention
    const path = spec.name.value
    if (mention.parameter === 'alias_database' && asked.has(spec.value)) return []
    if (use.name === 'cache' || resolved.setting === undefined || !path.startsWith('/')) return []
    const at = originOf(spec)?.location
    const key = `${at?.file} ${at?.range.start} ${spec.value}`
    if (at === undefined || seen.has(key)) return []
    seen.add(key)
    const file = lookAt(project, mention)
    return file === undefined ? [] : [file]
  })
})

function lookAt(project: Project, mention: TableMention): TableFile | undefined {
  const { facts, catalog } = project
  const { spec, use } = mention
  const path = spec.name.value
  const source = facts.path(path)
  const type = spec.type === undefined ? undefined : catalog.tableType(spec.type.value)
  const common = { mention, path, command: use.name === 'aliases' ? 'postalias' : 'postmap' } as const
  if (spec.type === undefined) return source === 'unknown' ? undefined : { ...common, source }
  if (type === undefined || type.sourceGrammar === undefined) return undefined
  const [suffix] = type.indexSuffixes
  if (!type.compiled || suffix === undefined) return source === 'unknown' ? undefined : { ...common, type, source }
  const index = { path: path + suffix, fact: facts.path(path + suffix) }
  if (index.fact === 'unknown' || source === 'unknown') return undefined
  return { ...common, type, source, index: { path: index.path, fact: index.fact } }
}
