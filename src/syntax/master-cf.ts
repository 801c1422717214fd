import { type MappedText, sliceMapped } from '../text/mapped-text.js'
import { SourceText } from '../text/source-text.js'
import { type LogicalLine, scanLines } from './lines.js'
import { fileRange, lineParts, logicalText } from './logical-text.js'
import { parseArguments } from './master-arguments.js'
import {
  type Field,
  fieldNames,
  type IncompleteService,
  type MasterFile,
  type MasterLine,
  type ServiceLine,
} from './nodes.js'
import { nextWord } from './words.js'

/**
 * Reads master.cf into a lossless tree. Never throws: an entry with too few columns becomes an `incomplete-service`
 * with the columns it has, and the rest is read.
 */
export function parseMasterCf(input: string | SourceText, name = 'master.cf'): MasterFile {
  const source = typeof input === 'string' ? new SourceText(name, input) : input
  const firstNul = source.text.indexOf('\0')
  const lines = scanLines(source.text).map(line =>
    line.type === 'logical' ? parseService(source, line, firstNul) : line,
  )
  return { type: 'master-cf', source, lines }
}

/** The tree of a file that has the same text under another name: only that is new in it. */
export function renamedMasterCf({ lines }: MasterFile, source: SourceText): MasterFile {
  return { type: 'master-cf', source, lines: lines.map(line => renamedLine(line, source.name)) }
}

function renamedLine(line: MasterLine, file: string): MasterLine {
  if (line.type !== 'service' && line.type !== 'incomplete-service') return line
  const text = { text: line.text.text, segments: line.text.segments.map(({ out, at }) => ({ out, file, at })) }
  if (line.type === 'incomplete-service') return { ...line, text }
  const parsed = line.arguments.length === 0 ? line.arguments : parseArguments(file, text, parseFields(text).end)
  if (line.nul !== undefined) return { ...line, text, arguments: parsed }
  const { type, range, pieces, inner, fields, service, transport, command } = line
  // Written out: a spread for each of many services takes its time.
  return { type, range, pieces, inner, text, fields, service, transport, command, arguments: parsed }
}

function parseService(source: SourceText, line: LogicalLine, firstNul: number): ServiceLine | IncompleteService {
  const parts = lineParts(source, line, firstNul)
  const text = logicalText(source, line)
  const { fields, end } = parseFields(text)
  const [service, transport] = fields
  const command = fields[7]
  if (service === undefined || transport === undefined || command === undefined) {
    return { type: 'incomplete-service', ...parts, text, fields }
  }
  return {
    type: 'service',
    ...parts,
    text,
    fields,
    service,
    transport,
    command,
    arguments: parseArguments(source.name, text, end),
  }
}

/** The columns: words between white space (`get_str_ent` in `src/master/master_ent.c`); braces do not group here. */
function parseFields(text: MappedText): { readonly fields: readonly Field[]; readonly end: number } {
  const fields: Field[] = []
  let end = 0
  for (const name of fieldNames) {
    const word = nextWord(text.text, end, false)
    if (word === undefined) break
    const range = fileRange(text, word.start, word.end)
    fields.push({ name, text: sliceMapped(text, word.start, word.end).text, range })
    end = word.end
  }
  return { fields, end }
}
