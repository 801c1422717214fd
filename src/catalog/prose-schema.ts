import { z } from 'zod'

/** `data/prose/*.json`: a name, or a kind and a name, and one or two sentences about it. */
export const proseSchema = z.record(z.string().min(1), z.string().min(30).max(400))
