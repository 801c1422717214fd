import type { MappedText } from '../../text/mapped-text.js'
import { skipSpace, trimSpace } from '../characters.js'
import { type AddressToken, groupAddresses, internalForm, scanAddressTokens } from './address-tokens.js'
import { type OpenedLine, partOf } from './entry-part.js'
import type { Alias, AliasTarget, BrokenEntry, BrokenProblem } from './nodes.js'

/** `name: target, ...` of aliases(5), as postalias(1) takes it (`src/postalias/postalias.c`). */
export function readAlias({ parts, text }: OpenedLine): Alias | BrokenEntry {
  const all = text.text
  const end = trimSpace(all, 0, all.length)
  const tokens = scanAddressTokens(all)
  const operator = (index: number, character: string) =>
    tokens[index]?.kind === 'operator' && tokens[index]?.text === character
  const colon = tokens.findIndex((_, index) => operator(index, ':'))
  const whole = partOf(text, 0, end)
  const broken = (problem: BrokenProblem, at = whole): BrokenEntry => {
    const colonAt = tokens[colon]?.start
    const key = colonAt === undefined ? undefined : partOf(text, 0, trimSpace(all, 0, colonAt))
    return { type: 'broken-entry', ...parts, problem, at, whole, ...(key && { key }) }
  }
  if (colon < 0) return broken('missing-colon')
  if (colon === 0) return broken('missing-key')
  if (colon === tokens.length - 1) return broken('missing-value')
  const inKey = tokens.slice(0, colon).filter(({ kind }) => kind === 'operator')
  const comma = inKey.find(token => token.text === ',')
  if (comma !== undefined) return broken('comma-in-key', partOf(text, comma.start, comma.end))
  const domain = inKey.find(token => token.text === '@' || token.text === '%')
  if (domain !== undefined) {
    return broken('domain-in-key', partOf(text, domain.start, trimSpace(all, 0, tokens[colon]?.start ?? end)))
  }
  const colonToken = tokens[colon] as AddressToken
  const key = partOf(text, 0, trimSpace(all, 0, colonToken.start))
  return {
    type: 'alias',
    ...parts,
    key,
    name: internalForm(tokens.slice(0, colon)),
    value: partOf(text, skipSpace(all, colonToken.end, end), end),
    targets: groupAddresses(tokens.slice(colon + 1)).map(group => readTarget(text, group)),
  }
}

function readTarget(text: MappedText, group: ReturnType<typeof groupAddresses>[number]): AliasTarget {
  const part = partOf(text, group.start, group.end)
  const form = internalForm(group.tokens)
  if (form.startsWith('/')) return { ...part, kind: 'file', meaning: form }
  if (form.startsWith('~')) return { ...part, kind: 'home-file', meaning: form }
  if (form.startsWith('|')) return { ...part, kind: 'command', meaning: form.slice(1) }
  const include = ':include:'
  if (form.slice(0, include.length).toLowerCase() === include) {
    return { ...part, kind: 'include', meaning: form.slice(include.length) }
  }
  return { ...part, kind: 'address', meaning: form }
}
