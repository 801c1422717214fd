import { z } from 'zod'

const run = z.strictObject({ stdout: z.string(), stderr: z.string(), status: z.number() })

/** Tables of one kind, what they are asked for, and what the real programs answered. All texts are bytes. */
const recordedQueries = z.strictObject({
  /** The Postfix that was asked; absent as long as none was. */
  version: z.string().optional(),
  type: z.string(),
  inName: z.boolean().optional(),
  indexed: z.boolean().optional(),
  aliases: z.boolean().optional(),
  unicode: z.boolean().optional(),
  keepsCase: z.boolean().optional(),
  cases: z.array(
    z.strictObject({
      about: z.string().optional(),
      text: z.string(),
      keys: z.array(z.string()),
      real: run.optional(),
    }),
  ),
})

export type RecordedQueries = z.infer<typeof recordedQueries>

/** Reads a file of fixtures/queries. @throws when it is none */
export function readRecordedQueries(text: string): RecordedQueries {
  return recordedQueries.parse(JSON.parse(text))
}
