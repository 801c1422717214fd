import { certainText, certainValue } from '../../config/certain-values.js'
import { partOfItem, wholeValue } from '../../config/elements.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'missing-random-source',
  severity: 'warning',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'The source of random numbers for TLS does not exist',
  why: `tlsmgr(8) takes randomness for TLS from \`tls_random_source\` (\`dev:/dev/urandom\`) and keeps some of it in the file
\`tls_random_exchange_name\`. When the device is missing it logs "cannot open entropy device" and goes on with what it has; when
the folder of the file is missing it stops.`,
  see: ['postconf(5) tls_random_source', 'tlsmgr(8)', 'src/tlsmgr/tlsmgr.c'],
  evidence: {
    kind: 'log',
    says: ['cannot open entropy device', 'cannot connect to EGD server', 'cannot open PRNG exchange file'],
    by: 'tlsmgr',
  },
  messages: {
    device: (d: { path: string }) =>
      `\`${d.path}\` does not exist, so TLS gets no randomness from it. Leave \`tls_random_source\` out: the default works`,
    folder: (d: { folder: string }) =>
      `The folder \`${d.folder}\` does not exist, so tlsmgr(8) stops with a fatal error and there is no TLS. Leave \`tls_random_exchange_name\` out: the default works`,
  },
  scope: 'project',
  check({ project }, report) {
    const source = certainValue(project.base, 'tls_random_source')
    const prefix = /^(?:dev|egd):/.exec(source?.text ?? '')?.[0] ?? ''
    const path = source?.text.slice(prefix.length) ?? ''
    if (source?.setting !== undefined && path.startsWith('/') && project.facts.path(path) === 'missing') {
      const at = partOfItem(wholeValue(source), prefix.length, source.text.length)
      report({ at, say: ['device', { path }] })
    }
    const exchange = certainText(project.base, 'tls_random_exchange_name') ?? ''
    const written = project.base.get('tls_random_exchange_name')
    const folder = exchange.slice(0, exchange.lastIndexOf('/'))
    if (written?.setting !== undefined && folder.startsWith('/') && project.facts.path(folder) === 'missing')
      report({ at: wholeValue(written), say: ['folder', { folder }], severity: 'error' })
  },
  examples: [
    {
      title: 'A device of another system',
      'main.cf': `
        compatibility_level = 3.6
        tls_random_source = dev:«/dev/arandom»
      `,
      files: { '/dev/arandom': 'missing' },
    },
    {
      title: 'The server for randomness does not run',
      'main.cf': `
        compatibility_level = 3.6
        tls_random_source = egd:«/run/egd-pool»
      `,
      files: { '/run/egd-pool': 'missing' },
    },
    {
      title: 'A folder that is not there',
      'main.cf': `
        compatibility_level = 3.6
        tls_random_exchange_name = «/srv/postfix/prng_exch»
      `,
      files: { '/srv/postfix': 'missing' },
    },
    {
      title: 'The usual device',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        tls_random_source = dev:/dev/random
      `,
      files: { '/dev/random': { kind: 'other', mode: 0o666 } },
    },
  ],
})
