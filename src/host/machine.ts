import { existsSync, readFileSync } from 'node:fs'
import { hostname, networkInterfaces } from 'node:os'
import type { HostAddress, HostDescription } from '../config/facts.js'

/**
 * What this machine says about itself. Names are looked up in /etc/hosts only: nothing is asked of the network. An
 * interface that is up and has no carrier is missing from what Node tells, and Postfix counts it.
 */
export function nodeHost(): HostDescription {
  let hosts: string | undefined
  return {
    hostname: hostname(),
    addresses: interfaceAddresses(),
    ipv6: process.platform !== 'linux' || existsSync('/proc/net/if_inet6'),
    lookupHost(name) {
      hosts ??= readHosts()
      return lookUp(name, hosts)
    },
  }
}

function interfaceAddresses(): readonly HostAddress[] {
  const addresses: HostAddress[] = []
  for (const entries of Object.values(networkInterfaces())) {
    for (const entry of entries ?? []) {
      const prefix = Number(entry.cidr?.split('/')[1] ?? Number.NaN)
      if (!Number.isNaN(prefix)) addresses.push({ address: entry.address, prefix })
    }
  }
  return addresses
}

function readHosts(): string {
  try {
    return readFileSync('/etc/hosts', 'latin1')
  } catch {
    return ''
  }
}

function lookUp(name: string, hosts: string): readonly string[] {
  const wanted = name.toLowerCase()
  return hosts.split('\n').flatMap(line => {
    const [address, ...names] = line.replace(/#.*/, '').trim().split(/\s+/)
    return address !== undefined && names.some(known => known.toLowerCase() === wanted) ? [address] : []
  })
}
