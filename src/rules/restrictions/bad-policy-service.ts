import { toInteger, toSeconds } from '../../config/convert.js'
import { originOf } from '../../config/elements.js'
import { type PolicyAttribute, readPolicyService } from '../../config/policy-services.js'
import { allReachedSteps, servicesOf } from '../../config/restriction-programs.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

const times: ReadonlySet<string> = new Set(['timeout', 'max_idle', 'max_ttl', 'retry_delay'])
const numbers: ReadonlySet<string> = new Set(['request_limit', 'try_limit'])

/** What a value should be and is not. */
function fault({ name, value }: PolicyAttribute): 'a time' | 'a number' | undefined {
  if (value === undefined) return undefined
  if (times.has(name.value) && !toSeconds(value.value).ok) return 'a time'
  return numbers.has(name.value) && !toInteger(value.value).ok ? 'a number' : undefined
}

export default defineRule({
  id: 'bad-policy-service',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'The policy server after `check_policy_service` is written in a way that smtpd cannot read',
  why: `\`check_policy_service\` takes \`unix:path\` or \`inet:host:port\`, or, from Postfix 3.0 on, one of them in braces with settings for
this server alone: \`{ unix:private/policy, timeout=10s, default_action=DUNNO }\`. smtpd(8) reads it when it starts, and
stops with a fatal error at anything else.`,
  see: ['SMTPD_POLICY_README', 'src/smtpd/smtpd_check.c (policy_client_register)', 'src/global/attr_override.c'],
  evidence: {
    kind: 'log',
    says: [
      'policy service syntax error',
      'empty policy service',
      'invalid transport name',
      'unknown option',
      'malformed option',
      'bad time value',
      'bad numerical configuration',
    ],
    by: 'smtpd',
  },
  messages: {
    unbalanced: () =>
      'smtpd stops with a fatal error: the braces around the policy server do not match, or text follows them',
    empty: () => 'smtpd stops with a fatal error: there is no policy server between the braces',
    transport: (d: { transport: string; known: string }) =>
      `smtpd stops with a fatal error: a policy server is reached by ${d.known}, and \`${d.transport}\` is neither`,
    unknown: (d: { name: string; near: string | undefined }) =>
      `smtpd stops with a fatal error: a policy server has no setting \`${d.name}\`${d.near ? `. Did you mean \`${d.near}\`?` : ''}`,
    malformed: (d: { name: string }) =>
      `smtpd stops with a fatal error: \`${d.name}\` has no value. Write \`name=value\` without blanks, or \`{ name = value }\``,
    value: (d: { name: string; value: string; kind: string }) =>
      `smtpd stops with a fatal error: \`${d.name}\` needs ${d.kind}, and \`${d.value}\` is none`,
  },
  scope: 'project',
  check({ project }, report) {
    for (const { view, step } of allReachedSteps(project)) {
      const { info, argument } = step
      if (info?.argument?.kind !== 'policy-endpoint' || argument === undefined || step.fault !== undefined) continue
      const { transports, attributes: known } = info.argument
      if (originOf(argument) === undefined || (known.length === 0 && argument.value.startsWith('{'))) continue
      const { problem, transport, attributes } = readPolicyService(argument)
      const services = servicesOf(view)
      if (problem !== undefined) report({ at: argument, say: [problem], ...services })
      if (transport !== undefined && !transports.includes(transport.value)) {
        const words = transports.filter(name => name !== 'local').map(name => `\`${name}:\``)
        const say = ['transport', { transport: transport.value, known: words.join(' or ') }] as const
        report({ at: transport, say, ...services })
      }
      for (const attribute of attributes) {
        const { name, value } = attribute
        const kind = fault(attribute)
        if (value === undefined) report({ at: name, say: ['malformed', { name: name.value }], ...services })
        else if (!known.includes(name.value)) {
          report({
            at: name,
            say: ['unknown', { name: name.value, near: nearestName(name.value, known) }],
            ...services,
          })
        } else if (kind !== undefined) {
          report({ at: value, say: ['value', { name: name.value, value: value.value, kind }], ...services })
        }
      }
    }
  },
  examples: [
    {
      title: 'A setting that there is not',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_recipient_restrictions = check_policy_service { inet:127.0.0.1:10023, «time_out»=10s }
      `,
    },
    {
      title: 'A transport that there is not',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_recipient_restrictions = check_policy_service «tcp»:127.0.0.1:10023
      `,
    },
    {
      title: 'Settings for one server',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_recipient_restrictions =
            check_policy_service { inet:127.0.0.1:10023, timeout=10s, { default_action = DUNNO } }
      `,
    },
  ],
})
