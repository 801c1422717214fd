import type { MasterFile, Override, ServiceLine } from '../syntax/nodes.js'
import { type FieldName, fieldNames } from '../syntax/nodes.js'
import type { Edit } from '../text/range.js'
import { appendLine, commentOutEntry, removeEntry, replaceEntry } from './line-edits.js'

/** An entry of master.cf, by its first two columns. */
export interface ServiceName {
  readonly name: string
  readonly type: string
}

function find(master: MasterFile, { name, type }: ServiceName): readonly ServiceLine[] {
  return master.lines
    .filter(line => line.type === 'service')
    .filter(line => line.service.text === name && line.transport.text === type)
}

/** Puts a whole entry into master.cf: in place of the first with its name and type, further ones are taken out. */
export function setService(master: MasterFile, service: ServiceName, entry: string): readonly Edit[] {
  const text = entry.endsWith('\n') ? entry : `${entry}\n`
  const lines = find(master, service)
  if (lines.length === 0) return appendLine(master.source, text)
  return lines.flatMap((line, index) => replaceEntry(master.source, line, index === 0 ? text : ''))
}

/** Takes a service out of master.cf. Comments stay. */
export function removeService(master: MasterFile, service: ServiceName): readonly Edit[] {
  return find(master, service).flatMap(line => removeEntry(master.source, line))
}

/** Makes comments of the lines of a service. */
export function commentOutService(master: MasterFile, service: ServiceName): readonly Edit[] {
  return find(master, service).flatMap(line => commentOutEntry(master.source, line))
}

/** Gives a column of a service another text. The command's arguments belong to no column here. */
export function setField(master: MasterFile, service: ServiceName, field: FieldName, text: string): readonly Edit[] {
  const index = fieldNames.indexOf(field)
  return find(master, service).flatMap(line => {
    const range = line.fields[index]?.range
    return range ? [{ file: master.source.name, range, text }] : []
  })
}

/** Gives a service `-o name=value`: in place of each one it has for the name, or in a new line after the command's options. */
export function setOverride(master: MasterFile, service: ServiceName, name: string, value: string): readonly Edit[] {
  const blank = /[ \t\r\n]/.test(value)
  const text = blank ? `-o { ${name} = ${value} }` : `-o ${name}=${value}`
  return find(master, service).flatMap(line => {
    const own = overridesOf(line, name)
    if (own.length > 0) return own.map(({ range }) => ({ file: master.source.name, range, text }))
    const end = endOfOptions(line)
    return [{ file: master.source.name, range: { start: end, end }, text: `\n    ${text}` }]
  })
}

/** Takes each `-o name=value` of a name from a service, with the white space before it. */
export function removeOverride(master: MasterFile, service: ServiceName, name: string): readonly Edit[] {
  const { text } = master.source
  return find(master, service).flatMap(line =>
    overridesOf(line, name).map(({ range }) => {
      let start = range.start
      while (start > line.command.range.end && /[ \t]/.test(text.charAt(start - 1))) start--
      // A line with nothing else on it goes as a whole.
      const alone = text.charAt(start - 1) === '\n' && (range.end === text.length || text.charAt(range.end) === '\n')
      return { file: master.source.name, range: { start: alone ? start - 1 : start, end: range.end }, text: '' }
    }),
  )
}

function overridesOf(line: ServiceLine, name: string): readonly Override[] {
  return line.arguments.filter(argument => argument.type === 'override').filter(override => override.name === name)
}

function endOfOptions(line: ServiceLine): number {
  const options = line.arguments.filter(
    ({ type }) => type === 'option' || type === 'override' || type === 'broken-override',
  )
  return options.at(-1)?.range.end ?? line.command.range.end
}
