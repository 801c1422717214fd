import type { CSources } from './c-source.js'
import { stringValue } from './c-tokens.js'
import type { Fields } from './facts.js'

const entryLine = /^(#?)(\S+\s+(?:inet|unix|fifo|pass|unix-dgram)(?:\s+[-yn]){3}\s+[-\d?]+\s+[-\d]+\s+\S.*)$/

/** The entries of the master.cf that Postfix comes with; those in comments begin with `#`. */
export function readStockEntries(sources: CSources): ReadonlyMap<string, Fields> {
  const entries: string[] = []
  let open = false
  for (const line of (sources.tree.read('conf/master.cf') ?? '').split('\n')) {
    const [, hash, text] = entryLine.exec(line) ?? []
    if (text !== undefined) {
      entries.push(`${hash}${text}`)
      open = true
      continue
    }
    const commented = entries.at(-1)?.startsWith('#') ?? false
    // In a comment, an entry is continued by what looks like arguments; advice between them does not end it.
    const more = (commented ? /^#[ \t]+((?:-|\$|\(|\w+=).*)$/ : /^[ \t]+(\S.*)$/).exec(line)
    if (open && more) entries.push(`${entries.pop()} ${more[1]}`)
    else open &&= commented && /^#[ \t]/.test(line)
  }
  return new Map(entries.map(entry => [entry.split(/\s+/).join(' '), {}]))
}

/** What compatibility_level decides: defaults that compare it, the newest level, and that of the stock main.cf. */
export function readCompatibility(
  sources: CSources,
  parameters: ReadonlyMap<string, Fields>,
): ReadonlyMap<string, Fields> {
  const found = new Map<string, Fields>()
  const params = sources.read('src/global/mail_params.c')
  const last = params && stringValue(params.expand('LAST_COMPAT_LEVEL'))
  if (last !== undefined) found.set('newest level', { value: last })
  const stock = /^compatibility_level\s*=\s*(\S+)/m.exec(sources.tree.read('conf/main.cf') ?? '')?.[1]
  if (stock !== undefined) found.set('level of the stock main.cf', { value: stock })
  for (const [name, { default: text }] of parameters) {
    const [, threshold, below, atOrAbove] =
      /^\$\{\{\$compatibility_level\} <(?:level)? \{([^{}]*)\} \? \{([^{}]*)\} : \{([^{}]*)\}\}$/.exec(
        String(text ?? ''),
      ) ?? []
    if (threshold !== undefined) {
      found.set(name, { threshold, below: below ?? null, atOrAbove: atOrAbove ?? null })
    }
  }
  return found
}
