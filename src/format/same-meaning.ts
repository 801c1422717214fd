import type { Project } from '../config/project.js'
import type { ConfigFile, MainLine, MasterLine } from '../syntax/nodes.js'
import { parseList } from '../syntax/value.js'
import { entryWords } from './entry-words.js'
import { type NameUses, nameUses } from './list-names.js'

/**
 * True when two texts of a file say the same to Postfix and to people: the same entries with the same values, and the
 * same comments between them. White space counts wherever it could become part of a value.
 */
export function sameMeaning(project: Project, before: ConfigFile, after: ConfigFile): boolean {
  const uses = nameUses(project)
  const [first, second] = [before, after].map(file =>
    JSON.stringify(file.lines.flatMap(line => read(uses, file, line))),
  )
  return first === second
}

/** A line as what it says: its words, and the comments with what stands before each. */
function read(uses: NameUses, { source }: ConfigFile, line: MainLine | MasterLine): readonly unknown[] {
  switch (line.type) {
    case 'blank':
      return []
    case 'comment':
      return [['comment', source.text.slice(line.hash, line.range.end).trimEnd()]]
    case 'orphan':
      return [['orphan', line.pieces.map(({ start, end }) => source.text.slice(start, end))]]
    default:
      return [[line.type, ...content(uses, line), innerComments(source.text, line)]]
  }
}

type Entry = Exclude<MainLine | MasterLine, { readonly type: 'comment' | 'blank' | 'orphan' }>

function content(uses: NameUses, line: Entry): readonly unknown[] {
  switch (line.type) {
    case 'setting': {
      const { text } = line.value
      if (!uses.isList(line.name)) return [line.name, text]
      return [line.name, parseList(text).map(({ span }) => text.slice(span.start, span.end))]
    }
    case 'service':
      return [entryWords(line.text.text).map(({ start, end }) => line.text.text.slice(start, end))]
    default:
      return [line.text.text]
  }
}

/** The comments inside of an entry, each with the number of characters before it, white space left out. */
function innerComments(text: string, { inner, pieces }: Entry): readonly unknown[] {
  let count = 0
  let piece = 0
  return inner.flatMap(({ type, range }) => {
    for (let next = pieces[piece]; next !== undefined && next.end <= range.start; next = pieces[++piece]) {
      count += text.slice(next.start, next.end).replaceAll(/\s+/g, '').length
    }
    return type === 'comment' ? [[count, text.slice(range.start, range.end).trim()]] : []
  })
}
