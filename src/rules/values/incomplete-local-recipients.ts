import { wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { mentionsIn } from '../../config/mentions.js'
import { tablesOf, withInner } from '../../config/table-specs.js'
import { defineRule } from '../define.js'

/** Tables that may well hold all users and aliases themselves. */
const databases: ReadonlySet<string> = new Set([
  'ldap',
  'mysql',
  'pgsql',
  'sqlite',
  'mongodb',
  'static',
  'tcp',
  'socketmap',
  'nis',
  'memcache',
])

export default defineRule({
  id: 'incomplete-local-recipients',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  summary: 'The list of local recipients leaves out the aliases or the users of the host',
  why: `\`local_recipient_maps\` says which local names exist; mail for all others is refused. The default has the users of the host
(\`proxy:unix:passwd.byname\`) and the aliases (\`$alias_maps\`). A list of one's own replaces both: mail for \`postmaster\`, \`root\`
or any alias is then refused unless the table has them as well.`,
  see: ['LOCAL_RECIPIENT_README', 'postconf(5) local_recipient_maps'],
  evidence: { kind: 'heuristic', because: 'the table may list all of them' },
  messages: {
    aliases: (_: { value: string }) =>
      'Aliases such as `postmaster` are refused unless this table has them too: add `$alias_maps` to the list',
    users: (_: { value: string }) =>
      'Users of the host are refused unless this table has them too: add `proxy:unix:passwd.byname` to the list',
  },
  scope: 'setting',
  parameters: ['local_recipient_maps'],
  check({ setting, resolved, parameter, service, view }, report) {
    if (parameter === undefined || service !== undefined || !isReadable(resolved) || resolved.text === '') return
    const transport = view.get('local_transport')
    // Another program than local(8) may know neither.
    if (transport?.setting !== undefined) return
    const tables = tablesOf(resolved, parameter.kind).flatMap(table => [...withInner(table)])
    if (tables.some(({ type }) => type !== undefined && databases.has(type.value))) return
    const aliases =
      mentionsIn(setting.value.text).some(({ name }) => /alias/.test(name)) ||
      tables.some(({ value }) => /alias/.test(value))
    const users = tables.some(({ type }) => type?.value === 'unix')
    const value = resolved.text
    const at = wholeValue(resolved)
    if (!aliases) report({ at, say: ['aliases', { value }] })
    else if (!users) report({ at, say: ['users', { value }] })
  },
  examples: [
    {
      title: 'A list of users alone',
      'main.cf': `
        compatibility_level = 3.6
        local_recipient_maps = «texthash:/etc/postfix/users»
      `,
    },
    {
      title: 'With aliases and users',
      clean: true,
      'main.cf': `
        compatibility_level = 3.11
        alias_maps = texthash:/etc/aliases.local
        local_recipient_maps = proxy:unix:passwd.byname $alias_maps texthash:/etc/postfix/users
      `,
    },
  ],
})
