import type { TableKeyForm, TableUseName, TableValueKind } from './names.js'

// Shape of the data file about what tables are used for, as JSON.parse gives it.

export interface TableUseRecord {
  readonly manual: string
  readonly keys: readonly TableKeyForm[]
  readonly parents?: string
  readonly folded?: true
  readonly value: TableValueKind
  readonly syntax?: 'aliases'
  readonly repeats?: true
}

export interface TableUsesFile {
  readonly uses: Readonly<Record<TableUseName, TableUseRecord>>
  readonly parameters: Readonly<Record<string, TableUseName>>
  readonly kinds: Readonly<Record<string, TableUseName>>
  readonly restrictions: Readonly<Record<string, TableUseName>>
  readonly keyForms: Readonly<Record<TableKeyForm, string>>
  readonly valueKinds: Readonly<Record<TableValueKind, string>>
}
