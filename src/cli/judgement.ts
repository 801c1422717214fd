import { statSync } from 'node:fs'
import { dirname, resolve, sep } from 'node:path'
import { profileNames } from '../catalog/profiles.js'
import type { ProfileName } from '../catalog/types.js'
import { branches, parseVersion } from '../catalog/versions.js'
import { completeRelease, type InstalledPackage } from '../config/installed-release.js'
import type { LintOptions } from '../lint/lint.js'
import type { Rule } from '../rules/define.js'
import { rules } from '../rules/index.js'
import { nearestName } from '../text/nearest-name.js'
import type { JudgementArguments, LintArguments } from './arguments.js'
import { isSystemDirectory } from './targets.js'
import { UsageError } from './usage-error.js'
import { createFindSettings, type LoadedConfig } from './user-config.js'

/** How one configuration is judged: the command line first, then the settings file. */
export interface Judgement {
  readonly options: LintOptions
  /** Where the mail server's file system is, if it is to be looked at. */
  readonly root?: string
  /** The package of Postfix that is installed there, if it says which release, or whose build, they are judged as. */
  readonly installed?: string
  readonly maxWarnings: number
  /** All that decides about findings beside the files, as text; absent where more does than can be said. */
  readonly fingerprint?: string
}

/** What the command line says about judging. */
type JudgedBy = JudgementArguments & Pick<LintArguments, 'maxWarnings'>

/** Says how the files of a directory are judged. @throws UsageError */
export type Judge = (directory: string) => Promise<Judgement>

/**
 * Directories that have the same settings share one judgement: what the engine prepares for it is prepared once.
 */
export function createJudge(args: JudgedBy, find = createFindSettings(args)): Judge {
  const judgements = new Map<string, Promise<Judgement>>()
  return async directory => {
    const loaded = await find(directory)
    const root = rootFor(args, loaded, directory)
    const key = `${loaded?.file ?? ''}\0${root ?? ''}`
    const known = judgements.get(key)
    if (known !== undefined) return known
    const judgement = judge(args, loaded, root)
    judgements.set(key, judgement)
    return judgement
  }
}

async function judge(args: JudgedBy, loaded: LoadedConfig | undefined, root: string | undefined): Promise<Judgement> {
  const settings = loaded?.settings
  const wantedVersion = args.postfixVersion ?? settings?.postfixVersion
  const wantedProfile = args.profile === undefined ? settings?.profile : profileNamed(args.profile)
  const host = await lookAtHost(root)
  const { version, profile, installed } = completeRelease(wantedVersion, wantedProfile, host.package)
  const preset = args.preset ?? settings?.preset
  if (wantedVersion !== undefined) checkVersion(wantedVersion)
  const own = await ownRules(args, loaded)
  const written = { ...settings?.rules, ...args.rules }
  for (const id of Object.keys(written)) checkRule(id, own.rules)
  const maxWarnings = args.maxWarnings ?? settings?.maxWarnings ?? 0
  // The host and the clock, or the code of others, can have more to say than any text tells.
  const isTold = root === undefined && !own.hasCode
  return {
    options: {
      ...(version !== undefined && { postfixVersion: version }),
      ...(profile && { profile }),
      ...(preset && { preset }),
      rules: written,
      ...(own.rules.length > 0 && { plugins: own.rules }),
      ...host.options,
    },
    ...(installed !== undefined && { installed }),
    ...(root !== undefined && { root }),
    maxWarnings,
    ...(isTold && { fingerprint: JSON.stringify([version, profile, preset, written, own.policies, maxWarnings]) }),
  }
}

/** Where the mail server's file system is; undefined when nothing is to be looked at. This machine is not guessed to be it. */
function rootFor(args: JudgedBy, loaded: LoadedConfig | undefined, directory: string): string | undefined {
  if (args.noHost) return undefined
  if (args.root !== undefined) return directoryNamed(args.root, args.root)
  const root = loaded?.settings.root
  if (root === false) return undefined
  if (loaded !== undefined && root !== undefined) return directoryNamed(resolve(dirname(loaded.file), root), root)
  return isSystemDirectory(directory) ? '/' : undefined
}

function directoryNamed(path: string, written: string): string {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new UsageError(`root \`${written}\` is not a directory: it has to hold the file system of the mail server`)
  }
  return resolve(path)
}

/** What is known of the mail server. */
interface HostLook {
  readonly options: Pick<LintOptions, 'facts' | 'host'>
  readonly package?: InstalledPackage
}

async function lookAtHost(root: string | undefined): Promise<HostLook> {
  if (root === undefined) return { options: {} }
  const [{ nodeFacts }, { nodeHost }, { installedPackage }] = await Promise.all([
    import('../host/node.js'),
    import('../host/machine.js'),
    import('../host/installed-package.js'),
  ])
  const found = installedPackage(root)
  return {
    // The name and addresses of this machine say nothing about an image that is mounted on it.
    options: { facts: nodeFacts(root), ...(root === '/' && { host: nodeHost() }) },
    ...(found && { package: found }),
  }
}

/** @throws UsageError when it is no release that is known */
export function checkVersion(version: string): void {
  if (parseVersion(version) !== undefined) return
  const known = branches.map(({ branch }) => branch)
  throw new UsageError(
    `Postfix version \`${version}\` is not known: name a branch from ${known[0]} to ${known.at(-1)}, or a release of one, such as \`3.7.11\``,
  )
}

function profileNamed(name: string): ProfileName {
  const found = profileNames().find(known => known === name)
  if (found !== undefined) return found
  throw new UsageError(
    `there is no profile \`${name}\`: there are ${profileNames()
      .map(known => `\`${known}\``)
      .join(', ')}`,
  )
}

/** Rules that do not come with postfix-lint: those of plug-ins and policies. They are loaded only if there are any. */
async function ownRules(args: JudgementArguments, loaded: LoadedConfig | undefined): Promise<OwnRules> {
  const { policies = [], plugins = [] } = loaded?.settings ?? {}
  const found: Rule[] = []
  if (loaded !== undefined && plugins.length > 0) {
    if (!mayRunPlugins(args, loaded.file)) throw new UsageError(pluginsNotAllowed(loaded.file))
    const { loadPlugins } = await import('./plugins.js')
    found.push(...(await loadPlugins(plugins, loaded.file)))
  }
  if (policies.length + args.policies.length === 0) return { rules: found, policies: [], hasCode: plugins.length > 0 }
  const { loadPolicies } = await import('../host/policies.js')
  const folder = dirname(loaded?.file ?? '.')
  const named = [...policies.map(name => ({ name, folder })), ...args.policies.map(name => ({ name, folder: '' }))]
  const wanted = loadPolicies(named)
  if ('problem' in wanted) throw new UsageError(wanted.problem)
  return { rules: [...found, ...wanted.rules], policies: wanted.texts, hasCode: plugins.length > 0 }
}

interface OwnRules {
  readonly rules: readonly Rule[]
  /** Names and texts of policies. */
  readonly policies: readonly (readonly [name: string, text: string])[]
  /** Some of them are programs of others. */
  readonly hasCode: boolean
}

/**
 * Plug-ins are programs. Settings that merely lie in or above what is linted may be anybody's: theirs are run when the
 * command line names the file, or allows those of the current folder.
 */
function mayRunPlugins({ config, allowPlugins }: JudgementArguments, file: string): boolean {
  if (config !== undefined) return true
  const folder = dirname(resolve(file))
  const here = resolve('.')
  return allowPlugins && (here === folder || here.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`))
}

function pluginsNotAllowed(file: string): string {
  return `${file} names plug-ins, which are programs: they are run only with \`--config ${file}\`, or with \`--allow-plugins\` if these are the settings of the current folder`
}

function checkRule(id: string, own: readonly Rule[]): void {
  const ids: readonly string[] = [...rules, ...own].map(rule => rule.id)
  if (ids.includes(id)) return
  const near = nearestName(id, ids)
  const hint = near === undefined ? '`postfix-lint rules` lists them' : `did you mean \`${near}\`?`
  throw new UsageError(`there is no rule \`${id}\`: ${hint}`)
}
