import { replacePlace, valueLocation, wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'bad-random-source',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'tlsmgr has no device to read random numbers from',
  why: `\`tls_random_source\` is \`dev:\` and a device, or \`egd:\` and a socket. A path alone is read once as an ordinary file,
whose content is hardly random, and an empty value leaves TLS to what OpenSSL gathers itself: tlsmgr(8) then warns that keys
may be predictable. The default is right on every system of today.`,
  see: ['postconf(5) tls_random_source', 'tlsmgr(8)', 'src/tlsmgr/tlsmgr.c'],
  evidence: {
    kind: 'source',
    because: 'tlsmgr_pre_init() reads a file without a prefix once; it warns only when there is no source at all',
  },
  messages: {
    empty: (d: { name: string }) =>
      `Without \`${d.name}\` tlsmgr has no source of random numbers and warns that keys may be predictable: remove the line`,
    file: (d: { value: string }) =>
      `\`${d.value}\` is read once, as an ordinary file: put \`dev:\` before a device, or \`egd:\` before a socket`,
  },
  scope: 'setting',
  kinds: ['random-source'],
  check({ setting, resolved }, report) {
    if (!isReadable(resolved)) return
    const { text } = resolved
    if (text === '') {
      report({ at: valueLocation(setting), say: ['empty', { name: setting.name }] })
    } else if (!text.startsWith('dev:') && !text.startsWith('egd:')) {
      const at = wholeValue(resolved)
      report({
        at,
        say: ['file', { value: text }],
        fix: text.startsWith('/dev/')
          ? { title: 'Write `dev:` before it', edits: replacePlace(at, `dev:${text}`) }
          : undefined,
      })
    }
  },
  examples: [
    {
      title: 'A device as if it were a file',
      'main.cf': `
        compatibility_level = 3.6
        tls_random_source = «/dev/urandom»
      `,
      fixed: `
        compatibility_level = 3.6
        tls_random_source = dev:/dev/urandom
      `,
    },
    {
      title: 'A device',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        tls_random_source = dev:/dev/urandom
      `,
    },
  ],
})
