import { existsSync, readFileSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { parseVersion } from '../catalog/versions.js'
import { jsonText } from '../report/json.js'
import { visible } from '../report/visible.js'
import { type Asker, createAsker } from './init/ask.js'
import { type InstalledPostfix, installedPostfix } from './init/installed-postfix.js'
import { pipelineFiles } from './init/pipeline-files.js'
import { lookAround, type Surroundings } from './init/surroundings.js'
import { writeNew } from './init/write-new.js'
import { type InitArguments, type Pipeline, pipelines } from './init-arguments.js'
import { standardOutput } from './output.js'
import { readProfileName, readReleaseName } from './release-options.js'
import { configName, packageKey, packageName } from './settings-names.js'
import { isSystemDirectory } from './targets.js'
import type { UserConfig } from './user-config.js'

/** Writes settings, and on request what pipelines need; says what it did and what comes next. @throws UsageError */
export async function initCommand(args: InitArguments): Promise<number> {
  const around = await lookAround(args.directory)
  say(foundLine(around))
  const asker = !args.yes && process.stdin.isTTY === true && standardOutput.isTTY ? createAsker() : undefined
  try {
    const settings = await chooseSettings(args, asker)
    const wanted = await choosePipelines(args, around, asker)
    // Everything is known to be possible before anything is written.
    const files = wanted.flatMap(pipeline => pipelineFiles(pipeline, around.inRepository))
    let isComplete = await writeSettings(args, settings)
    for (const { path, text, toAdd } of files) {
      const became = writeNew(around.repository, path, text, args.force && toAdd === undefined)
      isComplete = tell(shown(join(around.repository, path)), became, toAdd) && isComplete
    }
    for (const line of nextSteps(around, wanted)) say(line)
    return isComplete ? 0 : 1
  } finally {
    asker?.close()
  }
}

function foundLine({ directory, configurations, templates }: Surroundings): string {
  if (configurations === 0) return `No main.cf or master.cf in ${directory} yet, nor below it.`
  const form =
    templates === 0 ? '' : templates === configurations ? ', all templates' : `, ${templates} of them templates`
  return `Found ${configurations} configuration${configurations === 1 ? '' : 's'} in ${directory} and below it${form}.`
}

async function chooseSettings(args: InitArguments, asker: Asker | undefined): Promise<UserConfig> {
  // Of other directories nobody knows which Postfix will read them, least of all this machine.
  const installed = isSystemDirectory(args.directory) ? installedPostfix() : {}
  const postfixVersion = await chooseVersion(args, installed, asker)
  const profile = args.profile === undefined ? installed.profile : readProfileName(args.profile)
  if (installed.profile !== undefined && args.profile === undefined) say(`Its build: ${installed.profile}.`)
  const policies = args.policies.map(name =>
    name.startsWith('postfix-lint:') ? name : relative(resolve(args.directory), resolve(name)).split(sep).join('/'),
  )
  return {
    $schema: schemaFor(args.directory),
    ...(postfixVersion !== undefined && { postfixVersion }),
    ...(profile !== undefined && { profile }),
    ...(args.preset !== undefined && { preset: args.preset }),
    ...(Object.keys(args.rules).length > 0 && { rules: args.rules }),
    ...(policies.length > 0 && { policies }),
  }
}

/** A schema that is installed is there without a network, and that of this version. */
function schemaFor(directory: string): string {
  const own = './node_modules/postfix-lint/schemas/config.schema.json'
  if (existsSync(join(directory, own))) return own
  return 'https://raw.githubusercontent.com/postfix-lint/postfix-lint/main/schemas/config.schema.json'
}

async function chooseVersion(
  { postfixVersion }: InitArguments,
  { version: installed }: InstalledPostfix,
  asker: Asker | undefined,
): Promise<string | undefined> {
  if (postfixVersion !== undefined) {
    readReleaseName(postfixVersion)
    return postfixVersion
  }
  if (installed !== undefined) {
    say(`Postfix ${installed} is installed here.`)
    return installed
  }
  for (let question = 'Which release of Postfix reads it, such as 3.7 or 3.7.11 (Enter: the newest)? '; asker; ) {
    const answer = await asker.ask(question)
    if (answer === undefined || answer === '') break
    if (parseVersion(answer) !== undefined) return answer
    question = `No release \`${visible(answer)}\` is known. Which one (Enter: the newest)? `
  }
  say('The release of Postfix is left open: the newest is taken. `postfixVersion` in the settings names another.')
  return undefined
}

async function choosePipelines(
  args: InitArguments,
  { isRepository, signs }: Surroundings,
  asker: Asker | undefined,
): Promise<readonly Pipeline[]> {
  if (args.pipelines.length > 0 || asker === undefined || !isRepository) return args.pipelines
  const likely = [...new Set(signs)].join(', ')
  const fallback = likely === '' ? 'none' : likely
  for (let question = `Lint it in a pipeline: ${pipelines.join(', ')} or none (Enter: ${fallback})? `; ; ) {
    const answer = await asker.ask(question)
    if (answer === undefined) return []
    const words = (answer === '' ? fallback : answer).split(/[\s,]+/).filter(word => word !== 'none')
    const known = pipelines.filter(name => words.includes(name))
    if (words.every(word => known.some(name => name === word))) return known
    question = `Any of ${pipelines.join(', ')}, or none (Enter: ${fallback})? `
  }
}

async function writeSettings({ directory, force }: InitArguments, settings: UserConfig): Promise<boolean> {
  const file = join(directory, configName)
  const manifest = join(directory, packageName)
  if (!existsSync(file) && existsSync(manifest)) {
    const { hasKey } = await import('./check-config.js')
    if (hasKey(readFileSync(manifest, 'utf8'), packageKey)) {
      say(`Left ${shown(manifest)} as it is: it has settings.`)
      return true
    }
  }
  return tell(shown(file), writeNew(directory, configName, jsonText(settings), force), undefined)
}

/** True when a file is as it is wanted. */
function tell(name: string, became: ReturnType<typeof writeNew>, toAdd: string | undefined): boolean {
  if (became === 'written') say(`Wrote ${name}`)
  else if (became === 'replaced') say(`Replaced ${name}`)
  else if (became === 'same') say(`${name} is there already`)
  else if (toAdd === undefined) say(`Left ${name} as it is: --force replaces it.`)
  else say(`Left ${name} as it is. If it does not have this yet, add:\n\n${toAdd}`)
  return became !== 'left'
}

function nextSteps({ directory }: Surroundings, wanted: readonly Pipeline[]): readonly string[] {
  const path = directory === '.' ? '' : ` ${directory}`
  return [
    '\nNext:',
    `  postfix-lint${path}  says what is wrong now`,
    `  postfix-lint --baseline postfix-lint.baseline.json --write-baseline${path}  accepts that, to see only what is new`,
    ...(wanted.includes('pre-commit') ? ['  pre-commit install  switches the hook on'] : []),
    ...(wanted.includes('github') || wanted.includes('gitlab')
      ? ['  commit what was written, and the pipeline runs']
      : []),
  ]
}

/** A path as somebody here would type it. */
function shown(path: string): string {
  const here = relative('.', path)
  return here === '' || here.startsWith('..') ? path : here
}

function say(line: string): void {
  standardOutput.write(`${line.split('\n').map(visible).join('\n')}\n`)
}
