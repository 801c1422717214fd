import { existsSync } from 'node:fs'
import type { JudgementArguments } from './arguments.js'
import { type Given, oneOf } from './options.js'

/** What `postfix-lint show [SERVICE ...] [DIR]` was asked to do. */
export interface ShowArguments extends JudgementArguments {
  readonly command: 'show'
  /** Names, labels or programs of services; none: all. */
  readonly services: readonly string[]
  /** Absent: the configuration that a lint would look at. */
  readonly path?: string
  readonly stdin: boolean
  readonly stdinFilename?: string
  readonly format: 'pretty' | 'json'
  /** Defaults as well. */
  readonly all: boolean
  readonly color?: boolean
}

type OwnArguments = Omit<ShowArguments, keyof JudgementArguments | 'command' | 'color'>

/** The last word is the path, if there is something of that name. */
export function readShow(words: readonly string[], given: Given): OwnArguments {
  const last = words.at(-1)
  const path = given.stdin !== true && last !== undefined && existsSync(last) ? last : undefined
  return {
    services: path === undefined ? words : words.slice(0, -1),
    ...(path !== undefined && { path }),
    stdin: given.stdin ?? false,
    ...(given['stdin-filename'] !== undefined && { stdinFilename: given['stdin-filename'] }),
    format: given.json ? 'json' : oneOf('--format', given.format?.at(-1) ?? 'pretty', ['pretty', 'json']),
    all: given.all ?? false,
  }
}
