import { visible } from './visible.js'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** A text as XML holds it, in an attribute or between tags; characters that XML 1.0 does not have are made visible. */
export function xmlText(text: string): string {
  return visible(text)
    .replaceAll(/[\ufffe\uffff]/g, '\ufffd')
    .replaceAll(/[&<>"']/g, sign => entities[sign] ?? sign)
}

/** An opening tag, or a whole element when it has nothing in it, with its attributes escaped. */
export function xmlTag(name: string, attributes: Readonly<Record<string, string | number>>, close = false): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${xmlText(String(value))}"`)
  return `<${name}${written.join('')}${close ? '/' : ''}>`
}

/** What an XML file starts with. */
export const xmlHead = '<?xml version="1.0" encoding="UTF-8"?>\n'
