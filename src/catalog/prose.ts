/** Short explanations by name, in our own words (`data/prose`). */
export interface Prose {
  readonly parameters: ReadonlyMap<string, string>
  readonly restrictions: ReadonlyMap<string, string>
  readonly services: ReadonlyMap<string, string>
  readonly tables: ReadonlyMap<string, string>
  /** SMTP reply codes (`550`) and enhanced status codes (`x.1.1`). */
  readonly codes: ReadonlyMap<string, string>
  /** What stands in tables: `content action: REJECT`, `tls level: may`, `client setting: hosts`. */
  readonly words: ReadonlyMap<string, string>
}

type ProseFile = Promise<{ readonly default: string }>

async function read(...files: readonly ProseFile[]): Promise<ReadonlyMap<string, string>> {
  const texts = await Promise.all(files)
  return new Map(texts.flatMap(({ default: text }) => Object.entries(JSON.parse(text) as Record<string, string>)))
}

async function loadAll(): Promise<Prose> {
  const [parameters, restrictions, services, tables, codes, words] = await Promise.all([
    read(
      import('./data/prose/parameters-1.json?raw'),
      import('./data/prose/parameters-2.json?raw'),
      import('./data/prose/parameters-3.json?raw'),
      import('./data/prose/parameters-4.json?raw'),
    ),
    read(import('./data/prose/restrictions.json?raw')),
    read(import('./data/prose/services.json?raw')),
    read(import('./data/prose/tables.json?raw')),
    read(import('./data/prose/codes.json?raw')),
    read(import('./data/prose/table-words.json?raw')),
  ])
  return { parameters, restrictions, services, tables, codes, words }
}

let loading: Promise<Prose> | undefined

/** Loads the explanations, once. A plain lint run never does: hover and `explain` call it. */
export function loadProse(): Promise<Prose> {
  loading ??= loadAll()
  return loading
}
