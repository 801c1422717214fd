import type { Facts } from '../facts.js'

/** The names of ports of one protocol in `/etc/services`, other names of them included; undefined when the file was not read. */
export function servicesFile(facts: Facts, protocol: 'tcp' | 'udp' = 'tcp'): ReadonlySet<string> | undefined {
  const fact = facts.path('/etc/services')
  // Without the file nothing but `known_tcp_ports` gives names to ports; other sources may (nsswitch.conf), so nothing is said.
  if (typeof fact === 'string' || fact.text === undefined) return undefined
  const names = new Set<string>()
  for (const line of fact.text.split('\n')) {
    const [name, port, ...others] = line.replace(/#.*/, '').trim().split(/\s+/)
    if (name === undefined || name === '' || port?.endsWith(`/${protocol}`) !== true) continue
    for (const each of [name, ...others]) names.add(each)
  }
  return names
}
