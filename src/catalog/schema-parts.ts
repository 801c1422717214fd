import { z } from 'zod'

// For tests and scripts only: the runtime trusts the data it was built with, and must not load zod.

/** A branch, `3.7`. */
export const branch = z.string().regex(/^\d\.\d{1,2}$/)
/** A branch, a release or a snapshot. */
export const release = z.string().regex(/^\d\.\d{1,2}(\.\d{1,2}|-\d{8})?$/)
/** One or more releases. */
export const since = z.union([release, z.array(release).min(2)])
/** A list that is not empty. */
export const words = z.array(z.string().min(1)).min(1)
/** A flag that is left out when false. */
export const yes = z.literal(true)
/** A main.cf name. */
export const parameterName = z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9_]*$/)
/** A file of the Postfix source. */
export const source = z.string().regex(/^(src|proto|conf)\//)
/** A property that may be missing, and is never undefined. */
export const maybe = <T extends z.core.SomeType>(schema: T) => z.exactOptional(schema)
/** Entries under their names. */
export const byName = <T extends z.core.SomeType>(schema: T) => z.record(z.string(), schema)
/** A value, or values by release. */
export const timeline = <T extends z.ZodType<string | number | boolean | null>>(value: T) =>
  z.union([value, z.record(release, value)])
