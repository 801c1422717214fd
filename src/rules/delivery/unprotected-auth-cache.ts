import { listItems, wholeValue } from '../../config/elements.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'unprotected-auth-cache',
  severity: 'error',
  since: '0.1.0',
  postfix: { from: '2.5' },
  fix: 'unsafe',
  summary: 'The cache of failed logins is not one table behind proxymap',
  why: `\`smtp_sasl_auth_cache_name\` remembers which passwords a server refused. Many smtp(8) processes write to it, so it has to
be one table and reached through proxymap(8): \`proxy:btree:...\`. Otherwise smtp(8) stops with a fatal error at its start, and
no mail leaves the host.`,
  see: ['postconf(5) smtp_sasl_auth_cache_name', 'src/smtp/smtp_sasl_auth_cache.c'],
  evidence: { kind: 'log', says: ['must start with "proxy:', 'contains multiple values'], by: 'smtp' },
  messages: {
    direct: (d: { value: string }) =>
      `smtp(8) stops with a fatal error at \`${d.value}\` and sends nothing: the table has to be reached through \`proxy:\`. Write \`proxy:${d.value}\``,
    several: () =>
      'smtp(8) stops with a fatal error and sends nothing: this names more than one table. Leave one of them',
  },
  scope: 'setting',
  parameters: ['smtp_sasl_auth_cache_name', 'lmtp_sasl_auth_cache_name'],
  check({ setting, resolved, view }, report) {
    if (resolved.unknown || resolved.expanded.problem || view.get(setting.name)?.setting !== setting) return
    const [enable, maps] = [setting.name.startsWith('smtp') ? 'smtp' : 'lmtp'].flatMap(client => [
      view.get(`${client}_sasl_auth_enable`),
      view.get(`${client}_sasl_password_maps`),
    ])
    // Without a login the cache is not opened.
    if (enable?.text.toLowerCase() !== 'yes' || (maps?.text ?? '') === '') return
    const items = listItems(resolved)
    const [first] = items
    if (first === undefined) return
    if (items.length > 1) {
      report({ at: wholeValue(resolved), say: ['several'] })
    } else if (!first.value.startsWith('proxy:')) {
      const { file, range } = { file: setting.file, range: setting.valueRange }
      const edits =
        setting.value.text === first.value
          ? [{ file, range: { start: range.start, end: range.start }, text: 'proxy:' }]
          : null
      report({ at: first, say: ['direct', { value: first.value }], fix: { title: 'Write `proxy:` before it', edits } })
    }
  },
  examples: [
    {
      title: 'A table of its own',
      'main.cf': `
        compatibility_level = 3.6
        local_transport = smtp:[127.0.0.1]:10025
        smtp_sasl_auth_enable = yes
        smtp_sasl_password_maps = inline:{ 127.0.0.1=user:password }
        smtp_sasl_auth_cache_name = «btree:/var/lib/postfix/refused»
      `,
      fixed: `
        compatibility_level = 3.6
        local_transport = smtp:[127.0.0.1]:10025
        smtp_sasl_auth_enable = yes
        smtp_sasl_password_maps = inline:{ 127.0.0.1=user:password }
        smtp_sasl_auth_cache_name = proxy:btree:/var/lib/postfix/refused
      `,
    },
    {
      title: 'No cache',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtp_sasl_auth_cache_name =
      `,
    },
  ],
})
