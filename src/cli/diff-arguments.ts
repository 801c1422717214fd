import type { JudgementArguments } from './arguments.js'
import { type Given, oneOf } from './options.js'
import { UsageError } from './usage-error.js'

/** One side of a comparison. */
export interface DiffSide {
  /** A path, or `REV:path` for what git has there. */
  readonly name: string
  /** The release and build it is judged as, where that is not as settings say. */
  readonly version?: string
  readonly profile?: string
}

/** What `postfix-lint diff A B` was asked to do. */
export interface DiffArguments extends JudgementArguments {
  readonly command: 'diff'
  readonly before: DiffSide
  readonly after: DiffSide
  readonly format: 'pretty' | 'json'
  readonly color?: boolean
}

/** Two names, or one that is compared as two releases or builds. @throws UsageError */
export function readDiff(
  names: readonly string[],
  given: Given,
  common: JudgementArguments & { readonly color?: boolean },
): DiffArguments {
  const [first, second = first, ...more] = names
  const versions = [given['from-version'], given['to-version'], given['from-profile'], given['to-profile']]
  const isTold = names.length === 2 || versions.some(each => each !== undefined)
  if (first === undefined || second === undefined || more.length > 0 || !isTold) {
    throw new UsageError(
      '`diff` takes two configurations (directories, or `REV:path` for what git has), or one with `--from-version` or `--to-version`',
    )
  }
  const side = (name: string, version: string | undefined, profile: string | undefined): DiffSide => ({
    name,
    ...(version !== undefined && { version }),
    ...(profile !== undefined && { profile }),
  })
  return {
    command: 'diff',
    before: side(first, given['from-version'], given['from-profile']),
    after: side(second, given['to-version'], given['to-profile']),
    ...common,
    format: given.json ? 'json' : oneOf('--format', given.format?.at(-1) ?? 'pretty', ['pretty', 'json']),
  }
}
