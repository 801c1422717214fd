/**
 * A Postfix release: branch (`3.7`), exact release (`3.7.11`) or snapshot (`3.12-20260821`), as `parseVersion` returns
 * it. A branch means its last known release.
 */
export type Version = string

/** A line of releases, `3.7.0` to `3.7.22`. */
export interface Branch {
  readonly branch: string
  /** Last release the catalogue knows; a snapshot for the development branch. */
  readonly last: Version
  /** False for the development branch. */
  readonly stable: boolean
}
