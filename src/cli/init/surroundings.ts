import { existsSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import type { Pipeline } from '../init-arguments.js'
import { searchFolder } from '../search.js'
import { UsageError } from '../usage-error.js'

/** What there is where settings are to be written. */
export interface Surroundings {
  /** As it was named. */
  readonly directory: string
  /** The root of the repository it is in; without one, the directory itself. */
  readonly repository: string
  readonly isRepository: boolean
  /** From the one to the other, with slashes; `.`: it is the same. */
  readonly inRepository: string
  /** Configurations in the directory and below it, and how many of them another program fills in. */
  readonly configurations: number
  readonly templates: number
  /** Pipelines of which there are signs. */
  readonly signs: readonly Pipeline[]
}

/** Looks around. @throws UsageError */
export async function lookAround(directory: string): Promise<Surroundings> {
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new UsageError(`\`${directory}\` is not a directory: \`init\` writes settings into one`)
  }
  const own = resolve(directory)
  const root = repositoryOf(own)
  const repository = root ?? own
  const { targets } = await searchFolder(directory, async () => undefined)
  const isTemplate = (name: string | undefined) => name !== undefined && !/\.cf$/i.test(name)
  return {
    directory,
    repository,
    isRepository: root !== undefined,
    inRepository: relative(repository, own).split(sep).join('/') || '.',
    configurations: targets.length,
    templates: targets.filter(({ main, master }) => isTemplate((main ?? master)?.name)).length,
    signs: signs.flatMap(([pipeline, name]) => (existsSync(join(repository, name)) ? [pipeline] : [])),
  }
}

const signs: readonly (readonly [Pipeline, string])[] = [
  ['github', '.github'],
  ['gitlab', '.gitlab-ci.yml'],
  ['gitlab', '.gitlab'],
  ['pre-commit', '.pre-commit-config.yaml'],
]

function repositoryOf(directory: string): string | undefined {
  for (let folder = directory; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder
    if (dirname(folder) === folder) return undefined
  }
}
