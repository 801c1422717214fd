/** Something that the person who called the command can put right: exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** By name: parts of the command that are loaded later are bundles with a class of their own. */
export function isUsageError(error: unknown): error is Error {
  return error instanceof Error && error.name === 'UsageError'
}
