import { z } from 'zod'
import type { LogMessage } from './log-messages.js'
import { maybe, parameterName, words } from './schema-parts.js'

// At least so much besides `*`: a shorter piece would be found in any line.
const message = z.string().refine(text => text.replaceAll('*', '').trim().length >= 5, 'too short to tell anything')

/** `data/log-messages.json`. */
export const logMessagesSchema = z.array(
  z
    .strictObject({
      messages: z.array(message).min(1),
      programs: maybe(z.array(z.string().regex(/^[a-z-]+$/)).min(1)),
      codes: maybe(z.array(z.string().regex(/^[245]\d\d( [245]\.\d{1,3}\.\d{1,3})?$/)).min(1)),
      means: maybe(z.string().min(1)),
      do: maybe(z.string().min(1)),
      parameters: maybe(z.array(parameterName).min(1)),
      restrictions: maybe(words),
      rules: maybe(words),
    })
    .refine(entry => entry.means !== undefined || entry.rules !== undefined, 'neither an explanation nor a rule')
    .refine(entry => (entry.means === undefined) === (entry.do === undefined), '`means` and `do` go together'),
) satisfies z.ZodType<readonly LogMessage[]>
