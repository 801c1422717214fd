import { profileNames } from '../catalog/profiles.js'
import { parseVersion } from '../catalog/versions.js'
import type { LintOptions } from '../lint/lint.js'
import type { SeveritySetting } from '../lint/severities.js'
import type { Preset } from '../rules/define.js'
import { rules as knownRules } from '../rules/index.js'
import { nearestName } from '../text/nearest-name.js'

/** Name of the section that editors keep these settings in. */
export const settingsSection = 'postfix-lint'

/** Settings as far as they can be used, and what is wrong with the rest. */
export interface ReadSettings {
  readonly options: LintOptions
  /** Where the mail server's file system is seen; `false`: nowhere; absent: not said. */
  readonly root?: string | false
  /** Policies by their names; absent: none. */
  readonly policies?: readonly string[]
  readonly problems: readonly string[]
}

const presets: readonly Preset[] = ['recommended', 'strict', 'all']
const severities: readonly SeveritySetting[] = ['error', 'warning', 'info', 'off']

/** Settings of a folder's file over those of the editor, key by key: they belong to the configuration, not to the person. */
export function mergeSettings(ofEditor: unknown, ofFile: unknown): unknown {
  const [editor, file] = [ofEditor, ofFile].map(value => (isRecord(value) ? value : {}))
  const rules = [editor?.['rules'], file?.['rules']].filter(isRecord)
  return { ...editor, ...file, ...(rules.length > 0 && { rules: Object.assign({}, ...rules) }) }
}

/** Reads what an editor sent; anything that cannot be used is left out and said. */
export function readSettings(sent: unknown): ReadSettings {
  const problems: string[] = []
  const record = isRecord(sent) ? sent : {}
  const choose = <T extends string>(name: string, allowed: readonly T[]): T | undefined => {
    const value = record[name]
    if (value === undefined || value === null || value === '') return undefined
    const found = allowed.find(word => word === value)
    if (found === undefined) problems.push(`\`${name}\` is ${show(value)}, but must be one of ${allowed.join(', ')}`)
    return found
  }
  const postfixVersion = readVersion(record['postfixVersion'], problems)
  const profile = choose('profile', profileNames())
  const preset = choose('preset', presets)
  const rules = readRules(record['rules'], problems)
  const { root, policies } = record
  return {
    options: {
      ...(postfixVersion !== undefined && { postfixVersion }),
      ...(profile !== undefined && { profile }),
      ...(preset !== undefined && { preset }),
      ...(rules !== undefined && { rules }),
    },
    ...(Array.isArray(policies) && { policies: policies.filter(name => typeof name === 'string') }),
    ...((typeof root === 'string' && root !== '') || root === false ? { root } : {}),
    problems,
  }
}

function readVersion(value: unknown, problems: string[]): string | undefined {
  if (value === undefined || value === null || value === '') return undefined
  if (typeof value === 'string' && parseVersion(value) !== undefined) return value
  problems.push(
    `\`postfixVersion\` is ${show(value)}, which is no Postfix version; write one such as "3.7" or "3.7.11"`,
  )
  return undefined
}

function readRules(value: unknown, problems: string[]): Readonly<Record<string, SeveritySetting>> | undefined {
  if (!isRecord(value)) return undefined
  const read: [string, SeveritySetting][] = []
  const ids = knownRules.map(({ id }) => id)
  for (const [id, wanted] of Object.entries(value)) {
    const severity = severities.find(word => word === wanted)
    // Rules of policies and plug-ins have a `/` in their names: which there are shows elsewhere.
    if (!id.includes('/') && !ids.some(known => known === id)) {
      const meant = nearestName(id, ids)
      problems.push(`there is no rule \`${id}\`${meant === undefined ? '' : `; did you mean \`${meant}\`?`}`)
    } else if (severity === undefined)
      problems.push(`rule \`${id}\` is ${show(wanted)}, but must be one of ${severities.join(', ')}`)
    else read.push([id, severity])
  }
  return Object.fromEntries(read)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? String(value)
}
