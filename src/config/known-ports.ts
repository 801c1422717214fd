const largestPort = 65_535

/**
 * What is wrong with one element of `known_tcp_ports` (`name=port`, `name=name=port`), in words; undefined when nothing
 * is (`src/global/config_known_tcp_ports.c`, `src/util/known_tcp_ports.c`).
 * @param seen names given before; those of this element are added
 */
export function nameAndPort(element: string, seen: Set<string>): string | undefined {
  const parts = element.split('=').map(part => part.trim())
  const port = parts.pop() ?? ''
  if (parts.length === 0) return 'it has to be `name=port`'
  if (parts.includes('')) return 'a name is missing before a `=`'
  if (port === '') return 'the port is missing after the `=`'
  if (parts.some(name => /\s/.test(name))) return 'there is a blank in a name'
  if (/\s/.test(port)) return 'there is a blank in the port'
  if (!/^[0-9]+$/.test(port)) return 'the port is not a number'
  if (Number(port) > largestPort) return `the port is larger than ${largestPort}`
  if (parts.some(name => /^[0-9]+$/.test(name))) return 'a name cannot be a number'
  const twice = parts.find(name => seen.has(name))
  for (const name of parts) seen.add(name)
  return twice === undefined ? undefined : `\`${twice}\` has a port already`
}
