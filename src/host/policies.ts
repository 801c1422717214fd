import { basename, resolve } from 'node:path'
import { BadPolicy, type Policy } from '../policy/policy.js'
import { policyRules } from '../policy/policy-rules.js'
import { readPolicy } from '../policy/read-policy.js'
import { shippedPolicies, shippedPrefix } from '../policy/shipped.js'
import type { Rule } from '../rules/define.js'
import { SourceText } from '../text/source-text.js'
import { readTextFile } from './read.js'

/** A policy as a person names it, with the folder that a relative path starts from. */
export interface NamedPolicy {
  readonly name: string
  readonly folder: string
}

/** Policies as rules, with the texts that they come from, by name. */
export interface LoadedPolicies {
  readonly rules: readonly Rule[]
  readonly texts: readonly (readonly [name: string, text: string])[]
}

/** Reads policies, each once, and makes rules of them; or says what is wrong in which file, and where. */
export function loadPolicies(named: readonly NamedPolicy[]): LoadedPolicies | { readonly problem: string } {
  try {
    return load(named)
  } catch (error) {
    if (error instanceof Problem) return { problem: error.message }
    throw error
  }
}

class Problem extends Error {}

function load(named: readonly NamedPolicy[]): LoadedPolicies {
  const policies = new Map<string, { readonly place: string; readonly policy: Policy; readonly text: string }>()
  for (const each of named) {
    const { place, name, text } = find(each)
    const before = policies.get(name)
    if (before?.place === place) continue
    if (before !== undefined) {
      throw new Problem(
        `there are two policies with the name \`${name}\`: ${before.place} and ${place}; rename one of them`,
      )
    }
    policies.set(name, { place, policy: read(name, text, each.name), text })
  }
  return {
    rules: policyRules([...policies.values()].map(({ policy }) => policy)),
    texts: [...policies].map(([name, { text }]) => [name, text]),
  }
}

function find({ name, folder }: NamedPolicy): { readonly place: string; readonly name: string; readonly text: string } {
  if (name.startsWith(shippedPrefix)) {
    const short = name.slice(shippedPrefix.length)
    const text = Object.hasOwn(shippedPolicies, short) ? shippedPolicies[short] : undefined
    if (text !== undefined) return { place: name, name: short, text }
    const known = Object.keys(shippedPolicies).map(each => `\`${shippedPrefix}${each}\``)
    throw new Problem(`there is no policy \`${name}\`: there are ${known.join(', ')}`)
  }
  const file = resolve(folder, name)
  const result = readTextFile(file)
  if ('problem' in result) throw new Problem(`policy ${name} ${result.message}`)
  const text = result.text.startsWith('\ufeff') ? result.text.slice(1) : result.text
  const short = basename(file)
    .toLowerCase()
    .replace(/(?:[.-]policy)?(?:\.schema)?\.json$/, '')
  return { place: file, name: short, text }
}

function read(name: string, text: string, written: string): Policy {
  try {
    return readPolicy(name, text)
  } catch (error) {
    if (!(error instanceof BadPolicy)) throw error
    const source = new SourceText(written, text)
    const lines = error.faults.map(({ offset, message }) => {
      const { line, column } = source.positionAt(offset)
      return `policy ${written}:${line}:${column}: ${message}`
    })
    throw new Problem([...new Set(lines)].slice(0, 20).join('\n'))
  }
}
