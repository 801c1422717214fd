import { z } from 'zod'
import { byName, maybe, parameterName, words, yes } from './schema-parts.js'

/** `data/table-uses.json`. */
export const tableUsesSchema = z.strictObject({
  uses: byName(
    z.strictObject({
      manual: z.string().regex(/^[a-z_]+\([1-8]\)$/),
      keys: words,
      parents: maybe(z.string()),
      folded: maybe(yes),
      value: z.string(),
      syntax: maybe(z.literal('aliases')),
      repeats: maybe(yes),
    }),
  ),
  parameters: z.record(parameterName, z.string()),
  kinds: byName(z.string()),
  restrictions: byName(z.string()),
  keyForms: byName(z.string().min(1)),
  valueKinds: byName(z.string().min(1)),
})
