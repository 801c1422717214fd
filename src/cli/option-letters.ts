import { type OptionName, options } from './options.js'
import { type QueryOptionName, queryOptions } from './query-arguments.js'

/** An option as `parseArgs` is told of it. */
interface Parsed {
  readonly type: 'string' | 'boolean'
  readonly short?: string
}

const known: Readonly<Record<string, Parsed>> = { ...queryOptions, ...options }

/** The letter of an option, if it has one. */
export function shortOf(name: OptionName | QueryOptionName): string | undefined {
  return known[name]?.short
}
