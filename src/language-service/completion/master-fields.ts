import type { Project } from '../../config/project.js'
import type { Field, FieldName, ServiceLine } from '../../syntax/nodes.js'
import { columnTitles, proseKeyOf } from '../describe-service.js'
import type { Proposal } from './items.js'

/** What a column of master.cf can say. */
export function columnProposals(project: Project, field: FieldName, fields: readonly Field[]): readonly Proposal[] {
  const { catalog } = project
  const words = (...labels: readonly string[]): readonly Proposal[] =>
    labels.map((label, rank) => ({
      label,
      kind: 'value',
      detail: columnTitles[field],
      about: { kind: 'prose', name: proseKeyOf(field) },
      rank: Math.min(rank, 9),
    }))
  switch (field) {
    case 'service':
      return stockEntries(project, fields.length > 1)
    case 'type':
      return catalog.masterFields().types.map(
        ({ type, obsolete }): Proposal => ({
          label: type,
          kind: 'keyword',
          deprecated: obsolete,
          about: { kind: 'prose', name: `type: ${type}` },
        }),
      )
    case 'private':
    case 'unprivileged':
    case 'chroot':
      return words('-', 'y', 'n')
    case 'wakeup':
      return words('-', '60', '300', '1000?')
    case 'process_limit':
      return words('-', '0', '1')
    case 'command':
      return catalog.programs().flatMap((name): readonly Proposal[] => {
        const program = catalog.program(name)
        if (program === undefined) return []
        return [{ label: name, kind: 'module', deprecated: program.deprecated, about: { kind: 'program', name } }]
      })
    default:
      return field satisfies never
  }
}

/** Entries of the stock master.cf that this one lacks: whole, or the name alone when the line goes on already. */
function stockEntries(project: Project, nameOnly: boolean): readonly Proposal[] {
  const present = new Set(project.services.map(({ label }) => label))
  return project.catalog.stockEntries().flatMap((entry): readonly Proposal[] => {
    const { service, type, command } = entry
    if (present.has(`${service}/${type}`)) return []
    const columns = [service, type, entry.private, entry.unprivileged, entry.chroot, entry.wakeup, entry.maxproc]
    const line = columns.map((text, index) => text.padEnd(index === 0 ? 10 : index === 1 ? 6 : 8)).join('')
    const options = entry.args.length > 0 ? ` ${entry.args.join(' ')}` : ''
    return [
      {
        label: service,
        text: nameOnly ? service : line + command + options,
        kind: 'snippet',
        detail: `${type}, runs ${command}`,
        about: { kind: 'service', name: service },
      },
    ]
  })
}

/** What can follow the command: options, and for delivery agents their attributes. */
export function argumentProposals(project: Project, entry: ServiceLine): readonly Proposal[] {
  const { catalog } = project
  const name = entry.command.text
  const program = catalog.program(name)
  const options = catalog
    .daemonOptions()
    .filter(
      ({ userSpecifiable, skeletons }) =>
        userSpecifiable && (skeletons.length === 0 || program === undefined || skeletons.includes(program.skeleton)),
    )
    .map(
      ({ option, argument, meaning }): Proposal => ({
        label: option,
        text: argument === undefined ? option : `${option} `,
        kind: 'keyword',
        detail: meaning ?? argument,
        about: { kind: 'prose', name: `option: ${option}` },
        more: option === '-o',
      }),
    )
  const agent = program?.aliasOf ?? program?.sameProgramAs ?? name
  const attributes = {
    pipe: catalog.pipeAttributes(),
    spawn: catalog.spawnAttributes(),
    smtp: catalog.smtpAttributes(),
  }
  const known = Object.hasOwn(attributes, agent) ? attributes[agent as keyof typeof attributes] : []
  const present = new Set(
    entry.arguments.flatMap(argument => (argument.type === 'attribute' ? [argument.name.toLowerCase()] : [])),
  )
  return [
    ...options,
    ...known
      .filter(attribute => !present.has(attribute.name))
      .map(
        (attribute): Proposal => ({
          label: `${attribute.name}=`,
          kind: 'property',
          detail: attribute.syntax,
          about: { kind: 'prose', name: `${agent} attribute: ${attribute.name}` },
          rank: attribute.required ? 2 : attribute.mustBeLast ? 4 : 3,
        }),
      ),
  ]
}

/** The `$name`s of pipe(8)'s command line. */
export function pipeMacros(project: Project, close: string): readonly Proposal[] {
  return project.catalog.pipeMacros().map(({ name, perRecipient }) => ({
    label: name,
    text: name + close,
    kind: 'variable',
    detail: perRecipient ? 'one argument for each recipient' : undefined,
    about: { kind: 'prose', name: `pipe macro: ${name}` },
  }))
}
