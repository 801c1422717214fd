import type { Catalog, CommandAttribute, CommandFlag } from '../catalog/types.js'
import type { Attribute, Word } from '../syntax/nodes.js'
import { remembered } from '../text/remembered.js'
import type { Service } from './service.js'

/** The `name=value` words of a pipe(8), spawn(8), smtp(8) or lmtp(8) entry, and the command that pipe and spawn run. */
export interface CommandLine {
  /** What stands before `argv=`, that one included. */
  readonly attributes: readonly Attribute[]
  /** Words before `argv=` that are no `name=value`. */
  readonly stray: readonly Word[]
  /** The words after `argv=command`. */
  readonly rest: readonly Word[]
  /** Attributes that the program knows. */
  readonly known: readonly CommandAttribute[]
  /** Letters that its `flags=` knows. */
  readonly flags: readonly CommandFlag[]
}

/** Reads the command line of a service whose program takes attributes; undefined for all other programs. */
export function readCommandLine(catalog: Catalog, service: Service): CommandLine | undefined {
  return lineOf(service, catalog)
}

const lineOf = remembered((service: Service, catalog: Catalog): CommandLine | undefined => {
  const program = catalog.program(service.program)
  if (program?.arguments !== 'attributes') return undefined
  const words = service.entry.arguments.filter(argument => argument.type === 'word')
  return {
    attributes: service.entry.arguments.filter(argument => argument.type === 'attribute'),
    stray: words.filter(word => !word.ofCommand),
    rest: words.filter(word => word.ofCommand),
    ...knownTo(catalog, service.program),
  }
})

function knownTo(catalog: Catalog, program: string): Pick<CommandLine, 'known' | 'flags'> {
  if (program === 'pipe') return { known: catalog.pipeAttributes(), flags: catalog.pipeFlags() }
  if (program === 'spawn') return { known: catalog.spawnAttributes(), flags: [] }
  return { known: catalog.smtpAttributes(), flags: catalog.smtpFlags() }
}

/** The attribute that counts: of several with one name the last (names compare without case). */
export function attributeNamed(line: CommandLine, name: string): Attribute | undefined {
  return line.attributes.findLast(attribute => attribute.name.toLowerCase() === name)
}
