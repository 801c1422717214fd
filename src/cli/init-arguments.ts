import type { JudgementArguments } from './arguments.js'
import { type Given, oneOf } from './options.js'
import { UsageError } from './usage-error.js'

/** Pipelines that there is a file for. */
export const pipelines = ['github', 'gitlab', 'pre-commit'] as const
export type Pipeline = (typeof pipelines)[number]

/** What `postfix-lint init [directory]` was asked to do. */
export interface InitArguments extends JudgementArguments {
  readonly command: 'init'
  readonly directory: string
  readonly pipelines: readonly Pipeline[]
  /** Ask nothing. */
  readonly yes: boolean
  /** Replace what is there. */
  readonly force: boolean
}

/** @throws UsageError */
export function readInit(words: readonly string[], given: Given, judgement: JudgementArguments): InitArguments {
  const [directory = '.', ...more] = words
  if (more.length > 0) throw new UsageError('`init` takes one directory: there its settings are written')
  const named = (given.ci ?? []).flatMap(text => text.split(','))
  return {
    command: 'init',
    directory,
    pipelines: [...new Set(named.map(name => oneOf('--ci', name, pipelines)))],
    yes: given.yes ?? false,
    force: given.force ?? false,
    ...judgement,
  }
}
