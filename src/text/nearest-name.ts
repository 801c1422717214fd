import { distance } from 'fastest-levenshtein'

/**
 * The name a person most likely meant: at most two slips away (one for short names), the nearest of all. Undefined when
 * nothing is near enough to be worth saying.
 */
export function nearestName(written: string, names: Iterable<string>): string | undefined {
  const lower = written.toLowerCase()
  const allowed = written.length <= 4 ? 1 : 2
  let nearest: string | undefined
  let best = allowed + 1
  for (const name of names) {
    if (Math.abs(name.length - written.length) > best) continue
    const found = distance(lower, name.toLowerCase())
    // Two letters in the wrong order are likelier than one lost and one added: `smptd` is smtpd, not smtp.
    const likelier =
      found === best && nearest !== undefined && nearest.length !== written.length && name.length === written.length
    if (found < best || likelier) {
      best = found
      nearest = name
    }
  }
  return nearest
}
