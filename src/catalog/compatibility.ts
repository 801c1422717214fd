import { compatibilityData } from './data-files.js'
import { entryOf } from './parameters.js'
import { cameBy, isPresent, valueAt } from './timeline.js'
import type { Compatibility, LevelEffect } from './types.js'

/** major, minor and patch of a level, as `compat_level_from_string` in `src/global/compat_level.c` reads it. */
function levelParts(level: string): readonly [number, number, number] | undefined {
  const { pattern, maxMajor, maxMinor, maxPatch } = compatibilityData().syntax
  if (!new RegExp(pattern).test(level)) return undefined
  const [major = 0, minor = 0, patch = 0] = level.split('.').map(Number)
  return major <= maxMajor && minor <= maxMinor && patch <= maxPatch ? [major, minor, patch] : undefined
}

/** Orders two levels; undefined when one is no level. */
export function compareLevels(a: string, b: string): number | undefined {
  const left = levelParts(a)
  const right = levelParts(b)
  if (!left || !right) return undefined
  return left[0] - right[0] || left[1] - right[1] || left[2] - right[2]
}

function branchLevel(levels: Readonly<Record<string, string>>, branch: string): string | undefined {
  return entryOf(levels, branch)
}

/** What compatibility_level does at a release of a branch. */
export function compatibilityOf(branch: string, key: number): Compatibility {
  const data = compatibilityData()
  const lastLevel = valueAt(data.lastLevel, key)
  const parameters = Object.entries(data.parameters)
    .filter(([, effect]) => cameBy(effect.since, key))
    .map(([name, { threshold, below, atOrAbove }]): LevelEffect => ({ name, threshold, below, atOrAbove }))
  return {
    exists: lastLevel !== undefined,
    levels: Object.entries(data.levels)
      .filter(([, since]) => cameBy(since, key))
      .map(([level]) => level)
      .sort((a, b) => compareLevels(a, b) ?? 0),
    lastLevel,
    stockLevel: branchLevel(data.stockMainCf, branch),
    integerOnly: valueAt(data.syntax.type, key) !== 'level',
    operators: Object.entries(data.operators).flatMap(([operator, since]) => (cameBy(since, key) ? [operator] : [])),
    parameters,
    otherEffects: data.otherEffects
      .filter(effect => isPresent(effect.since, effect.removed, key))
      .map(({ where, threshold, below, atOrAbove, note }) => ({ name: where, threshold, below, atOrAbove, note })),
    compare: compareLevels,
    defaultAt(parameter, level) {
      const effect = parameters.find(({ name }) => name === parameter)
      const order = effect && compareLevels(level, effect.threshold)
      if (!effect || order === undefined) return undefined
      return order < 0 ? effect.below : effect.atOrAbove
    },
  }
}
