import type { Facts } from '../facts.js'
import { nameSources } from './name-sources.js'

/** A user of the host, as its password file has it. */
export interface Account {
  readonly name: string
  readonly uid: number
  readonly gid: number
  /** Its home directory. */
  readonly home?: string
}

/** A group of the host. */
export interface AccountGroup {
  readonly name: string
  readonly gid: number
  /** Names of the users in it, apart from those whose own group it is. */
  readonly members: readonly string[]
}

/** The users and groups of the host. `missing` is certain: accounts of no other source can exist. */
export interface Accounts {
  user(name: string): Account | 'missing' | 'unknown'
  group(name: string): AccountGroup | 'missing' | 'unknown'
  /** The first user with a number, which is the one that the C library gives. */
  userNumbered(uid: number): Account | 'missing' | 'unknown'
  /** All that the files list; undefined when they could not be read. */
  readonly users?: readonly Account[]
  readonly groups?: readonly AccountGroup[]
}

/** Sources of accounts that have nothing but the files and what the system makes for its own use. */
const localSources: ReadonlySet<string> = new Set(['files', 'compat', 'systemd', 'myhostname', 'db'])

const remembered = new WeakMap<Facts, Accounts>()

/** Reads `/etc/passwd` and `/etc/group`, and whether `/etc/nsswitch.conf` names other sources (LDAP, SSSD ...). */
export function accountsOf(facts: Facts): Accounts {
  const known = remembered.get(facts)
  if (known !== undefined) return known
  const users = linesOf(facts, '/etc/passwd')?.flatMap(readAccount)
  const groups = linesOf(facts, '/etc/group')?.flatMap(readGroup)
  const accounts: Accounts = {
    ...(users && { users }),
    ...(groups && { groups }),
    user: name => users?.find(user => user.name === name) ?? absent(facts, 'passwd', users),
    group: name => groups?.find(group => group.name === name) ?? absent(facts, 'group', groups),
    userNumbered: uid => users?.find(user => user.uid === uid) ?? absent(facts, 'passwd', users),
  }
  remembered.set(facts, accounts)
  return accounts
}

function absent(facts: Facts, database: string, listed: readonly unknown[] | undefined): 'missing' | 'unknown' {
  if (listed === undefined || listed.length === 0) return 'unknown'
  const file = facts.path('/etc/nsswitch.conf')
  // Without the file, or without a line in it, the C library looks into the files alone.
  if (file === 'missing') return 'missing'
  if (file === 'unknown' || file.text === undefined) return 'unknown'
  const named = nameSources(facts, database) ?? []
  return named.every(source => localSources.has(source)) ? 'missing' : 'unknown'
}

function linesOf(facts: Facts, path: string): readonly string[] | undefined {
  const fact = facts.path(path)
  return typeof fact === 'string' ? undefined : fact.text?.split('\n')
}

function readAccount(line: string): readonly Account[] {
  const [name = '', , uid = '', gid = '', , home = ''] = line.split(':')
  if (name === '' || !/^\d+$/.test(uid) || !/^\d+$/.test(gid)) return []
  return [{ name, uid: Number(uid), gid: Number(gid), ...(home.startsWith('/') && { home }) }]
}

function readGroup(line: string): readonly AccountGroup[] {
  const [name = '', , gid = '', members = ''] = line.split(':')
  return name !== '' && /^\d+$/.test(gid)
    ? [{ name, gid: Number(gid), members: members.split(',').filter(Boolean) }]
    : []
}
