import type { Catalog } from '../catalog/types.js'
import { ignores, type ProgramReads, programReads } from '../config/program-reads.js'
import type { Project } from '../config/project.js'
import type { Service } from '../config/service.js'
import { remembered } from '../text/remembered.js'

/**
 * The parameters that a service takes notice of, sorted: those that its program reads, those that services make and it
 * looks up, and what is set and not certain to be ignored. Of a program that is not Postfix's own only what is set.
 */
export function namesRead(project: Project, service: Service): readonly string[] {
  const names = new Set(namesOfProgram(project.catalog, service.program))
  for (const { name, entry } of project.services) {
    for (const made of project.catalog.serviceMade({ name, program: entry.command.text })) {
      const isOwn = made.readBy.some(program => made.programs.includes(program))
      if (made.readBy.includes(service.program) && (!isOwn || name === service.name)) names.add(made.name)
    }
  }
  for (const own of [project.base.own, service.config.own]) {
    for (const name of own.keys()) if (!names.has(name) && !ignores(project, service, name)) names.add(name)
  }
  return [...names].filter(name => service.config.get(name) !== undefined).sort()
}

const readByProgram = remembered((_: Catalog) => new Map<string, readonly string[]>())

function namesOfProgram(catalog: Catalog, program: string): readonly string[] {
  const known = readByProgram(catalog)
  const before = known.get(program)
  if (before !== undefined) return before
  const reads: ProgramReads | undefined = programReads(catalog, program)
  const names = reads === undefined ? [] : catalog.parameterNames().filter(name => reads.directly(name))
  known.set(program, names)
  return names
}
