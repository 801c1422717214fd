import { z } from 'zod'
import type { CSource, CSources } from './c-source.js'
import { stringValue, type Token } from './c-tokens.js'
import type { Fields } from './facts.js'

const checker = 'src/smtpd/smtpd_check.c'

function wordsAt(source: CSource, text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap(([, name = '']) => stringValue(source.expand(name)) ?? [])
}

/** Words that smtpd(8) compares with the items of a restriction list. */
export function readRestrictions(sources: CSources): ReadonlyMap<string, Fields> {
  const source = sources.read(checker)
  if (!source) return new Map()
  // What follows reads local_header_rewrite_clients, which has words of its own.
  const end = source.text.search(/^\S.*\bsmtpd_check_rewrite\s*\([^;]*$/m)
  const text = end < 0 ? source.text : source.text.slice(0, end)
  const words = [
    ...wordsAt(source, text, /\bis_map_command\s*\(\s*(?:state\s*,\s*)?name\s*,\s*(\w+)/g),
    ...wordsAt(source, text, /\bstrcasecmp\s*\(\s*name\s*,\s*(\w+)\s*\)/g),
    ...wordsAt(source, text, /\bhtable_enter\s*\(\s*smtpd_rest_classes\s*,\s*(\w+)/g),
  ]
  // Some are still recognized, to say that they are gone.
  const warnings = [...text.matchAll(/\bmsg_warn\s*\(((?:"(?:[^"\\]|\\.)*"|[^;"])*)\)\s*;/g)].map(([call]) => call)
  const gone = new Set(
    warnings
      .filter(call => call.includes(' has been removed '))
      .flatMap(call => wordsAt(source, call.replaceAll(/"(?:[^"\\]|\\.)*"/g, ''), /^[^A-Z]*([A-Z][A-Z_]+)/g)),
  )
  return new Map(words.filter(word => !gone.has(word)).map(word => [word, {}]))
}

/** Words that an access(5) table may say. */
export function readAccessActions(sources: CSources): ReadonlyMap<string, Fields> {
  const source = sources.read(checker)
  if (!source) return new Map()
  const words = wordsAt(source, source.text, /\bSTREQUAL\s*\(\s*value\s*,\s*(\w+|"[^"]*")\s*,/g)
  return new Map(words.map(word => [word.toUpperCase(), {}]))
}

/** Files that make a table type known to every program. */
const registries = ['src/util/dict_open.c', 'src/global/mail_dict.c']

/** `DICT_TYPE_*` of the headers of table types, as far as programs know them. */
export function readTableTypes(sources: CSources): ReadonlyMap<string, Fields> {
  const registered = registries.map(path => sources.read(path)?.text ?? '').join('\n')
  const types = sources.tree.files
    .filter(path => /^src\/(?:util|global)\/dict_\w+\.h$/.test(path))
    .flatMap(path => [
      ...(sources.tree.read(path) ?? '').matchAll(/^#[ \t]*define[ \t]+(DICT_TYPE_\w+)[ \t]+"([^"]+)"/gm),
    ])
    .flatMap(([, macro = '', type = '']) => (new RegExp(`\\b${macro}\\b`).test(registered) ? [type] : []))
  return new Map(types.map(type => [type, {}]))
}

/** One `NAME_MASK` or `NAME_CODE` table. */
export interface NameTable {
  readonly path: string
  readonly name: string
  readonly words: readonly string[]
}

/** The words of `{ "word", VALUE, }`, with or without braces around a row. */
function wordsOf(tokens: readonly Token[]): string[] {
  const words: string[] = []
  for (let at = 0; at < tokens.length; at++) {
    const before = tokens[at - 1]
    if (!tokens[at]?.startsWith('"') || (before !== undefined && before !== ',' && before !== '{')) continue
    let end = at + 1
    while (tokens[end]?.startsWith('"')) end++
    const word = stringValue(tokens.slice(at, end)) ?? ''
    if (word !== '') words.push(word)
  }
  return words
}

const tablePlace = z.string().regex(/^src\/[\w-]+\/[\w-]+\.c:\w+$/)

/** `vocabulary-tables.json`: where the words of the vocabularies stand, each place as `<file>:<table>`. */
export const vocabularyTablesSchema = z.strictObject({
  vocabularies: z.record(
    z.string(),
    z.strictObject({
      tables: z.array(tablePlace).min(1),
      /** Words of the table, in lower case, that are written and not read, or that are there by mistake. */
      leaveOut: z.exactOptional(z.array(z.string()).min(1)),
    }),
  ),
  /** Tables whose words nobody writes in a configuration. */
  others: z.array(tablePlace),
})

export type VocabularyTables = z.infer<typeof vocabularyTablesSchema>

/** Words of the vocabularies whose tables the release has, as `<vocabulary> <word>` in lower case. */
export function readVocabularyWords(
  tables: readonly NameTable[],
  { vocabularies }: VocabularyTables,
): ReadonlyMap<string, Fields> {
  const words = new Map<string, Fields>()
  for (const [vocabulary, { tables: places, leaveOut = [] }] of Object.entries(vocabularies)) {
    const found = tables.filter(({ path, name }) => places.includes(`${path}:${name}`)).flatMap(table => table.words)
    for (const word of found.map(one => one.toLowerCase())) {
      if (!leaveOut.includes(word)) words.set(`${vocabulary} ${word}`, {})
    }
  }
  return words
}

/** Tables that `vocabulary-tables.json` does not name: a new release may have a new vocabulary. */
export function strayTables(
  tables: readonly NameTable[],
  { vocabularies, others }: VocabularyTables,
): ReadonlyMap<string, Fields> {
  const known = new Set([...others, ...Object.values(vocabularies).flatMap(vocabulary => vocabulary.tables)])
  return new Map(tables.map(({ path, name }) => `${path}:${name}`).flatMap(at => (known.has(at) ? [] : [[at, {}]])))
}

/** Every table of words in a release. */
export function readNameTables(sources: CSources): readonly NameTable[] {
  return sources
    .containing('NAME_')
    .flatMap(source =>
      [...source.text.matchAll(/\b(?:LONG_)?NAME_(?:MASK|CODE)\s+(\w+)\s*\[\]\s*=\s*\{([^;]*)\}\s*;/g)].map(
        ([, name = '', body = '']) => ({ path: source.path, name, words: wordsOf(source.expand(body)) }),
      ),
    )
}
