import { readdirSync, readFileSync } from 'node:fs'

const folder = 'grammars/textmate'

/** Files that a syntax is for by their names, besides those that the grammar itself says. */
const alsoFor: Readonly<Record<string, readonly string[]>> = {
  'postfix-regexp': ['pcre', 'regexp'],
  'postfix-cidr': ['cidr'],
  'postfix-aliases': ['aliases'],
  'postfix-table': [
    'virtual',
    'transport',
    'canonical',
    'sender_canonical',
    'recipient_canonical',
    'generic',
    'relocated',
  ],
}

/** The TextMate grammars as property lists, which is how Sublime Text reads them, by path. */
export function sublimeSyntaxes(): ReadonlyMap<string, string> {
  const names = readdirSync(folder).filter(name => name.endsWith('.tmLanguage.json'))
  return new Map(
    names.map(file => {
      const name = file.replace('.tmLanguage.json', '')
      const grammar: Readonly<Record<string, unknown>> = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'))
      const { $schema: _, fileTypes, ...rest } = grammar
      const types = [...(Array.isArray(fileTypes) ? fileTypes : []), ...(alsoFor[name] ?? [])]
      return [`editors/sublime/Postfix/${name}.tmLanguage`, propertyList({ ...rest, fileTypes: [...new Set(types)] })]
    }),
  )
}

function propertyList(value: unknown): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
${element(value, '')}
</plist>
`
}

function element(value: unknown, indent: string): string {
  const inner = `${indent}  `
  if (Array.isArray(value)) {
    if (value.length === 0) return `${indent}<array/>`
    return `${indent}<array>\n${value.map(item => element(item, inner)).join('\n')}\n${indent}</array>`
  }
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value).map(
      ([key, item]) => `${inner}<key>${escaped(key)}</key>\n${element(item, inner)}`,
    )
    return `${indent}<dict>\n${pairs.join('\n')}\n${indent}</dict>`
  }
  if (typeof value === 'boolean') return `${indent}<${value}/>`
  if (typeof value === 'number') return `${indent}<integer>${value}</integer>`
  return `${indent}<string>${escaped(String(value))}</string>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
