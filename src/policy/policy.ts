import type { Severity } from '../rules/define.js'

/** A schema of JSON Schema draft 2020-12. */
export type Schema = boolean | SchemaObject
export interface SchemaObject {
  readonly [keyword: string]: unknown
}

/** A part of a policy that has a name of its own (`$anchor`), so that it can be weighed and suppressed by itself. */
export interface Clause {
  /** Undefined for the policy as a whole. */
  readonly name: string | undefined
  readonly severity: Severity
  readonly summary: string
}

/** What an organisation wants of its configurations: JSON Schema over what `show --json` prints. */
export interface Policy {
  readonly name: string
  /** Without any `$ref`: what they lead to stands in their place. */
  readonly schema: Schema
  readonly clauses: readonly Clause[]
}

/** Something that is wrong in a policy. */
export interface PolicyFault {
  /** Where, in the text of the policy. */
  readonly offset: number
  readonly message: string
}

/** A policy that cannot be used. */
export class BadPolicy extends Error {
  override readonly name = 'BadPolicy'
  readonly faults: readonly PolicyFault[]

  constructor(faults: readonly PolicyFault[]) {
    super(faults.map(({ message }) => message).join('\n'))
    this.faults = faults
  }
}
