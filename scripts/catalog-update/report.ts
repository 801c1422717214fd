import type { HandWork } from './apply-parameters.js'
import type { Difference } from './differences.js'

function shown(value: string | number | null | undefined): string {
  return value === null || value === undefined ? 'nothing' : typeof value === 'number' ? String(value) : `"${value}"`
}

function line({ name, kind, field, source, catalogue }: Difference): string {
  return kind === 'different'
    ? `  ${name}: ${field} is ${shown(source)}, the catalogue has ${shown(catalogue)}`
    : `  ${name}: ${kind}`
}

/** The differences for people, by kind of thing. */
export function reportDifferences(release: string, differences: readonly Difference[]): string {
  if (differences.length === 0) return `Postfix ${release}: no difference\n`
  const sections = [...new Set(differences.map(({ section }) => section))]
  const parts = sections.map(section => {
    const lines = differences.filter(difference => difference.section === section).map(line)
    return `${section} (${lines.length})\n${lines.join('\n')}\n`
  })
  return `Postfix ${release}: ${differences.length} differences\n\n${parts.join('\n')}`
}

/** What is left for a person after an update. */
export function reportHandWork(work: readonly HandWork[], left: readonly Difference[]): string {
  const lines = [
    ...work.map(({ name, what }) => `  ${name} ${what}`),
    ...left.map(difference => `${line(difference)} (not written: see to it)`),
  ]
  return lines.length === 0 ? 'Nothing is left to do by hand\n' : `By hand (${lines.length})\n${lines.join('\n')}\n`
}
