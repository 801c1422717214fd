import { serviceData, stockMasterData } from './data-files.js'
import { entryOf } from './parameters.js'
import type { AttributeRecord, FlagRecord, ServiceRecord } from './service-records.js'
import { cameBy, isPresent, valueAt, valueOr } from './timeline.js'
import type {
  CommandAttribute,
  CommandFlag,
  DaemonOption,
  MasterFields,
  PipeMacro,
  Program,
  ProgramName,
  StockEntry,
  WellKnownService,
} from './types.js'

const nothing: readonly string[] = []

/** A program that master(8) of a release can start. */
export function findProgram(name: string, key: number): Program | undefined {
  const { programs, skeletons } = serviceData()
  const record = entryOf(programs, name)
  if (!record || !isPresent(record.since, record.removed, key)) return undefined
  const skeletonName = valueOr(record.skeleton, 'single', key)
  const skeleton = skeletons[skeletonName]
  return {
    name: name as ProgramName,
    skeleton: skeletonName as Program['skeleton'],
    types: (skeleton?.types ?? nothing).filter(type => serviceTypeExists(type, key)),
    recommendedTypes: record.recommendedTypes ?? nothing,
    optionLetters: (skeleton && valueAt(skeleton.letters, key)) ?? '',
    processLimit: cameBy(record.processLimit?.since, key) ? record.processLimit?.required : undefined,
    privileged: record.privileged ?? false,
    wakeupRequired: record.wakeup?.required ?? false,
    arguments: valueOr(record.arguments, 'none', key),
    chroot: record.chroot ?? 'allowed',
    aliasOf: record.aliasOf as ProgramName | undefined,
    sameProgramAs: record.sameProgramAs as ProgramName | undefined,
    deprecated: record.status === 'deprecated',
    since: record.since,
  }
}

function serviceTypeExists(type: string, key: number): boolean {
  return serviceData().masterCf.types.some(known => known.type === type && cameBy(known.since, key))
}

/** Programs that a release comes with. */
export function findPrograms(key: number): readonly ProgramName[] {
  return Object.entries(serviceData().programs).flatMap(([name, record]) =>
    isPresent(record.since, record.removed, key) ? [name as ProgramName] : [],
  )
}

function wellKnownService(name: string, record: ServiceRecord, key: number): WellKnownService {
  return {
    name,
    program: record.program as ProgramName,
    private: record.private as 'y' | 'n',
    types: record.types,
    nameParameter: record.nameParameter,
    maxproc: record.maxproc,
    wakeup: record.wakeup,
    neededBy: record.neededBy ?? nothing,
    stock: cameBy(record.stockSince, key),
    stockType: valueOr(record.stockType, record.types[0] ?? 'unix', key),
    connectedFrom: record.connectedFrom,
    note: record.note,
    since: record.since,
  }
}

/** A service that Postfix programs of a release connect to by name. */
export function findService(name: string, key: number): WellKnownService | undefined {
  const record = entryOf(serviceData().services, name)
  return record && cameBy(record.since, key) ? wellKnownService(name, record, key) : undefined
}

/** All services that Postfix programs of a release connect to by name. */
export function findServices(key: number): readonly WellKnownService[] {
  return Object.entries(serviceData().services)
    .filter(([, record]) => cameBy(record.since, key))
    .map(([name, record]) => wellKnownService(name, record, key))
}

/** The entries of a release's own master.cf, those in comments included. */
export function findStockEntries(key: number): readonly StockEntry[] {
  return stockMasterData()
    .filter(
      ({ since, removed }) => isPresent(since, undefined, key) && !(removed && isPresent(removed, undefined, key)),
    )
    .map(record => {
      const [
        service = '',
        type = '',
        isPrivate = '',
        unprivileged = '',
        chroot = '',
        wakeup = '',
        maxproc = '',
        command = '',
      ] = record.fields.split(' ')
      const args = record.args ?? nothing
      const commented = record.commented ?? false
      return { service, type, private: isPrivate, unprivileged, chroot, wakeup, maxproc, command, args, commented }
    })
}

/** The columns of master.cf at a release. */
export function findMasterFields(key: number): MasterFields {
  const { masterCf } = serviceData()
  return {
    names: masterCf.fields,
    defaults: masterCf.defaults,
    chrootByLevel: cameBy(masterCf.chrootByLevelSince, key),
    booleans: masterCf.booleans,
    types: masterCf.types
      .filter(type => cameBy(type.since, key))
      .map(type => ({
        type: type.type,
        since: type.since,
        mustBePublic: type.mustBePublic ?? false,
        obsolete: type.status === 'obsolete',
        nameSyntax: type.nameSyntax,
      })),
    wakeupSyntax: masterCf.wakeupSyntax,
    maxprocSyntax: masterCf.maxprocSyntax,
    braceArguments: cameBy(masterCf.braceArgumentsSince, key),
  }
}

/** Command-line options of the daemons of a release. */
export function findDaemonOptions(key: number): readonly DaemonOption[] {
  return Object.entries(serviceData().options)
    .filter(([, record]) => cameBy(record.since, key))
    .map(([option, record]) => ({
      option,
      argument: record.argument,
      userSpecifiable: record.userSpecifiable,
      repeatable: record.repeatable ?? false,
      longForm: cameBy(record.longFormSince, key) ? record.longForm : undefined,
      readOnlyNames: record.readOnlyNames ?? nothing,
      skeletons: record.skeletons ?? nothing,
      meaning: record.meaning ?? record.setBy,
      since: record.since,
    }))
}

function commandAttributes(
  records: Readonly<Record<string, AttributeRecord>>,
  key: number,
): readonly CommandAttribute[] {
  return Object.entries(records)
    .filter(([, record]) => cameBy(record.since, key))
    .map(([name, record]) => ({
      name,
      required: record.required ?? false,
      syntax: record.syntax,
      default: record.default,
      notes: record.notes ?? nothing,
      mustBeLast: record.mustBeLast ?? false,
      since: record.since,
    }))
}

function commandFlags(records: Readonly<Record<string, FlagRecord>>, key: number): readonly CommandFlag[] {
  return Object.entries(records)
    .filter(([, record]) => cameBy(record.since, key))
    .map(([letter, record]) => ({ letter, meaning: record.meaning, requires: record.requires, since: record.since }))
}

/** Attributes of pipe(8) (`src/pipe/pipe.c:get_service_attr`). */
export const findPipeAttributes = (key: number) => commandAttributes(serviceData().pipeAttributes, key)
/** Attributes of spawn(8) (`src/spawn/spawn.c:get_service_attr`). */
export const findSpawnAttributes = (key: number) => commandAttributes(serviceData().spawnAttributes, key)
/** Attributes of smtp(8) and lmtp(8) (`src/smtp/smtp.c:get_cli_attr`). */
export const findSmtpAttributes = (key: number) => commandAttributes(serviceData().smtpAttributes, key)
/** Letters of pipe(8)'s `flags=`. */
export const findPipeFlags = (key: number) => commandFlags(serviceData().pipeFlags, key)
/** Letters of smtp(8)'s `flags=`. */
export const findSmtpFlags = (key: number) => commandFlags(serviceData().smtpFlags, key)

/** Finds an attribute by its name, whatever its case. */
export function named(attributes: readonly CommandAttribute[], name: string): CommandAttribute | undefined {
  return attributes.find(attribute => attribute.name === name.toLowerCase())
}

/** Names that pipe(8) of a release replaces in its command (`src/pipe/pipe.c`). */
export function findPipeMacros(key: number): readonly PipeMacro[] {
  return Object.entries(serviceData().pipeMacros)
    .filter(([, record]) => cameBy(record.since, key))
    .map(([name, record]) => ({ name, perRecipient: record.perRecipient, since: record.since }))
}
