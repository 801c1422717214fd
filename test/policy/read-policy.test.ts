import { describe, expect, it } from 'vitest'
import { BadPolicy } from '../../src/policy/policy.js'
import { readPolicy } from '../../src/policy/read-policy.js'
import { shippedPolicies } from '../../src/policy/shipped.js'
import { forSmtpd } from './policy-of.js'

/** What is said about a policy, with the text from where it is said. */
function faults(text: string): readonly string[] {
  try {
    readPolicy('mine', text)
  } catch (error) {
    if (!(error instanceof BadPolicy)) throw error
    return error.faults.map(({ offset, message }) => `${text.slice(offset, offset + 12)} | ${message}`)
  }
  return []
}

describe('a policy that cannot be used', () => {
  it.each([
    ['{ "properties": ', ' | not JSON: ValueExpected'],
    ['{ // so\n}', '// so\n} | not JSON: InvalidCommentToken'],
    ['[]', '[] | a schema is an object, or `true` or `false`'],
    ['{ "propertis": {} }', '"propertis": | JSON Schema has no keyword `propertis`: did you mean `properties`?'],
    ['{ "wanted": {} }', '"wanted": {} | JSON Schema has no keyword `wanted`: start names of your own with `x-`'],
    ['{ "definitions": {} }', '"definitions | `definitions` is of an older draft: write `$defs`'],
    ['{ "$dynamicRef": "#" }', '"$dynamicRef | `$dynamicRef` leads where only a run shows: write `$ref`'],
    [
      '{ "$ref": "https://example.com/x" }',
      '"https://exa | `$ref` leads out of the policy: nothing is fetched. It has to begin with `#`',
    ],
    [
      '{ "$ref": "other.json" }',
      '"other.json" | `$ref` leads out of the policy: nothing is fetched. It has to begin with `#`',
    ],
    [
      '{ "$ref": "file:///etc/passwd" }',
      '"file:///etc | `$ref` leads out of the policy: nothing is fetched. It has to begin with `#`',
    ],
    ['{ "$ref": "#/$defs/a" }', '"#/$defs/a"  | `#/$defs/a` is not in the policy'],
    ['{ "$ref": "#" }', '{ "$ref": "# | a `$ref` leads back to where it stands'],
    [
      '{ "$schema": "http://json-schema.org/draft-07/schema#" }',
      '"http://json | a policy is JSON Schema draft 2020-12: write `https://json-schema.org/draft/2020-12/schema`',
    ],
    ['{ "type": "bool" }', '"bool" } | `type` must be equal to one of the allowed values'],
    ['{ "enum": "may" }', '"may" } | `enum` must be array'],
    ['{ "not": { "pattern": "(" } }', '"(" } } | not a regular expression that RE2 takes'],
    ['{ "patternProperties": { "a(?=b)": {} } }', '"a(?=b)": {} | not a regular expression that RE2 takes'],
    ['{ "errorMessage": 3 }', '3 } | `errorMessage` has to be a text'],
    ['{ "severity": "fatal" }', '"fatal" } | `severity` has to be one of `error`, `warning`, `info`'],
    ['{ "allOf": [{ "$anchor": "a" }, { "$anchor": "a" }] }', '"a" }] } | there are two parts with the `$anchor` `a`'],
    [
      '{ "allOf": [{ "$id": "x" }] }',
      '"$id": "x" } | `$id` belongs to the whole policy: write `$anchor` to name a part',
    ],
    ['{ "type": "object", "type": "array" }', '"type": "arr | `type` is there twice'],
    [
      '{ "properties": { "service": {} } }',
      '"service": { | `service` is nothing that `postfix-lint show --json` prints there: did you mean `services`?',
    ],
    [
      '{ "properties": { "services": { "items": { "allOf": [{ "properties": { "prog": {} } }] } } } }',
      '"prog": {} } | `prog` is nothing that `postfix-lint show --json` prints there: there are `label`',
    ],
    [
      JSON.stringify(forSmtpd({ smtpd_tls_security_levl: { const: 'may' } })),
      '"smtpd_tls_s | there is no parameter `smtpd_tls_security_levl`: did you mean `smtpd_tls_security_level`?',
    ],
  ])('%s', (text, fault) => {
    expect(faults(text).map(said => said.slice(0, fault.length))).toContain(fault)
  })

  it('is not one that can never end', () => {
    const levels = 60
    const $defs = Object.fromEntries(
      Array.from({ length: levels }, (_, index) => {
        const next = { $ref: `#/$defs/d${index + 1}` }
        return [`d${index}`, { allOf: [next, next] }]
      }),
    )
    const text = JSON.stringify({ $ref: '#/$defs/d0', $defs: { ...$defs, [`d${levels}`]: { type: 'object' } } })
    expect(faults(text)).toEqual([expect.stringContaining('has more than 20000 parts')])
  })

  it.each(['{"not":', '[', '{"a":'])('is not nested without end: %s', open => {
    expect(faults(open.repeat(100_000))).toEqual([expect.stringContaining('the policy is nested too deep')])
    expect(faults(`${'{"not":'.repeat(200)}{}${'}'.repeat(200)}`)).toEqual([
      expect.stringContaining('a policy may not be nested more than 100 levels deep'),
    ])
  })

  it('is not too large', () => {
    expect(faults(`"${'x'.repeat(1 << 21)}"`)).toEqual([expect.stringContaining('may not be larger than 1 MiB')])
  })
})

describe('a policy that can', () => {
  it.each([
    ['true', 'true'],
    ['names of your own', '{ "x-owner": "mail team", "$comment": "old" }'],
    [
      'names of services and of your own parameters',
      JSON.stringify(forSmtpd({ mua_client_restrictions: {}, our_list: {} })),
    ],
    [
      'brackets in texts',
      JSON.stringify(
        forSmtpd({
          mynetworks: {
            items: {
              enum: Array(600)
                .fill('[')
                .map((b, i) => b.repeat(i + 1)),
            },
          },
        }),
      ),
    ],
    ...Object.entries(shippedPolicies),
  ])('has %s', (_, text) => {
    expect(faults(text)).toEqual([])
  })

  it('has named parts with their severities', () => {
    const { clauses } = readPolicy(
      'mine',
      '{ "severity": "warning", "title": "All", "allOf": [{ "$ref": "#a" }], "$defs": { "x": { "$anchor": "a", "severity": "info", "title": "A" } } }',
    )
    expect(clauses).toEqual([
      { name: undefined, severity: 'warning', summary: 'All' },
      { name: 'a', severity: 'info', summary: 'A' },
    ])
  })
})
