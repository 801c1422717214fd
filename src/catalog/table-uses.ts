import { tableUseData } from './data-files.js'
import type { RestrictionName, TableKeyForm, TableUse, TableUseName, TableValueKind, ValueKind } from './types.js'

function use(name: TableUseName | undefined): TableUse | undefined {
  if (name === undefined) return undefined
  const { manual, keys, parents, folded, value, syntax, repeats } = tableUseData().uses[name]
  return { name, manual, keys, parents, folded: folded ?? false, value, syntax, repeats: repeats ?? false }
}

/** What a table of a parameter is used for. */
export function findParameterUse(parameter: string, kind: ValueKind | undefined): TableUse | undefined {
  const { parameters, kinds } = tableUseData()
  return use(own(parameters, parameter) ?? (kind === undefined ? undefined : own(kinds, kind)))
}

/** What the table behind a restriction is used for. */
export function findRestrictionUse(restriction: RestrictionName): TableUse | undefined {
  return use(own(tableUseData().restrictions, restriction))
}

/** A use by its name. */
export function findTableUse(name: TableUseName): TableUse {
  return use(name) as TableUse
}

/** A form of keys, in words. */
export function keyFormText(form: TableKeyForm): string {
  return tableUseData().keyForms[form]
}

/** What a table answers, in words. */
export function valueKindText(kind: TableValueKind): string {
  return tableUseData().valueKinds[kind]
}

function own<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined
}
