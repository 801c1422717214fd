import type { Effective } from './effective.js'

const views = new WeakMap<Effective, ReadonlySet<string>>()

/**
 * The names in reference loops that a program runs into: those met when the value of a parameter of Postfix is
 * expanded.
 * @param isParameter whether a program looks the name up by itself
 */
export function namesInReachedLoops(view: Effective, isParameter: (name: string) => boolean): ReadonlySet<string> {
  const known = views.get(view)
  if (known !== undefined) return known
  const found = new Set<string>()
  for (const own of [view.own, ...(view.below ? [view.below.own] : [])]) {
    for (const { name, value } of own.values()) {
      if (!value.text.includes('$') || !isParameter(name)) continue
      for (const step of view.get(name)?.expanded.problem?.loop ?? []) found.add(step)
    }
  }
  views.set(view, found)
  return found
}
