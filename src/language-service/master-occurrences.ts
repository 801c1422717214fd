import type { Project } from '../config/project.js'
import type { Service } from '../config/service.js'
import { fileRange } from '../syntax/logical-text.js'
import type { Attribute } from '../syntax/nodes.js'
import type { Occurrence } from './occurrence-types.js'
import { assignmentOccurrences, macroOccurrences } from './value-occurrences.js'

/** The columns of an entry, the service it defines, and the program it runs. */
export function columnOccurrences(service: Service): Occurrence[] {
  const { entry, name, program } = service
  const file = fileOf(service)
  const columns = entry.fields.map(
    (field): Occurrence => ({ kind: 'column', name: field.name, field, service, file, range: field.range }),
  )
  // Of names with one place, the first says most.
  return [
    { kind: 'service', name, role: 'define', service, file, range: entry.service.range },
    { kind: 'program', name: program, file, range: entry.command.range },
    ...columns,
  ]
}

/** The options, overrides and attributes of an entry. */
export function argumentOccurrences(project: Project, service: Service): Occurrence[] {
  const file = fileOf(service)
  return service.entry.arguments.flatMap((argument): Occurrence[] => {
    switch (argument.type) {
      case 'override':
        return [
          { kind: 'option', name: 'o', service, file, range: argument.optionRange },
          ...assignmentOccurrences(project, argument, service),
        ]
      case 'broken-override':
        return [{ kind: 'option', name: 'o', service, file, range: argument.optionRange }]
      case 'option':
        return [{ kind: 'option', name: argument.letter, service, file, range: argument.range }]
      case 'attribute':
        return attributeOccurrences(project, service, argument)
      case 'word':
        return argument.ofCommand ? macroOccurrences(file, argument.value) : []
      default:
        return argument satisfies never
    }
  })
}

function attributeOccurrences(project: Project, service: Service, attribute: Attribute): Occurrence[] {
  const file = fileOf(service)
  const name = attribute.name.toLowerCase()
  const found: Occurrence[] = [{ kind: 'attribute', name, service, file, range: attribute.nameRange }]
  const { value } = attribute
  const flags = [...project.catalog.pipeFlags(), ...project.catalog.smtpFlags()]
  if (name === 'flags') {
    for (let at = 0; at < value.text.length; at++) {
      const letter = value.text.charAt(at)
      if (!flags.some(flag => flag.letter === letter)) continue
      found.push({ kind: 'flag', name: letter, service, file, range: fileRange(value, at, at + 1) })
    }
  }
  return [...found, ...macroOccurrences(file, value)]
}

/** The file a master.cf entry is in. */
export function fileOf(service: Service): string {
  return service.entry.text.segments[0]?.file ?? ''
}
