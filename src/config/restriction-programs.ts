import type { RestrictionList, RestrictionName } from '../catalog/types.js'
import { remembered } from '../text/remembered.js'
import { toBoolean } from './convert.js'
import { disabledServices } from './disabled-services.js'
import type { Effective, Resolved } from './effective.js'
import { type ListItem, listItems } from './elements.js'
import { isReadable } from './mail-path.js'
import type { Project } from './project.js'
import {
  type Binder,
  bindRestrictions,
  type RestrictionBody,
  type RestrictionStep,
  reachableSteps,
} from './restrictions.js'
import type { Service } from './service.js'

/** One of the restriction lists of an SMTP server, read. */
export interface RestrictionProgram extends RestrictionBody {
  readonly list: RestrictionList
}

/** A restriction class as `smtpd_restriction_classes` names it. */
export interface RestrictionClass {
  readonly name: ListItem
  /** Undefined when nothing defines it. */
  readonly resolved?: Resolved
  /** Its list, read as if a table alone could stand in it; undefined when the value is not known. */
  readonly body?: RestrictionBody
}

/** All restriction lists that one SMTP server goes through. */
export interface RestrictionView {
  readonly config: Effective
  /** Undefined when there is no master.cf: then it is any smtpd service without `-o` of its own. */
  readonly service?: Service
  /** In the order of their evaluation; lists that are not known are left out. */
  readonly programs: readonly RestrictionProgram[]
  readonly classes: readonly RestrictionClass[]
  /** False when a list or a class could not be worked out. */
  readonly complete: boolean
  /** `smtpd_delay_reject`: client, helo and sender lists wait for RCPT TO. */
  readonly delayed: boolean
}

/** The lists of every smtpd(8) service that runs; read once for all rules. */
export const restrictionViews = remembered((project: Project): readonly RestrictionView[] => {
  const bodies = new Map<Resolved, RestrictionBody>()
  if (!project.hasMaster) return [readView(project, bodies, project.base)]
  return project.services
    .filter(service => service.program === 'smtpd' && !disabledServices(project).has(service))
    .map(service => readView(project, bodies, service.config, service))
})

/**
 * @param bodies lists that were read for another view, where no class is declared: most services have most lists in
 * common, and without classes they mean the same
 */
function readView(
  project: Project,
  bodies: Map<Resolved, RestrictionBody>,
  config: Effective,
  service?: Service,
): RestrictionView {
  const { catalog } = project
  const names = config.get('smtpd_restriction_classes')
  const declared = names !== undefined && isReadable(names) ? listItems(names) : []
  const definitions = new Map(declared.map(({ value }) => [value, config.get(value)]))
  const classOf = (name: string) => {
    const definition = definitions.get(name)
    return definition !== undefined && isReadable(definition) ? definition : undefined
  }
  const binders = new Map<RestrictionName | undefined, Binder>()
  const binderFor = (bareMapMeans: RestrictionName | undefined): Binder => {
    const binder = binders.get(bareMapMeans) ?? { catalog, classOf, bareMapMeans, bodies: new Map() }
    binders.set(bareMapMeans, binder)
    return binder
  }
  let complete = names === undefined || isReadable(names)
  const bind = (list: RestrictionList, resolved: Resolved): RestrictionBody => {
    const known = declared.length === 0 ? bodies.get(resolved) : undefined
    if (known !== undefined) return known
    const body = bindRestrictions(resolved, binderFor(list.bareMapMeans))
    if (declared.length === 0) bodies.set(resolved, body)
    return body
  }
  const programs = catalog.restrictionLists().flatMap((list): RestrictionProgram[] => {
    const resolved = config.get(list.parameter)
    if (resolved === undefined) return []
    if (!isReadable(resolved)) {
      complete = false
      return []
    }
    // The list is the same, what it does here need not be.
    return [{ list, ...bind(list, resolved), memory: new Map() }]
  })
  const forClasses = binderFor('check_client_access')
  const classes = declared.map((name): RestrictionClass => {
    const resolved = definitions.get(name.value)
    if (resolved === undefined) return { name }
    if (!isReadable(resolved)) {
      complete = false
      return { name, resolved }
    }
    const body = forClasses.bodies.get(name.value) ?? bindRestrictions(resolved, forClasses)
    return { name, resolved, body }
  })
  const delay = config.get('smtpd_delay_reject')
  return {
    config,
    ...(service && { service }),
    programs,
    classes,
    complete,
    delayed: delay === undefined || !isReadable(delay) || toBoolean(delay.text) !== false,
  }
}

/** A step that a list can come to, itself or through classes. */
export interface ReachedStep {
  readonly view: RestrictionView
  readonly program: RestrictionProgram
  readonly step: RestrictionStep
  /** The list it stands in: the program's own, or that of a class. */
  readonly body: RestrictionBody
  readonly index: number
  /** A `warn_if_reject` stands before it, or before a class that leads to it. */
  readonly warnOnly: boolean
}

/** The steps that the lists of a view can come to, each body once for a list. */
export function reachedSteps(project: Project, view: RestrictionView): readonly ReachedStep[] {
  const found: ReachedStep[] = []
  for (const program of view.programs) {
    const seen = new Set<RestrictionBody>()
    const visit = (body: RestrictionBody, outerWarn: boolean) => {
      if (seen.has(body)) return
      seen.add(body)
      for (const [index, step] of reachableSteps(body, project.catalog).entries()) {
        const warnOnly = outerWarn || step.warnOnly !== undefined
        found.push({ view, program, step, body, index, warnOnly })
        if (step.body !== undefined) visit(step.body, warnOnly)
      }
    }
    visit(program, false)
  }
  return found
}

/** The steps of all SMTP servers of a project. */
export const allReachedSteps = remembered((project: Project): readonly ReachedStep[] =>
  restrictionViews(project).flatMap(view => reachedSteps(project, view)),
)

/** For a report: the service that a view belongs to. */
export function servicesOf(view: RestrictionView): { readonly services?: readonly Service[] } {
  return view.service === undefined ? {} : { services: [view.service] }
}
