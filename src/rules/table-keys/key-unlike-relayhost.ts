import { replacePlace, type ValuePlace } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import type { Project } from '../../config/project.js'
import { defineRule } from '../define.js'

/** A key that is about the host of `relayhost`, and is written otherwise. */
interface Near extends ValuePlace {
  readonly value: string
}

/** The one relay host, in small letters; undefined when there is none, or several. */
function relayHost(project: Project): string | undefined {
  const resolved = project.base.get('relayhost')
  if (resolved === undefined || !isReadable(resolved) || resolved.from === 'default') return undefined
  const { text } = resolved
  return text === '' || /[\s,]/.test(text) || text.startsWith('inet:') ? undefined : text.toLowerCase()
}

/** The host alone, without brackets and port. */
function hostOf(destination: string): string | undefined {
  return /^(?:\[([^\]]+)\]|([^:[\]]+))(?::[^:]+)?$/.exec(destination)?.slice(1).find(Boolean)
}

export default defineRule({
  id: 'key-unlike-relayhost',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A password or TLS policy is for the relay host, under a key that is not asked for',
  why: `smtp(8) looks a TLS policy up by the destination as \`relayhost\` has it, with brackets and port: for \`[mail.example.net]:587\` neither
\`mail.example.net\` nor \`[mail.example.net]\` is found, and the policy is not used. Passwords are looked up by the name of the host that
it is connected to, \`mail.example.net\`, and then by the destination as it is written; \`[mail.example.net]\` and \`mail.example.net:587\`
are not found, and the mail is sent without a login.`,
  see: ['SASL_README', 'TLS_README', 'src/smtp/smtp_sasl_glue.c', 'src/smtp/smtp_tls_policy.c'],
  evidence: {
    kind: 'heuristic',
    because: 'a transport table can name the host in another form as well, and the key be for that',
  },
  messages: {
    login: (d: { key: string; relay: string }) =>
      `\`relayhost\` is \`${d.relay}\`, for which \`${d.key}\` is not found, so there is no login: write \`${d.relay}\``,
    policy: (d: { key: string; relay: string }) =>
      `\`relayhost\` is \`${d.relay}\`, for which \`${d.key}\` is not found, so this policy is not used: write \`${d.relay}\``,
  },
  scope: 'table',
  syntaxes: ['postmap'],
  uses: ['sasl-password', 'tls-policy'],
  check({ project, table, uses }, report) {
    const relay = relayHost(project)
    const host = relay === undefined ? undefined : hostOf(relay)
    if (relay === undefined || host === undefined || uses.length !== 1 || table.uses.length !== 1) return undefined
    const isLogin = uses[0]?.name === 'sasl-password'
    const bracketed = relay.startsWith('[')
    const near: Near[] = []
    let found = false
    return {
      line(line) {
        if (line.type !== 'key-value' || found || near.length > 10) return
        const key = line.key.value.toLowerCase()
        const isHost = key === host
        // Without brackets a policy is found for the domains above as well.
        const isAbove = !isLogin && !bracketed && !relay.includes(':') && key.startsWith('.') && relay.endsWith(key)
        if (key === relay || isAbove || (isLogin && isHost && bracketed)) found = true
        else if (hostOf(key) === host && (!isLogin || !isHost)) near.push(line.key)
      },
      end() {
        const [key] = near
        if (found || key === undefined || near.length > 1) return
        report({
          at: key,
          say: [isLogin ? 'login' : 'policy', { key: key.value, relay }],
          fix: { title: `Write \`${relay}\``, edits: replacePlace(key, relay) },
        })
      },
    }
  },
  examples: [
    {
      title: 'A password without the port',
      'main.cf': `
        relayhost = [mail.example.net]:587
        smtp_sasl_auth_enable = yes
        smtp_sasl_password_maps = hash:/etc/postfix/sasl_passwd
      `,
      tables: { sasl_passwd: '«[mail.example.net]»  anna:secret\n' },
      fixed: '[mail.example.net]:587  anna:secret\n',
    },
    {
      title: 'A policy for the host alone',
      'main.cf': `
        relayhost = [mail.example.net]:587
        smtp_tls_security_level = may
        smtp_tls_policy_maps = hash:/etc/postfix/tls_policy
      `,
      tables: { tls_policy: '«mail.example.net»  encrypt\n' },
      fixed: '[mail.example.net]:587  encrypt\n',
    },
    {
      title: 'As in `relayhost`, and by the name of the host',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        relayhost = [mail.example.net]:587
        smtp_sasl_auth_enable = yes
        smtp_sasl_password_maps = hash:/etc/postfix/sasl_passwd
        smtp_sasl_security_options = noanonymous
        smtp_tls_security_level = encrypt
        smtp_tls_policy_maps = hash:/etc/postfix/tls_policy
      `,
      tables: { sasl_passwd: 'mail.example.net  anna:secret\n', tls_policy: '[mail.example.net]:587  secure\n' },
    },
  ],
})
