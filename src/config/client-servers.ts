import type { SettingLine } from '../syntax/nodes.js'
import { partOfValue } from './client-settings.js'
import type { ValuePlace } from './list-items.js'

/** A server of a database or directory, as one word of a setting. */
export interface ClientServer extends ValuePlace {
  readonly value: string
}

/** Settings that name servers, by the type of the client. */
export const serverSettings: Readonly<Record<string, string>> = {
  ldap: 'server_host',
  memcache: 'memcache',
  mongodb: 'uri',
  mysql: 'hosts',
  pgsql: 'hosts',
}

/** The servers that a setting names: of `uri` and `memcache` one, of the others as many as it has words. */
export function clientServers(setting: SettingLine): readonly ClientServer[] {
  const { text } = setting.value
  const words = setting.name === 'uri' || setting.name === 'memcache' ? /.+/gs : /[^\s,]+/g
  return [...text.matchAll(words)].map(({ index, 0: value }) => ({
    ...partOfValue(setting, index, index + value.length),
    value,
  }))
}

/** What is wrong with a server, in words; `certain` is false when the host's files have a say. */
export interface ServerFault {
  readonly kind: 'transport' | 'endpoint' | 'url' | 'ldap-port' | 'port' | 'port-name' | 'uri'
  readonly certain: boolean
  /** The text concerned. */
  readonly text: string
}

/** Names of ports that every /etc/services has and that database servers use. */
const usualPorts: ReadonlySet<string> = new Set(['mysql', 'postgresql', 'ldap', 'ldaps'])

function portFault(port: string): ServerFault | undefined {
  if (/^[0-9]+$/.test(port)) {
    const number = Number(port)
    return number < 1 || number > 65_535 ? { kind: 'port', certain: true, text: port } : undefined
  }
  // What is no name at all is yet to be filled in.
  return usualPorts.has(port) || !/^[\w-]+$/.test(port) ? undefined : { kind: 'port-name', certain: false, text: port }
}

/** `auto_clnt_create` (`src/util/auto_clnt.c`). */
function memcacheFault(value: string): ServerFault | undefined {
  const colon = value.indexOf(':')
  if (colon <= 0 || colon + 1 === value.length) return { kind: 'endpoint', certain: true, text: value }
  const transport = value.slice(0, colon)
  if (['inet', 'local', 'unix'].includes(transport)) return undefined
  return { kind: 'transport', certain: true, text: transport }
}

/** A URL as far as libldap is sure to refuse it; what has no scheme becomes one. */
function ldapFault(value: string): ServerFault | undefined {
  const url = /^<?(?:URL:)?(?:ldap|ldaps|cldap|pldap):\/\/([^/?]*)/i.exec(value)
  if (url === null) {
    // Postfix puts `ldap://` before it.
    const own = /^[\w.-]+:([^:/]+)$/.exec(value)?.[1]
    return own === undefined || (/^[0-9]+$/.test(own) && Number(own) <= 65_535) || value.includes('://')
      ? undefined
      : { kind: 'ldap-port', certain: true, text: own }
  }
  const port = /^(?:\[[^\]]*\]|[^:[\]]*):([^:]*)$/.exec(url[1] ?? '')?.[1]
  if (port === undefined) return undefined
  // An empty port is the default one to some releases of libldap.
  return port === '' || (/^[0-9]+$/.test(port) && Number(port) <= 65_535)
    ? undefined
    : { kind: 'url', certain: true, text: value }
}

/** `host_init` in `src/global/dict_mysql.c`. */
function mysqlFault(value: string): ServerFault | undefined {
  if (value.startsWith('unix:')) return undefined
  const host = value.replace(/^inet:/, '')
  const colon = host.lastIndexOf(':')
  return colon < 0 ? undefined : portFault(host.slice(colon + 1))
}

/** Finds what a client cannot make sense of in the name of a server; undefined when nothing is wrong. */
export function serverFault(client: string, value: string): ServerFault | undefined {
  switch (client) {
    case 'memcache':
      return memcacheFault(value)
    case 'ldap':
      return ldapFault(value)
    case 'mysql':
      return mysqlFault(value)
    case 'mongodb':
      return /^mongodb(?:\+srv)?:\/\/./.test(value) ? undefined : { kind: 'uri', certain: true, text: value }
    default:
      return undefined
  }
}

/** True when a server is reached by a socket in the file system (`localhost` is one to MySQL's library). */
export function isSocket(client: string, value: string): boolean {
  switch (client) {
    case 'mysql':
      return value.startsWith('unix:') || /^(?:inet:)?localhost(?::.*)?$/i.test(value)
    case 'pgsql':
      return /^(?:unix:|inet:)?\//.test(value)
    case 'ldap':
      return /^ldapi:\/\//i.test(value)
    case 'memcache':
      return value.startsWith('unix:/')
    default:
      return false
  }
}
