import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { Tinypool } from 'tinypool'
import { SourceText } from '../text/source-text.js'
import type { LintArguments } from './arguments.js'
import type { Batch, BatchAnswer, SentOutcome } from './lint-batch.js'
import type { Outcome } from './outcome.js'
import type { Target } from './targets.js'
import { UsageError } from './usage-error.js'

/** Batches that may wait for an earlier one, by thread: so many results are held at most. */
const ahead = 3

/** Judges batches of configurations in several threads; what became of them comes in their order. */
export async function* lintInThreads(
  args: LintArguments,
  batches: Iterable<readonly Target[]>,
): AsyncIterable<Outcome> {
  const threads = args.jobs ?? availableParallelism()
  compileLess()
  const pool = new Tinypool({
    // The command itself: in a thread it runs nothing, and offers `lintBatch`.
    filename: join(__dirname, 'cli.cjs'),
    name: 'lintBatch',
    minThreads: threads,
    maxThreads: threads,
    // Nearly all that a lint makes is garbage when it is done. More room for that makes nothing faster.
    resourceLimits: { maxYoungGenerationSizeMb: 48 },
  })
  const run = (targets: readonly Target[]): Promise<BatchAnswer> => {
    const answer: Promise<BatchAnswer> = pool.run({ args, targets } satisfies Batch)
    // It is looked at when its turn comes.
    answer.catch(() => {})
    return answer
  }
  const pending: Promise<BatchAnswer>[] = []
  try {
    for (const batch of batches) {
      pending.push(run(batch))
      if (pending.length >= threads * ahead) yield* unpack(await pending.shift())
    }
    for (const answer of pending) yield* unpack(await answer)
  } finally {
    await pool.destroy()
  }
}

/**
 * The V8 of Node 20 has no compiler between the quick one and the one that optimizes, which so gets all that runs a
 * few hundred times, in each thread anew: a third of the processors' time. It is asked to wait longer, and to put less
 * of one function into another. Later ones have the compiler between, and other words for this.
 */
function compileLess(): void {
  if (!process.versions.v8.startsWith('11.')) return
  setFlagsFromString('--interrupt-budget=400000')
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=250')
}

function unpack(answer: BatchAnswer | undefined): readonly Outcome[] {
  if (answer === undefined) return []
  if ('usageError' in answer) throw new UsageError(answer.usageError)
  return answer.map(
    ({ sources, ...rest }: SentOutcome): Outcome => ({
      ...rest,
      sources: new Map(sources.map(([name, text, secret]) => [name, new SourceText(name, text, secret)])),
      texts: [],
    }),
  )
}
