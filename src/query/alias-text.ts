import {
  type AddressToken,
  internalForm,
  isFollowedBySpace,
  scanAddressTokens,
} from '../syntax/tables/address-tokens.js'

/** An alias as postalias(1) stores it. */
export interface StoredAlias {
  readonly key: string
  readonly value: string
}

/** Key and value of a line of aliases(5) whose form was checked before. */
export function storedAlias(text: string): StoredAlias {
  const tokens = scanAddressTokens(text)
  const colon = tokens.findIndex(({ kind, text: sign }) => kind === 'operator' && sign === ':')
  return { key: internalForm(tokens.slice(0, colon)), value: externalForm(tokens.slice(colon + 1)) }
}

/** White space, other control characters, and what has a meaning in an address. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const needsQuotes = /[\x00-\x20\x7f|%!()<>@,;:\\".[\]]/

/** Tokens as text that reads the same again (`tok822_externalize`). */
function externalForm(tokens: readonly AddressToken[]): string {
  let text = ''
  for (const [index, token] of tokens.entries()) {
    const isComma = token.kind === 'operator' && token.text === ','
    text += tokenText(token)
    if (isComma || isFollowedBySpace(token, tokens[index + 1])) text += ' '
  }
  return text
}

function tokenText({ kind, text }: AddressToken): string {
  if (kind === 'literal') return `[${text.replaceAll(/[\\\r\n]/g, '\\$&')}]`
  if (kind === 'quoted' || (kind === 'atom' && needsQuotes.test(text))) {
    return `"${text.replaceAll(/["\\\r\n]/g, '\\$&')}"`
  }
  return text
}
