import { z } from 'zod'
import type * as restrictions from './restriction-records.js'
import { branch, byName, maybe, parameterName, source, words, yes } from './schema-parts.js'

const place = z.enum(['client', 'helo', 'sender', 'relay', 'recipient', 'data', 'end_of_data', 'etrn'])
const context = z.enum(['ok', 'needs-delay-reject', 'single-recipient-only', 'no-effect'])

/** `data/restrictions.json`. */
export const restrictionsSchema = z.strictObject({
  lists: z.record(
    parameterName,
    z.strictObject({
      place,
      since: branch,
      evaluatedAt: z.string(),
      order: z.int(),
      bareMapMeans: maybe(z.string()),
      delayedBy: maybe(parameterName),
    }),
  ),
  contextOrder: z.array(place).length(8),
  contexts: byName(z.array(context).length(8)),
  restrictions: z.record(
    z.string().regex(/^[a-z_]+$/),
    z.strictObject({
      since: branch,
      removed: maybe(branch),
      argument: maybe(
        z.strictObject({
          kind: z.enum(['map', 'policy-endpoint', 'dnsbl', 'seconds', 'restriction']),
          syntax: maybe(z.union([z.string(), words])),
          note: maybe(z.string()),
          longForm: maybe(z.string()),
          longFormSince: maybe(branch),
          searchOrderWords: maybe(byName(branch)),
          transports: maybe(words),
          attributes: maybe(byName(branch)),
          patternSince: maybe(branch),
        }),
      ),
      requires: z.enum(['none', 'client', 'helo', 'sender', 'recipient', 'tls', 'sasl', 'sasl+sender', 'etrn']),
      effect: z.enum(['access', 'reject', 'defer', 'permit', 'delay', 'modifier']),
      canPermit: maybe(yes),
      okForbidden: maybe(yes),
      terminal: maybe(yes),
      satisfiesRelayRequirement: maybe(yes),
      replyCodeParameter: maybe(parameterName),
      requiresSetting: maybe(words),
      relatedParameter: maybe(parameterName),
      ignoredWhenOverriding: maybe(z.string()),
      recommendedIn: maybe(z.array(place).min(1)),
      recommendedBefore: maybe(branch),
      expandsTo: maybe(words),
      expandsSince: maybe(branch),
      afterRemoval: maybe(z.string()),
      status: maybe(z.enum(['obsolete-spelling', 'deprecated', 'removed'])),
      obsoleteSince: maybe(branch),
      replacement: maybe(words),
      undocumented: maybe(yes),
    }),
  ),
  accessActions: byName(
    z.strictObject({
      since: branch,
      argument: z.string(),
      argumentRequired: maybe(yes),
      outcome: z.string(),
      syntax: maybe(z.string()),
      note: maybe(z.string()),
      replyCodeParameter: maybe(parameterName),
      forbiddenFrom: maybe(words),
      notIn: maybe(z.array(place).min(1)),
      notInClientHeloWithoutDelayReject: maybe(yes),
      delegated: maybe(yes),
      undocumented: maybe(yes),
    }),
  ),
  relayRequirement: z.strictObject({
    lists: z.array(z.strictObject({ since: branch, anyOf: words })),
    words: z.array(z.strictObject({ since: branch, anyOf: words })),
    searchStopsAt: z.string(),
    skipsWordAfter: z.string(),
    recursesInto: parameterName,
    enforcedAt: source,
    effect: z.string(),
  }),
  lexical: z.strictObject({
    separators: z.string(),
    keywordsCaseInsensitive: z.boolean(),
    classNamesCaseSensitive: z.boolean(),
    braceGroupingSince: branch,
    policyAttributeListsSince: branch,
    mapLongFormSince: branch,
    unknownWord: z.string(),
    textAfterTerminalIgnored: words,
  }),
}) satisfies z.ZodType<restrictions.RestrictionsFile>
