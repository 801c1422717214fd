import { certainValue } from '../../config/certain-values.js'
import { originOf, wholeValue } from '../../config/elements.js'
import { mailAccounts } from '../../config/host/mail-accounts.js'
import { folderOf } from '../../config/host/named-files.js'
import { tableMentions } from '../../config/table-mentions.js'
import { defineRule } from '../define.js'

/** Types whose file is moved (`data_redirect_map_types` in `src/global/data_redirect.c`). */
const moved: ReadonlySet<string> = new Set(['hash', 'btree', 'dbm', 'lmdb', 'cdb', 'sdbm', 'dbz'])

export default defineRule({
  id: 'misplaced-cache',
  severity: 'warning',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'A cache is to be in a directory that does not belong to Postfix',
  why: `Postfix writes its caches (TLS sessions, verified addresses, known clients of postscreen(8)) as \`mail_owner\`, and does
so only in a directory that belongs to that account. Otherwise it puts the file into \`data_directory\` and logs "request to
update table ... in non-postfix directory" each time. Name the file in \`$data_directory\` right away.`,
  see: ['postconf(5) data_directory', 'src/global/data_redirect.c'],
  evidence: { kind: 'log', says: ['in non-postfix directory'], by: 'verify tlsmgr' },
  messages: {
    redirected: (d: { folder: string; owner: string; parameter: string }) =>
      `\`${d.folder}\` does not belong to \`${d.owner}\`: Postfix warns and puts this cache into \`$data_directory\`. Name it there (\`${d.parameter}\`)`,
  },
  scope: 'project',
  check({ project }, report) {
    const { owner } = mailAccounts(project)
    if (owner === undefined) return
    const exchange = certainValue(project.base, 'tls_random_exchange_name')
    if (exchange?.setting !== undefined && exchange.text.startsWith('/')) {
      const folder = folderOf(exchange.text)
      const fact = project.facts.path(folder)
      const data = { folder, owner: owner.name, parameter: exchange.name }
      if (typeof fact !== 'string' && fact.uid !== owner.uid)
        report({ at: wholeValue(exchange), say: ['redirected', data] })
    }
    const seen = new Set<string>()
    for (const { spec, use, parameter, resolved, service } of tableMentions(project)) {
      const path = spec.name.value
      const type = spec.type?.value ?? ''
      if (use.name !== 'cache' || resolved.setting === undefined || !moved.has(type) || !path.startsWith('/')) continue
      const at = originOf(spec)?.location
      const key = `${at?.file} ${at?.range.start}`
      const folder = folderOf(path)
      const fact = project.facts.path(folder)
      if (at === undefined || seen.has(key) || typeof fact === 'string' || fact.uid === owner.uid) continue
      seen.add(key)
      const data = { folder, owner: owner.name, parameter }
      report({ at: spec, say: ['redirected', data], services: service === undefined ? [] : [service] })
    }
  },
  examples: [
    {
      title: 'In a folder of root',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        address_verify_map = «lmdb:/srv/caches/verify»
      `,
      files: {
        '/etc/passwd': { text: 'root:x:0:0::/root:/bin/sh\npostfix:x:101:102::/:/bin/false\n' },
        '/srv/caches': { kind: 'directory', mode: 0o755 },
      },
    },
    {
      title: 'Randomness for TLS in the configuration directory',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        tls_random_exchange_name = «/etc/postfix/prng_exch»
      `,
      files: {
        '/etc/passwd': { text: 'root:x:0:0::/root:/bin/sh\npostfix:x:101:102::/:/bin/false\n' },
        '/etc/postfix': { kind: 'directory', mode: 0o755 },
      },
    },
    {
      title: 'In the data directory',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        address_verify_map = lmdb:/var/lib/postfix/verify
      `,
      files: {
        '/etc/passwd': {
          text: 'root:x:0:0::/root:/bin/sh\npostfix:x:101:102::/:/bin/false\nnobody:x:65534:65534::/:/bin/false\n',
        },
        '/var/lib/postfix': { kind: 'directory', mode: 0o700, uid: 101 },
      },
    },
  ],
})
