import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve as resolvePath } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parseVersion } from '../../src/catalog/versions.js'
import type { HostDescription } from '../../src/config/facts.js'
import { resolve } from '../../src/config/resolve.js'
import { SourceText } from '../../src/text/source-text.js'
import { installedVersion } from './real-postconf.js'

/** Machines that are made up in namespaces of their own, and what the real Postfix works out there. */
const version = parseVersion(installedVersion() ?? '')
const canIsolate = spawnSync('unshare', ['-n', '-m', '-u', 'true']).status === 0
const folder = mkdtempSync(join(tmpdir(), 'parity-host-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Machine {
  readonly hostname: string
  /** Commands that set it up. */
  readonly setUp?: string
  readonly hosts?: string
}

/** More addresses for the one interface that there is. */
const add = (...addresses: string[]): string => addresses.map(address => `ip addr add ${address} dev lo`).join('; ')

const machines: Readonly<Record<string, Machine>> = {
  plain: { hostname: 'mail.example.com' },
  short: { hostname: 'mail', setUp: add('192.0.2.77/25', '2001:db8::5/64') },
  several: {
    hostname: 'Mail.Example.COM',
    setUp: add(
      '192.0.2.200/27',
      '192.0.2.201/27',
      '2001:db8:1::5/48',
      '198.51.100.9/22',
      '10.1.2.3/8',
      '172.20.0.1/31',
    ),
    hosts: '127.0.0.1 localhost\n192.0.2.201 two.example.com two\n198.51.100.9 two.example.com\n',
  },
  long: { hostname: 'a.b.c.d.example.com', setUp: add('224.0.0.5/32', '203.0.113.1/32', '192.0.2.9/23 label lo:1') },
}

const configurations: readonly string[] = [
  '',
  'mydomain = set.example\n',
  'myhostname = single\n',
  'myhostname = x.y.example\n',
  'mynetworks_style = subnet\n',
  'mynetworks_style = class\n',
  'compatibility_level = 0\n',
  'inet_protocols = ipv4\nmynetworks_style = subnet\n',
  'inet_protocols = ipv6\nmynetworks_style = subnet\n',
  'inet_interfaces = loopback-only\nmynetworks_style = subnet\n',
  'inet_interfaces = 127.0.0.1\nmynetworks_style = subnet\n',
  'inet_interfaces = two.example.com, localhost\nmynetworks_style = subnet\ninet_protocols = ipv4\n',
]

const asked = ['myhostname', 'mydomain', 'mynetworks', 'myorigin']

interface Answers {
  readonly host: HostDescription & { readonly lookups: Readonly<Record<string, readonly string[]>> }
  /** For each configuration what postconf(1) says, or nothing when it stops. */
  readonly real: readonly (readonly string[] | undefined)[]
}

function ask(machine: Machine): Answers {
  const lines = ['set -e', 'mount -t tmpfs tmpfs /mnt', `hostname ${machine.hostname}`, 'ip link set lo up']
  writeFileSync(join(folder, 'hosts'), machine.hosts ?? '127.0.0.1 localhost\n')
  lines.push(`mount --bind ${folder}/hosts /etc/hosts`, machine.setUp ?? ':', 'set +e')
  for (const [index, text] of configurations.entries()) {
    lines.push(`mkdir -p /mnt/${index}`, `printf %s '${text}' >/mnt/${index}/main.cf`)
    lines.push(`echo "${index} $(postconf -c /mnt/${index} -xh ${asked.join(' ')} 2>/dev/null | tr '\\n' ';')"`)
  }
  lines.push('echo ---', `npx vite-node ${resolvePath('test/parity/print-host.ts')} -- two.example.com localhost`)
  const output = execFileSync('unshare', ['-n', '-m', '-u', 'sh', '-c', lines.join('\n')], { encoding: 'utf8' })
  const [said = '', host = '{}'] = output.split('---\n')
  const real = said
    .trimEnd()
    .split('\n')
    .map(line => line.replace(/^\d+ /, '').split(';').slice(0, -1))
    .map(values => (values.length === asked.length ? values : undefined))
  return { host: JSON.parse(host) as Answers['host'], real }
}

describe.skipIf(version === undefined || !canIsolate)('what depends on the host, as Postfix works it out', () => {
  it.each(Object.entries(machines))('on the machine "%s"', (_, machine) => {
    const { host, real } = ask(machine)
    const described: HostDescription = { ...host, lookupHost: name => host.lookups[name] ?? [] }
    const ours = configurations.map(text => {
      const { outside } = resolve(
        { main: new SourceText('main.cf', text) },
        { version: version ?? '3.7', profile: 'debian', host: described },
      )
      const values = asked.map(name => outside.get(name))
      return values.some(value => value?.unknown) ? undefined : values.map(value => value?.text.trimEnd() ?? '')
    })
    expect(ours).toEqual(real)
    expect(real.filter(values => values !== undefined).length).toBeGreaterThan(5)
  })
})

it('can be asked of the real Postfix', () => {
  if (process.env['POSTFIX_LINT_REQUIRE']?.includes('postfix'))
    expect([version !== undefined, canIsolate]).toEqual([true, true])
  else if (version === undefined || !canIsolate)
    console.warn('skipped: no Postfix here, or no right to make namespaces')
})
