import { createTwoFilesPatch } from 'diff'

/** The change of one file as a unified diff, for people and for patch(1). */
export function unifiedDiff(name: string, before: string, after: string): string {
  const headerOptions = { includeIndex: false, includeUnderline: false, includeFileHeaders: true }
  return createTwoFilesPatch(name, name, before, after, undefined, undefined, { headerOptions })
}
