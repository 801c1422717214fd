import { z } from 'zod'
import type * as parameters from './parameter-records.js'
import { branch, byName, maybe, parameterName, release, since, source, timeline, words, yes } from './schema-parts.js'

const parameterType = z.enum(['string', 'raw', 'integer', 'long', 'boolean', 'time', 'nint', 'nbool'])
const timeUnit = z.enum(['s', 'm', 'h', 'd', 'w'])
const bound = z.int().nonnegative()

const deprecation = z.strictObject({
  since: branch,
  warns: maybe(branch),
  effect: z.enum(['works', 'fallback', 'ignored', 'removed', 'discouraged', 'oqmgr only']),
  use: maybe(z.array(parameterName).min(1)),
  note: maybe(z.string()),
})

/** `data/versions.json`. */
export const versionsSchema = z.strictObject({
  stable: branch,
  branches: z.array(z.strictObject({ branch, last: release })),
}) satisfies z.ZodType<parameters.VersionsFile>

/** `data/parameters.json`. */
export const parametersSchema = z.record(
  parameterName,
  z.strictObject({
    since,
    removed: maybe(release),
    absent: maybe(z.tuple([branch, branch])),
    only: maybe(z.array(release).min(1)),
    class: maybe(timeline(z.enum(['builtin', 'legacy', 'read-only', 'unlisted', 'historical', 'documented-only']))),
    lastRelease: maybe(release.or(z.string().regex(/^\d{8}$/))),
    type: maybe(timeline(parameterType)),
    kind: timeline(z.string().regex(/^[a-z-]+$/)),
    min: maybe(timeline(bound)),
    max: maybe(timeline(bound)),
    unit: maybe(timeUnit),
    default: maybe(timeline(z.string().nullable())),
    vocabulary: maybe(z.string()),
    readBy: maybe(timeline(z.string().regex(/^[a-z_-]+( [a-z_-]+)*$/))),
    needs: maybe(z.enum(['tls', 'sasl', 'sasl tls'])),
    deprecated: maybe(deprecation),
    hostDependent: maybe(yes),
    buildDependent: maybe(yes),
    variants: maybe(
      z.array(z.strictObject({ from: branch, to: maybe(branch), condition: z.string(), value: z.string() })).min(1),
    ),
    undocumented: maybe(yes),
    macros: maybe(z.string().regex(/^[a-zA-Z_]+( [a-zA-Z_]+)*$/)),
  }),
) satisfies z.ZodType<parameters.ParametersFile>

/** `data/name-families.json`. */
export const nameFamiliesSchema = z.strictObject({
  families: z.record(
    z.string().regex(/^_[a-z_]+$/),
    z.strictObject({
      since,
      removed: maybe(release),
      renamedTo: maybe(z.string()),
      inherits: parameterName,
      type: timeline(parameterType),
      kind: z.string(),
      min: maybe(bound),
      max: maybe(bound),
      unit: maybe(timeUnit),
      readBy: z.string(),
      programs: z.string(),
    }),
  ),
  documentedTransports: words,
  userDefinedNames: z.array(
    z.strictObject({
      hook: z.string(),
      kind: z.string(),
      since: branch,
      removed: maybe(branch),
      valueKind: maybe(z.string()),
      undefinedName: maybe(z.string()),
      condition: maybe(z.string()),
      source,
    }),
  ),
  conventionalUserNames: z.record(
    parameterName,
    z.strictObject({ since: branch, kind: z.string(), referencedFrom: z.string() }),
  ),
}) satisfies z.ZodType<parameters.NameFamiliesFile>

/** `data/dictionary-clients.json`. */
export const dictionaryClientsSchema = byName(
  byName(
    z.strictObject({
      since,
      type: maybe(timeline(z.enum(['string', 'integer', 'boolean']))),
      default: timeline(z.string().nullable()),
      min: maybe(timeline(bound)),
      max: maybe(timeline(bound)),
      values: maybe(byName(branch)),
      oldInterface: maybe(yes),
      effect: maybe(z.literal('ignored')),
      replacedBy: maybe(z.string()),
    }),
  ),
) satisfies z.ZodType<parameters.DictionaryClientsFile>

/** `data/compatibility.json`. */
export const compatibilitySchema = z.strictObject({
  levels: z.record(z.string(), branch),
  lastLevel: timeline(z.string()),
  stockMainCf: z.record(branch, z.string()),
  operators: byName(branch),
  syntax: z.strictObject({
    type: timeline(z.enum(['integer', 'level'])),
    pattern: z.string(),
    maxMajor: z.int(),
    maxMinor: z.int(),
    maxPatch: z.int(),
    note: z.string(),
  }),
  parameters: z.record(
    parameterName,
    z.strictObject({ since: branch, threshold: z.string(), below: z.string(), atOrAbove: z.string() }),
  ),
  otherEffects: z.array(
    z.strictObject({
      where: z.string(),
      since: branch,
      removed: maybe(branch),
      threshold: z.string(),
      below: z.string(),
      atOrAbove: z.string(),
      source,
      note: maybe(z.string()),
    }),
  ),
  nonBdbMigration: z.strictObject({
    since: branch,
    default: z.string(),
    levels: byName(z.string()),
    relatedParameters: z.array(parameterName),
    service: z.strictObject({ service: z.string(), program: z.string(), neededWhen: z.string() }),
    redirectedTypes: words,
  }),
}) satisfies z.ZodType<parameters.CompatibilityFile>

/** `data/profiles.json`. */
export const profilesSchema = byName(
  z.strictObject({ parameters: z.record(parameterName, timeline(z.string())), tablePackages: byName(z.string()) }),
) satisfies z.ZodType<parameters.ProfilesFile>
