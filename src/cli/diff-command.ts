import { existsSync } from 'node:fs'
import type { Project } from '../config/project.js'
import { compareConfigurations } from '../effective/compare.js'
import { jsonText } from '../report/json.js'
import type { DiffArguments, DiffSide } from './diff-arguments.js'
import { readFromGit } from './git-configuration.js'
import { createJudge } from './judgement.js'
import { standardOutput } from './output.js'
import { printComparison } from './print-comparison.js'
import { projectOf, readConfiguration } from './read-project.js'
import { openTables } from './tables.js'
import { paletteFor } from './terminal.js'

/** Compares what the services of two configurations run with. Exit status 1: not the same. @throws UsageError */
export async function diffCommand(args: DiffArguments): Promise<number> {
  const comparison = compareConfigurations(await projectOn(args.before, args), await projectOn(args.after, args))
  if (args.format === 'json') standardOutput.write(jsonText(comparison))
  else {
    const names = { before: args.before.name, after: args.after.name }
    standardOutput.write(printComparison(comparison, names, paletteFor(standardOutput, args.color)))
  }
  return comparison.same ? 0 : 1
}

async function projectOn({ name, version, profile }: DiffSide, args: DiffArguments): Promise<Project> {
  const judge = createJudge({
    ...args,
    ...(version !== undefined && { postfixVersion: version }),
    ...(profile !== undefined && { profile }),
  })
  if (existsSync(name) || !name.includes(':')) {
    const target = await readConfiguration({ path: name })
    const { options, root } = await judge(target.directory)
    return projectOf(target, options, openTables(target, root).loader)
  }
  const { target, tables } = readFromGit(name)
  return projectOf(target, (await judge(target.directory)).options, tables)
}
