import type { Catalog, FamilyParameter, NameHistory } from '../catalog/types.js'
import { keptText, sharedName } from '../text/kept-text.js'
import { lasting } from '../text/lasting.js'
import { nearestName } from '../text/nearest-name.js'
import { remembered } from '../text/remembered.js'
import { allOfMaster } from './effective.js'
import { knownNames } from './known-names.js'
import { allMentions } from './mentioning-settings.js'
import type { Project } from './project.js'
import type { Service } from './service.js'

/** What a name that nothing uses most likely is. */
export type UnusedKind =
  /** A parameter of other releases of Postfix. */
  | { readonly kind: 'other-release'; readonly history: NameHistory }
  /** `<transport>_destination_rate_delay` of a service that is not there, or that runs another program. */
  | { readonly kind: 'transport'; readonly parameter: FamilyParameter }
  /** A slip of the pen: something else refers to this name, and nothing defines it. */
  | { readonly kind: 'misspelled-own'; readonly meant: string }
  /** Only the other side has it: `smtpd_` for `smtp_`. */
  | { readonly kind: 'wrong-side'; readonly meant: string }
  /** A slip of the pen: Postfix has a parameter that is nearly called so. */
  | { readonly kind: 'misspelled'; readonly meant: string }
  /** A restriction, which belongs into the value of a parameter. */
  | { readonly kind: 'restriction'; readonly restriction: string }
  /** A parameter of the VDA quota patch. */
  | { readonly kind: 'quota-patch' }
  /** It begins as Postfix's own names do, but no release has it. */
  | { readonly kind: 'foreign' }
  /** A name that a person made up. */
  | { readonly kind: 'own' }

/** Parameters of these programs come in families: a name that one lacks often exists for another. */
const sides = ['smtpd_', 'smtp_', 'lmtp_', 'postscreen_', 'tlsproxy_client_', 'tlsproxy_'] as const

/** Beginnings that people hardly choose for names of their own. */
const postfixBeginnings = [...sides, 'smtpd', 'smtp', 'tls_', 'milter_', 'qmgr_', 'anvil_', 'postdrop_'] as const

/** Parameters of the VDA quota patch, which never was part of Postfix but is in many guides. */
const quotaPatch: ReadonlySet<string> = new Set(
  `virtual_create_maildirsize virtual_mailbox_extended virtual_mailbox_limit_inbox virtual_mailbox_limit_maps
  virtual_mailbox_limit_override virtual_maildir_extended virtual_maildir_filter virtual_maildir_filter_maps
  virtual_maildir_limit_message virtual_maildir_limit_message_maps virtual_maildir_suffix virtual_overquota_bounce
  virtual_trash_count virtual_trash_name`.split(/\s+/),
)

/** With more unused or undefined names than this, nobody wrote the file by hand: there are no slips of the pen. */
const comparedAtMost = 200

/** What was found of names so far; null for one that is used. */
interface FoundKinds {
  readonly kinds: Map<string, UnusedKind | null>
  unused: number
}

const foundKinds = lasting([allMentions, allOfMaster], (): FoundKinds => ({ kinds: new Map(), unused: 0 }))

/** What a name is that `knownNames` finds unused; undefined when it is used. */
export function unusedKind(project: Project, name: string, service?: Service): UnusedKind | undefined {
  // Nearly every name is one of Postfix's own.
  const parameter = project.catalog.parameter(name)
  if (parameter !== undefined && parameter.class !== 'unlisted') return undefined
  const memory = foundKinds(project)
  const { kinds } = memory
  // Nothing is called so twice: no name has a blank in it.
  const key = service === undefined ? name : `${service.label} ${name}`
  const known = kinds.get(key)
  if (known !== undefined) return known ?? undefined
  const isUsed = knownNames(project).reason(name, service) !== undefined
  const found = isUsed ? null : classify(project, name, memory.unused < comparedAtMost)
  if (found !== null) memory.unused++
  kinds.set(sharedName(key), found)
  return found ?? undefined
}

function classify(project: Project, name: string, compare: boolean): UnusedKind {
  const { catalog } = project
  const history = catalog.history(name)
  // A name that Postfix uses without listing it (`unlisted`) is nothing to be judged by its spelling.
  if (history !== undefined) return { kind: 'other-release', history }
  const family = catalog.transportFamily(name)
  if (family !== undefined) return { kind: 'transport', parameter: family }
  if (quotaPatch.has(name)) return { kind: 'quota-patch' }
  const { undefinedNames } = knownNames(project)
  const own =
    !compare || undefinedNames.length > comparedAtMost
      ? undefined
      : nearestName(
          name,
          undefinedNames.map(other => other.name),
        )
  if (own !== undefined && own !== name) return { kind: 'misspelled-own', meant: keptText(own) }
  const side = sides.find(candidate => name.startsWith(candidate))
  if (side !== undefined) {
    const rest = name.slice(side.length)
    // `smtpd_CAfile` lacks a part of the name, and `smtpd_tls_high_cipherlist` has one too many.
    const whole = [`${side}tls_${rest}`, rest].find(other => catalog.parameter(other)?.class === 'builtin')
    if (whole !== undefined) return { kind: 'misspelled', meant: whole }
    const meant = sides.map(other => other + rest).find(other => catalog.parameter(other)?.class === 'builtin')
    if (meant !== undefined) return { kind: 'wrong-side', meant }
  }
  const near = compare ? nearestParameter(catalog, name) : undefined
  if (near !== undefined) return { kind: 'misspelled', meant: near }
  const restriction = catalog.restriction(name)?.name ?? (compare ? nearestRestriction(catalog, name) : undefined)
  if (restriction !== undefined) return { kind: 'restriction', restriction }
  return postfixBeginnings.some(beginning => name.startsWith(beginning)) ? { kind: 'foreign' } : { kind: 'own' }
}

/** More names than a person makes up. */
const namesAtMost = 1024

/** Remembers what a name is nearest to in a release: an editor asks for the same few names with each key. */
function remember(find: (catalog: Catalog, name: string) => string | undefined): typeof find {
  const answers = remembered((_: Catalog) => new Map<string, string | undefined>())
  return (catalog, name) => {
    const memory = answers(catalog)
    if (memory.has(name)) return memory.get(name)
    const found = find(catalog, name)
    if (memory.size >= namesAtMost) memory.clear()
    memory.set(keptText(name), found)
    return found
  }
}

const nearestParameter = remember((catalog, name) => nearestName(name, catalog.parameterNames()))
const nearestRestriction = remember((catalog, name) => nearestName(name, catalog.restrictionNames()))
