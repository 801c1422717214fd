import { nameSources } from '../../config/host/name-sources.js'
import { chrootedServices, jailOf } from '../../config/jail.js'
import { words } from '../../config/mail-path.js'
import type { Project } from '../../config/project.js'
import type { Service } from '../../config/service.js'
import { defineRule } from '../define.js'

/** Programs that look up names of hosts by the C library, in the jail. */
function looksUpHosts(service: Service): boolean {
  if (service.program === 'smtpd') return true
  if (service.program !== 'smtp' && service.program !== 'lmtp') return false
  return words(service.config.get(`${service.program}_host_lookup`)).has('native')
}

/** Where systems keep shared libraries. */
function libraryFolders({ facts }: Project): readonly string[] {
  const plain = ['/lib', '/usr/lib', '/lib64', '/usr/lib64']
  const some = ['/lib', '/usr/lib'].flatMap(folder => {
    const fact = facts.path(folder)
    const names = typeof fact === 'string' ? [] : (fact.entries ?? [])
    return names.filter(name => name.includes('-linux-')).map(name => `${folder}/${name}`)
  })
  return [...plain, ...some]
}

export default defineRule({
  id: 'jail-lacks-library',
  severity: 'info',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'A library by which chrooted services look up host names is not in the chroot jail',
  why: `\`/etc/nsswitch.conf\` says in which sources the names of hosts are looked up. For each source but \`files\` and \`dns\` the C
library loads a library when it is first needed, and a chrooted service looks for it below the queue directory. When it is not
there, the source is passed over in silence: clients that only this source knows become \`unknown\`.`,
  see: ['nsswitch.conf(5)', 'BASIC_CONFIGURATION_README', 'postconf(5) smtp_host_lookup'],
  evidence: { kind: 'source', because: 'the C library says nothing about a source that it cannot load' },
  messages: {
    lacks: (d: { source: string; path: string; copy: string; service: string }) =>
      `\`${d.service}\` cannot ask the source \`${d.source}\` for host names (/etc/nsswitch.conf): \`${d.copy}\` is not there. Copy \`${d.path}\`, or take the chroot off`,
  },
  scope: 'project',
  check({ project }, report) {
    const jail = jailOf(project)
    if (jail === undefined) return
    const services = chrootedServices(project).filter(looksUpHosts)
    const [first] = services
    const column = first?.entry.fields.find(field => field.name === 'chroot')
    if (first === undefined || column === undefined) return
    // The copy in the jail decides; without one, the C library uses `files` and `dns` only.
    const sources = nameSources(project.facts, 'hosts', `${jail}/etc/nsswitch.conf`)
    for (const source of sources ?? []) {
      if (source === 'files' || source === 'dns') continue
      const name = `libnss_${source}.so.2`
      const folders = libraryFolders(project)
      const outside = folders.filter(folder => typeof project.facts.path(`${folder}/${name}`) !== 'string')
      const [folder] = outside
      if (folder === undefined || !folders.every(each => project.facts.path(`${jail}${each}/${name}`) === 'missing'))
        continue
      const path = `${folder}/${name}`
      report({
        at: { file: project.master?.source.name ?? '', range: column.range },
        say: ['lacks', { source, path, copy: jail + path, service: first.label }],
        services,
      })
    }
  },
  examples: [
    {
      title: 'Names by mDNS',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
      `,
      'master.cf': `
        smtp inet n - «y» - - smtpd
      `,
      files: {
        '/var/spool/postfix/etc/nsswitch.conf': { text: 'hosts: files mdns4_minimal [NOTFOUND=return] dns\n' },
        '/lib/libnss_mdns4_minimal.so.2': {},
        '/var/spool/postfix/lib/libnss_mdns4_minimal.so.2': 'missing',
        '/var/spool/postfix/usr/lib/libnss_mdns4_minimal.so.2': 'missing',
        '/var/spool/postfix/lib64/libnss_mdns4_minimal.so.2': 'missing',
        '/var/spool/postfix/usr/lib64/libnss_mdns4_minimal.so.2': 'missing',
      },
    },
    {
      title: 'Nothing but files and the DNS',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
      `,
      'master.cf': `
        smtp inet n - y - - smtpd
      `,
      files: { '/var/spool/postfix/etc/nsswitch.conf': { text: 'hosts: files dns\n' } },
    },
  ],
})
