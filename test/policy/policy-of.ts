import { type Diagnostic, type LintOptions, lint } from '../../src/index.js'
import { policyRules } from '../../src/policy/policy-rules.js'
import { readPolicy } from '../../src/policy/read-policy.js'

export interface Configuration {
  readonly main?: string
  readonly master?: string
}

/** What a policy alone finds in a configuration. */
export function judged(
  policy: string | object,
  configuration: Configuration,
  options: LintOptions = {},
): readonly Diagnostic[] {
  const text = typeof policy === 'string' ? policy : JSON.stringify(policy)
  const plugins = policyRules([readPolicy('mine', text)])
  const { diagnostics } = lint(configuration, { postfixVersion: '3.9.0', ...options, plugins })
  return diagnostics.filter(({ rule }) => rule.startsWith('policy/'))
}

/** Findings as a person reads them: what is marked, and what is said. */
export function shown(found: readonly Diagnostic[], { main = '', master = '' }: Configuration): readonly string[] {
  const texts: Readonly<Record<string, string>> = { 'main.cf': main, 'master.cf': master }
  return found.map(({ at, message, rule, severity, services }) => {
    const marked = texts[at.file]?.slice(at.range.start, at.range.end) ?? ''
    return `${severity} ${rule} ${at.file} «${marked}» ${message} [${services.join(' ')}]`
  })
}

/** A policy for every smtpd service of type inet. */
export function forSmtpd(parameters: object, more: object = {}): object {
  return {
    properties: {
      services: {
        items: {
          if: { properties: { type: { const: 'inet' }, program: { const: 'smtpd' } } },
          // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
          then: { properties: { parameters: { properties: parameters } }, ...more },
        },
      },
    },
  }
}
