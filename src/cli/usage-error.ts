/** Something that the person who called the command can put right: exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
