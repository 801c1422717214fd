import { longestName, sharedName } from '../text/kept-text.js'
import { lazily } from '../text/lazily.js'
import { compatibilityOf } from './compatibility.js'
import { findDictionaryClient, findDictionaryClients } from './dictionary-clients.js'
import { findConventionalName, findFamily, findServiceMade, findSuffixes, findUserNameHooks } from './name-families.js'
import { findDeprecation, findHistory, findNamesWith, findParameter, findParameterNames } from './parameters.js'
import * as restrictions from './restrictions.js'
import * as services from './services.js'
import * as tableUses from './table-uses.js'
import * as tables from './tables.js'
import { cameBy } from './timeline.js'
import type { Catalog, Parameter, Target } from './types.js'
import { branchOf, exactVersion, parseVersion, releaseKey } from './versions.js'
import { findKind, findMacroSyntax, findSyntax, findTableResult, findVocabulary } from './vocabularies.js'

export type { Catalog } from './types.js'

/** More names than a configuration has; an editor makes new ones with every key. */
const namesAtMost = 4096

/** Remembers what a lookup by name found, and that it found nothing, so that each thing is worked out once. */
function remember<Value>(find: (name: string) => Value | undefined): (name: string) => Value | undefined {
  const found = new Map<string, Value | undefined>()
  return name => {
    const known = found.get(name)
    if (known !== undefined || found.has(name)) return known
    const value = find(name)
    if (name.length > longestName) return value
    if (found.size >= namesAtMost) found.clear()
    // As it is looked up by: two texts that are the same one need not be compared.
    found.set(sharedName(name), value)
    return value
  }
}

const catalogs = new Map<string, Catalog>()
/** More targets than one program judges against; beyond them the oldest is forgotten. */
const remembered = 16

/**
 * Everything known about one release of Postfix, as one distribution builds it. Cheap: nothing is worked out before it
 * is asked for.
 * @throws RangeError when `parseVersion` does not know the version
 */
export function createCatalog(target: Target): Catalog {
  const parsed = parseVersion(target.version)
  if (parsed === undefined) throw new RangeError(`not a known version of Postfix: ${target.version}`)
  const version = exactVersion(parsed)
  const id = `${version} ${target.profile}`
  const known = catalogs.get(id)
  if (known) return known
  const oldest = catalogs.size >= remembered ? catalogs.keys().next().value : undefined
  if (oldest !== undefined) catalogs.delete(oldest)
  const made = makeCatalog({ version, profile: target.profile })
  catalogs.set(id, made)
  return made
}

function makeCatalog({ version, profile }: Target): Catalog {
  const key = releaseKey(version)
  const suffixes = lazily(() => findSuffixes(key))
  const compatibility = lazily(() => compatibilityOf(branchOf(version), key))
  const parameter = remember((name): Parameter | undefined => findParameter(name, version, profile))
  // Every configuration asks for those of tables; the sieve goes through the whole text.
  const ofKind = remember(kind => findNamesWith(`"${kind}"`).filter(name => parameter(name)?.kind === kind))
  const serviceMade = remember(id => {
    const space = id.indexOf(' ')
    return findServiceMade(id.slice(space + 1), id.slice(0, space), key)
  })
  const vocabulary = remember(name => findVocabulary(name, key))
  const accessActions = lazily(() => restrictions.findAccessActions(key))
  const restrictionLists = lazily(() => restrictions.findRestrictionLists(key))
  const daemonOptions = lazily(() => services.findDaemonOptions(key))
  const pipeAttributes = lazily(() => services.findPipeAttributes(key))
  const pipeFlags = lazily(() => services.findPipeFlags(key))
  const pipeMacros = lazily(() => services.findPipeMacros(key))
  const spawnAttributes = lazily(() => services.findSpawnAttributes(key))
  const smtpAttributes = lazily(() => services.findSmtpAttributes(key))
  const smtpFlags = lazily(() => services.findSmtpFlags(key))
  return {
    memory: new Map(),
    isFixed: true,
    version,
    profile,
    atLeast: release => cameBy(release, key),
    parameter,
    parameterNames: lazily(() => findParameterNames(version)),
    parametersWith: findNamesWith,
    parametersOfKind: kind => ofKind(kind) ?? [],
    history: remember(name => findHistory(name, version)),
    deprecation: remember(name => findDeprecation(name, version)),
    transportFamily: remember(name => findFamily(name, suffixes(), key)),
    transportSuffixes: suffixes,
    serviceMade: ({ name, program }) => serviceMade(`${program} ${name}`) ?? [],
    userNameHooks: lazily(() => findUserNameHooks(key)),
    conventionalName: remember(name => findConventionalName(name, key)),
    dictionaryClient: remember(type => findDictionaryClient(type, key)),
    dictionaryClients: lazily(() => findDictionaryClients(key)),
    restriction: remember(name => restrictions.findRestriction(name, key)),
    restrictionNames: lazily(() => restrictions.findRestrictionNames(key)),
    restrictionList: name => restrictionLists().find(list => list.parameter === name),
    restrictionLists,
    restrictionLexis: lazily(() => restrictions.findRestrictionLexis(key)),
    accessAction: name => restrictions.findAccessAction(name, accessActions()),
    accessActions,
    relayRequirement: lazily(() => restrictions.findRelayRequirement(key)),
    tableType: remember(name => tables.findTableType(name, profile, key)),
    tableTypes: lazily(() => tables.findTableTypes(key)),
    tableTypeSince: tables.findTableTypeSince,
    tableGrammar: name => tables.findTableGrammar(name, key),
    tableRestriction: parameterName => tables.findTableRestriction(parameterName, key),
    parameterUse: remember(name => tableUses.findParameterUse(name, parameter(name)?.kind)),
    restrictionUse: tableUses.findRestrictionUse,
    tableUse: tableUses.findTableUse,
    program: remember(name => services.findProgram(name, key)),
    programs: lazily(() => services.findPrograms(key)),
    wellKnownService: remember(name => services.findService(name, key)),
    services: lazily(() => services.findServices(key)),
    stockEntries: lazily(() => services.findStockEntries(key)),
    masterFields: lazily(() => services.findMasterFields(key)),
    daemonOption: option => daemonOptions().find(known => known.option === option),
    daemonOptions,
    pipeAttribute: name => services.named(pipeAttributes(), name),
    pipeAttributes,
    pipeFlag: letter => pipeFlags().find(flag => flag.letter === letter),
    pipeFlags,
    pipeMacro: name => pipeMacros().find(macro => macro.name === name),
    pipeMacros,
    spawnAttribute: name => services.named(spawnAttributes(), name),
    spawnAttributes,
    smtpAttribute: name => services.named(smtpAttributes(), name),
    smtpAttributes,
    smtpFlag: letter => smtpFlags().find(flag => flag.letter === letter),
    smtpFlags,
    vocabulary: name => vocabulary(parameter(name)?.vocabulary ?? name),
    kind: findKind,
    syntax: name => findSyntax(name, key),
    macroSyntax: lazily(() => findMacroSyntax(key)),
    tableResult: name => findTableResult(name, key),
    get compatibility() {
      return compatibility()
    },
  }
}
