import type { Catalog } from '../catalog/types.js'
import { keptText, sharedName } from '../text/kept-text.js'
import { lasting } from '../text/lasting.js'
import { remembered } from '../text/remembered.js'
import { allOfMaster } from './effective.js'
import { knownNames } from './known-names.js'
import { allMentions } from './mentioning-settings.js'
import { mentionsIn } from './mentions.js'
import type { Project } from './project.js'
import type { Service } from './service.js'

/** What a program reads of the names that Postfix has; undefined for a program that is not Postfix's own. */
export interface ProgramReads {
  /** True when it reads the parameter itself. */
  directly(name: string): boolean
  /** True when it reads the parameter, or one whose default refers to it, through as many steps as it takes. */
  atAll(name: string): boolean
}

/** Which names a program of Postfix reads at the chosen release. */
export function programReads(catalog: Catalog, program: string): ProgramReads | undefined {
  const facts = catalog.program(program)
  if (facts === undefined) return undefined
  const memory = readsByProgram(catalog)
  const known = memory.get(program)
  if (known !== undefined) return known
  // lmtp is smtp under another name, and reads the parameters that begin so.
  const names = [program, facts.aliasOf, 'all']
  const directly = (name: string): boolean => {
    const readBy = catalog.parameter(name)?.readBy ?? []
    return readBy.some(reader => names.includes(reader))
  }
  const answers = new Map<string, boolean>()
  const atAll = (name: string): boolean => {
    const known = answers.get(name)
    if (known !== undefined) return known
    // Until it is known better, so that defaults which refer to each other come to an end.
    answers.set(name, directly(name))
    const answer = directly(name) || defaultsThatMention(catalog, name).some(atAll)
    answers.set(name, answer)
    return answer
  }
  const reads: ProgramReads = { directly, atAll }
  memory.set(program, reads)
  return reads
}

const readsByProgram = remembered((_: Catalog) => new Map<string, ProgramReads>())

/** The parameters whose built-in default refers to a name. */
function defaultsThatMention(catalog: Catalog, name: string): readonly string[] {
  return catalog
    .parametersWith(name)
    .filter(other => mentionsIn(catalog.parameter(other)?.default ?? '').some(mention => mention.name === name))
}

/** Every name that some value of either file mentions as `$name`, or a class list names. */
const mentionedNames = lasting([allMentions, allOfMaster], (project: Project): ReadonlySet<string> => {
  const settings = [...project.settings, ...project.services.flatMap(service => service.overrides)]
  return new Set(settings.flatMap(({ value }) => mentionsIn(value.text).map(({ name }) => keptText(name))))
})

const ignoredNames = lasting([allMentions, allOfMaster], () => new Map<string, boolean>())

/**
 * True when it is certain that a service's program takes no notice of a name: it is a parameter of Postfix that the
 * program does not read, and no value or default that it may read refers to it.
 */
export function ignores(project: Project, service: Service, name: string): boolean {
  const known = ignoredNames(project)
  const key = `${service.label} ${service.program} ${name}`
  const before = known.get(key)
  if (before !== undefined) return before
  const found = isIgnored(project, service, name)
  known.set(sharedName(key), found)
  return found
}

function isIgnored(project: Project, service: Service, name: string): boolean {
  const reason = knownNames(project).reason(name, service)
  if (reason === undefined || reason.kind === 'user' || mentionedNames(project).has(name)) return false
  if (reason.kind === 'service') {
    const { readBy } = reason.parameter
    return project.catalog.program(service.program) !== undefined && !readBy.includes(service.program)
  }
  if (reason.parameter.class !== 'builtin') return false
  const reads = programReads(project.catalog, service.program)
  return reads !== undefined && !reads.atAll(name)
}
