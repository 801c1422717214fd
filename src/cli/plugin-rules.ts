import type { Messages, Reporter, Rule, TableContext, TableVisitor } from '../rules/define.js'
import { UsageError } from './usage-error.js'

const scopes = ['file', 'setting', 'service', 'table', 'project', 'suppressions']

/** The rules of a plug-in's module, looked at before they are used. @throws UsageError that says what they lack */
export function pluginRules(name: string, module: unknown): readonly Rule[] {
  const plugin = property(module, 'default') ?? module
  const prefix = property(plugin, 'name')
  const rules = property(plugin, 'rules')
  const fail = (what: string): never => {
    throw new UsageError(`plug-in \`${name}\` ${what}: see docs/plugins.md`)
  }
  if (typeof prefix !== 'string' || !/^[a-z0-9][\w.-]*$/.test(prefix) || prefix === 'policy') {
    return fail('has to export `{ name, rules }` as default, with a name of small letters, digits and hyphens')
  }
  if (!Array.isArray(rules)) return fail('has no list `rules`')
  return rules.map((rule: unknown) => {
    const id = property(rule, 'id')
    if (typeof id !== 'string' || !id.startsWith(`${prefix}/`) || !/^[\w./-]+$/.test(id)) {
      return fail(`has a rule with the id \`${String(id)}\`: it has to begin with \`${prefix}/\``)
    }
    const lacking = fieldsLacking(rule)
    if (lacking.length > 0) return fail(`has a rule \`${id}\` without ${lacking.join(', ')}`)
    // Looked at just now: it has what the engine asks of a rule.
    return guarded(rule as Rule, name)
  })
}

function fieldsLacking(rule: unknown): readonly string[] {
  const wanted: Readonly<Record<string, (value: unknown) => boolean>> = {
    severity: value => value === 'error' || value === 'warning' || value === 'info',
    scope: value => typeof value === 'string' && scopes.includes(value),
    fix: value => typeof value === 'string' && ['safe', 'unsafe', 'manual', 'none'].includes(value),
    summary: value => typeof value === 'string',
    messages: value => typeof value === 'object' && value !== null,
    check: value => typeof value === 'function',
  }
  return Object.entries(wanted).flatMap(([field, isRight]) => (isRight(property(rule, field)) ? [] : [`\`${field}\``]))
}

function property(value: unknown, name: string): unknown {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
    ? Reflect.get(value, name)
    : undefined
}

/** A rule whose faults are told from those of postfix-lint. */
function guarded(rule: Rule, plugin: string): Rule {
  const attempt = <Result>(work: () => Result): Result => {
    try {
      return work()
    } catch (error) {
      throw new UsageError(`rule \`${rule.id}\` of plug-in \`${plugin}\` fails: ${describePluginFault(error)}`)
    }
  }
  type Check<Context, Result> = (context: Context, report: Reporter<Messages>) => Result
  const guard =
    <Context, Result>(check: Check<Context, Result>): Check<Context, Result> =>
    (context, report) =>
      attempt(() => check(context, report))
  const common = { ...rule, url: rule.url ?? '', see: rule.see ?? [], examples: rule.examples ?? [] }
  const watched = (visitor: TableVisitor | undefined): TableVisitor | undefined =>
    visitor && {
      line: line => attempt(() => visitor.line?.(line)),
      end: () => attempt(() => visitor.end?.()),
    }
  switch (common.scope) {
    case 'file':
      return { ...common, check: guard(common.check) }
    case 'setting':
      return { ...common, check: guard(common.check) }
    case 'service':
      return { ...common, check: guard(common.check) }
    case 'project':
      return { ...common, check: guard(common.check) }
    case 'suppressions':
      return { ...common, check: guard(common.check) }
    case 'table': {
      const check = guard(common.check)
      return {
        ...common,
        check: (context: TableContext, report: Reporter<Messages>) => watched(check(context, report)),
      }
    }
  }
}

/** What a fault in the code of others says, with the first place of it. */
export function describePluginFault(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const place = error.stack?.split('\n').find(line => /^\s+at /.test(line))
  return `${error.message}${place === undefined ? '' : ` (${place.trim()})`}`
}
