// What a plug-in's rules are made of. `postfix-lint` has all of this as well, and takes longer to load.
import type { Rule } from './rules/define.js'

export type { Parameter, ValueKind, Version } from './catalog/types.js'
export { type Converted, toBoolean, toInteger, toSeconds } from './config/convert.js'
export type { Effective, Resolved } from './config/effective.js'
export {
  groupItems,
  knownItems,
  type ListItem,
  listItems,
  nameLocation,
  originOf,
  partOfItem,
  removeItems,
  replacePlace,
  replaceValue,
  type ValuePlace,
  valueLocation,
  wholeValue,
} from './config/elements.js'
export type { Project } from './config/project.js'
export type { Service } from './config/service.js'
export { removeSetting } from './config/setting-edits.js'
export type { Table } from './config/tables.js'
export {
  defineRule,
  type Evidence,
  type Example,
  type FileContext,
  type FixDescription,
  type Messages,
  type Place,
  type Preset,
  type ProjectContext,
  type Report,
  type Reporter,
  type Rule,
  type RuleDefinition,
  type Safety,
  type ServiceContext,
  type SettingContext,
  type Severity,
  type TableContext,
  type TableVisitor,
} from './rules/define.js'
export { nearestName } from './text/nearest-name.js'
export type { Edit, Location, Range } from './text/range.js'

/** What a plug-in module exports as default. */
export interface Plugin {
  /** The first part of the ids of its rules: `acme` for `acme/no-relayhost`. */
  readonly name: string
  readonly rules: readonly Rule[]
}

/** Checks the types of a plug-in, and gives it back. */
export function definePlugin(plugin: Plugin): Plugin {
  return plugin
}
