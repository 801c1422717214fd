import { createRequire } from 'node:module'
import type { Rule } from '../rules/define.js'

/**
 * What stands for `rules/all-rules.ts` under Node: the code of the rules is most of the library, and is read when the
 * first lint wants it. As built, that module lies beside this one, and shares what it imports with the rest.
 */
export function allRules(): readonly Rule[] {
  rules ??= load().allRules()
  return rules
}

let rules: readonly Rule[] | undefined

function load(): { readonly allRules: () => readonly Rule[] } {
  return createRequire(import.meta.url)('./all-rules.js')
}
