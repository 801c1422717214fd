import { z } from 'zod'
import { branch, byName, maybe, parameterName, since, source, timeline, words, yes } from './schema-parts.js'
import type * as services from './service-records.js'

const attributes = byName(
  z.strictObject({
    since: branch,
    required: maybe(yes),
    syntax: z.string(),
    default: maybe(z.string()),
    notes: maybe(words),
    mustBeLast: maybe(yes),
    checkedAt: maybe(source),
  }),
)
const flags = z.record(
  z.string().length(1),
  z.strictObject({ since: branch, meaning: z.string(), requires: maybe(z.string()) }),
)

/** `data/services.json`. */
export const servicesSchema = z.strictObject({
  masterCf: z.strictObject({
    fields: words.length(8),
    defaults: byName(z.string()),
    chrootByLevelSince: branch,
    noDefault: words,
    booleans: words,
    booleansCaseSensitive: z.boolean(),
    wakeupSyntax: z.string(),
    maxprocSyntax: z.string(),
    numericFieldLeniency: z.string(),
    types: z.array(
      z.strictObject({
        type: z.string(),
        since: branch,
        nameSyntax: maybe(z.string()),
        mustBePublic: maybe(z.boolean()),
        status: maybe(z.string()),
      }),
    ),
    typesCaseSensitive: z.boolean(),
    duplicates: z.string(),
    braceArgumentsSince: branch,
    stressOption: z.string(),
    disabledBy: parameterName,
  }),
  skeletons: byName(z.strictObject({ types: words, letters: timeline(z.string()), source })),
  options: z.record(
    z.string().regex(/^-[a-zA-Z]$/),
    z.strictObject({
      since: branch,
      argument: maybe(z.string()),
      userSpecifiable: z.boolean(),
      repeatable: maybe(z.boolean()),
      longForm: maybe(z.string()),
      longFormSince: maybe(branch),
      readOnlyNames: maybe(words),
      skeletons: maybe(words),
      meaning: maybe(z.string()),
      setBy: maybe(z.string()),
    }),
  ),
  programs: byName(
    z.strictObject({
      since: branch,
      removed: maybe(branch),
      skeleton: timeline(z.enum(['single', 'multi', 'event', 'trigger', 'dgram'])),
      processLimit: maybe(z.strictObject({ required: z.int(), since: branch, note: maybe(z.string()) })),
      privileged: maybe(yes),
      arguments: maybe(timeline(z.enum(['none', 'attributes', 'ignored']))),
      wakeup: maybe(z.strictObject({ required: z.boolean(), basis: z.string(), where: z.string() })),
      chroot: maybe(z.enum(['not-allowed', 'discouraged'])),
      aliasOf: maybe(z.string()),
      status: maybe(z.literal('deprecated')),
      sameProgramAs: maybe(z.string()),
      recommendedTypes: maybe(words),
    }),
  ),
  services: byName(
    z.strictObject({
      since: branch,
      program: z.string(),
      private: z.enum(['y', 'n']),
      types: words,
      nameParameter: maybe(parameterName),
      maxproc: z.string().regex(/^(-|\d+)$/),
      maxprocBasis: maybe(z.string()),
      wakeup: maybe(z.string().regex(/^\d+\??$/)),
      neededBy: maybe(words),
      note: maybe(z.string()),
      stockType: maybe(timeline(z.string())),
      stockSince: maybe(branch),
      connectedFrom: source,
    }),
  ),
  pipeAttributes: attributes,
  pipeFlags: flags,
  pipeMacros: byName(z.strictObject({ since: branch, perRecipient: z.boolean() })),
  spawnAttributes: attributes,
  smtpAttributes: attributes,
  smtpFlags: flags,
}) satisfies z.ZodType<services.ServicesFile>

/** `data/stock-master.json`. */
export const stockMasterSchema = z.array(
  z.strictObject({
    since,
    removed: maybe(since),
    fields: z.string().regex(/^\S+( \S+){7}$/),
    args: maybe(words),
    commented: maybe(yes),
  }),
) satisfies z.ZodType<services.StockMasterFile>
