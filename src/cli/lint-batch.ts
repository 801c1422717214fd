import type { LintArguments } from './arguments.js'
import { createJudge, type Judge } from './judgement.js'
import { judgeTarget } from './lint-targets.js'
import { filesOf, type Outcome } from './outcome.js'
import { readTarget } from './read-target.js'
import type { Target } from './targets.js'
import { isUsageError } from './usage-error.js'

/** What a thread is given. */
export interface Batch {
  readonly args: LintArguments
  readonly targets: readonly Target[]
}

/** What became of a configuration, as it can be sent from one thread to another. */
export interface SentOutcome extends Omit<Outcome, 'sources' | 'texts'> {
  /** Names and texts of the files that findings speak of. */
  readonly sources: readonly (readonly [string, string, RegExp?])[]
}

/** What a thread gives back; an error of its own class would lose it on the way. */
export type BatchAnswer = readonly SentOutcome[] | { readonly usageError: string }

const judges = new Map<string, Judge>()

/** Runs in a thread beside the one that prints. */
export async function lintBatch({ args, targets }: Batch): Promise<BatchAnswer> {
  const key = JSON.stringify(args)
  const judge = judges.get(key) ?? createJudge(args)
  judges.set(key, judge)
  const sent: SentOutcome[] = []
  try {
    for (const target of targets) sent.push(pack(await judgeTarget(readTarget(target), args, judge)))
  } catch (error) {
    if (isUsageError(error)) return { usageError: error.message }
    throw error
  }
  return sent
}

function pack({ sources, texts: _, ...rest }: Outcome): SentOutcome {
  const needed = new Set(rest.diagnostics.flatMap(filesOf))
  return {
    ...rest,
    sources: [...sources.values()].flatMap(({ name, text, secretLines }): [string, string, RegExp?][] =>
      needed.has(name) ? [secretLines === undefined ? [name, text] : [name, text, secretLines]] : [],
    ),
  }
}
