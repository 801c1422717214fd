import { remembered } from '../text/remembered.js'
import type { Effective } from './effective.js'

/**
 * The names in reference loops that a program runs into: those met when the value of a parameter of Postfix is
 * expanded.
 * @param isParameter whether a program looks the name up by itself
 */
export const namesInReachedLoops = remembered(
  (view: Effective, isParameter: (name: string) => boolean): ReadonlySet<string> => {
    const found = new Set<string>()
    for (const own of [view.own, ...(view.below ? [view.below.own] : [])]) {
      for (const { name, value } of own.values()) {
        if (!value.text.includes('$') || !isParameter(name)) continue
        for (const step of view.get(name)?.expanded.problem?.loop ?? []) found.add(step)
      }
    }
    return found
  },
)
