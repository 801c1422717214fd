import type { Facts } from '../facts.js'

/**
 * The sources that nsswitch.conf(5) names for a database (`passwd`, `hosts` ...); undefined when the file was not read or says
 * nothing of it.
 */
export function nameSources(
  facts: Facts,
  database: string,
  path = '/etc/nsswitch.conf',
): readonly string[] | undefined {
  const fact = facts.path(path)
  if (typeof fact === 'string' || fact.text === undefined) return undefined
  const line = fact.text.split('\n').find(each => each.trimStart().startsWith(`${database}:`))
  if (line === undefined) return undefined
  return line
    .trimStart()
    .slice(database.length + 1)
    .replace(/#.*/, '')
    .replace(/\[[^\]]*\]/g, ' ')
    .split(/\s+/)
    .filter(Boolean)
}
