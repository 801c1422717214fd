// A plug-in with two rules. docs/plugins.md explains it.
import { definePlugin, defineRule, listItems, toSeconds, wholeValue } from 'postfix-lint/plugin'

const relayThroughGateway = defineRule({
  id: 'acme/relay-through-gateway',
  severity: 'error',
  since: '1.0.0',
  fix: 'none',
  summary: 'Mail leaves by another way than our gateway',
  why: 'The firewall lets only `gateway.example.com` send mail out: anything else waits in the queue, and is returned.',
  see: ['https://wiki.example.com/mail'],
  evidence: { kind: 'heuristic', because: 'it is a rule of this site' },
  messages: {
    other: d => `Mail goes to \`${d.host}\`, which the firewall does not let through: write \`[gateway.example.com]\``,
  },
  scope: 'setting',
  parameters: ['relayhost'],
  check({ resolved }, report) {
    if (resolved.unknown || resolved.expanded.problem) return
    for (const item of listItems(resolved)) {
      if (/^\[gateway\.example\.com\](?::\d+)?$/.test(item.value)) continue
      report({ at: item, say: ['other', { host: item.value }] })
    }
  },
  examples: [
    { title: 'Another host', 'main.cf': 'relayhost = «[mail.example.net]:587»\n' },
    { title: 'The gateway', clean: true, 'main.cf': 'relayhost = [gateway.example.com]:587\n' },
  ],
})

const longestTimeout = 600

const impatientPolicy = defineRule({
  id: 'acme/long-policy-timeout',
  severity: 'warning',
  since: '1.0.0',
  fix: 'unsafe',
  summary: 'A server waits too long for a policy service',
  why: 'Clients give up after ten minutes. A server that waits longer for its policy service holds a process for nobody.',
  see: ['postconf(5)'],
  evidence: { kind: 'heuristic', because: 'it is a rule of this site' },
  messages: {
    long: d => `\`${d.name}\` is ${d.seconds} seconds, and clients wait for ${longestTimeout} at most`,
  },
  scope: 'service',
  programs: ['smtpd'],
  check({ config }, report) {
    const resolved = config.get('smtpd_policy_service_timeout')
    if (resolved?.setting === undefined || resolved.unknown) return
    const read = toSeconds(resolved.text)
    if (!read.ok || read.value <= longestTimeout) return
    report({
      at: wholeValue(resolved),
      say: ['long', { name: resolved.name, seconds: read.value }],
      fix: {
        title: `Write \`${longestTimeout}s\``,
        edits: resolved.refers
          ? null
          : [{ file: resolved.setting.file, range: resolved.setting.valueRange, text: `${longestTimeout}s` }],
      },
    })
  },
  examples: [
    {
      title: 'Half an hour',
      'main.cf': 'compatibility_level = 3.6\nsmtpd_policy_service_timeout = «30m»\n',
      'master.cf': 'smtp inet n - n - - smtpd\n',
      fixed: { 'main.cf': 'compatibility_level = 3.6\nsmtpd_policy_service_timeout = 600s\n' },
    },
    {
      title: 'Ten minutes',
      clean: true,
      'main.cf': 'compatibility_level = 3.6\nsmtpd_policy_service_timeout = 10m\n',
      'master.cf': 'smtp inet n - n - - smtpd\n',
    },
  ],
})

export default definePlugin({ name: 'acme', rules: [relayThroughGateway, impatientPolicy] })
