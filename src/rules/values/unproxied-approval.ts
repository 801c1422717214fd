import { listItems, originOf } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'unproxied-approval',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  summary: 'A table is approved for proxymap under a name that nobody asks it for',
  why: `proxymap(8) opens only tables that \`proxy_read_maps\` (for proxywrite: \`proxy_write_maps\`) lists, by the whole name with \`proxy:\`
before it. Other elements are passed over: that is what lets the list hold \`$virtual_alias_maps\` and the like.`,
  see: ['postconf(5) proxy_read_maps', 'proxymap(8)', 'src/proxymap/proxymap.c'],
  evidence: {
    kind: 'source',
    because: 'post_jail_init() takes elements that begin with `proxy:` and passes over the rest',
  },
  messages: {
    bare: (d: { value: string; name: string }) =>
      `\`${d.value}\` does nothing in \`${d.name}\`, which only looks at names that begin with \`proxy:\`: write it so, or remove it`,
  },
  scope: 'setting',
  kinds: ['map-reference-list'],
  check({ setting, resolved }, report) {
    if (!isReadable(resolved)) return
    for (const item of listItems(resolved)) {
      if (item.value.startsWith('proxy:')) continue
      const origin = originOf(item)
      // What comes out of a `$name` is there for the tables behind it that do begin so.
      if (origin === undefined || origin.via !== undefined) continue
      report({ at: item, say: ['bare', { value: item.value, name: setting.name }] })
    }
  },
  examples: [
    {
      title: 'Without `proxy:`',
      'main.cf': `
        compatibility_level = 3.6
        proxy_read_maps = $virtual_alias_maps, «mysql:/etc/postfix/aliases.cf»
      `,
    },
    {
      title: 'The tables of other settings',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        proxy_read_maps = $virtual_alias_maps, $local_recipient_maps, proxy:unix:passwd.byname
      `,
    },
  ],
})
