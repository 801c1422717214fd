import type { PathFact } from '../facts.js'
import type { Account, Accounts } from './accounts.js'

/** Bits of a mode. */
export const groupWritable = 0o020
export const otherWritable = 0o002
export const groupReadable = 0o040
export const otherReadable = 0o004

/** A mode as `ls -l` and chmod(1) show it: four octal digits. */
export function octal(mode: number): string {
  return mode.toString(8).padStart(4, '0')
}

/** Whether an account may read, write or search a file or directory, by its mode alone; undefined when not certain. */
export function mayAccess(
  accounts: Accounts,
  account: Account,
  fact: PathFact,
  wanted: 'read' | 'write' | 'execute',
): boolean | undefined {
  const bit = { read: 4, write: 2, execute: 1 }[wanted]
  if (account.uid === 0) return wanted === 'execute' && fact.kind === 'file' ? (fact.mode & 0o111) !== 0 : true
  if (fact.uid === account.uid) return (fact.mode & (bit << 6)) !== 0
  if (accounts.groups === undefined) return undefined
  const groups = accounts.groups.filter(({ members }) => members.includes(account.name)).map(({ gid }) => gid)
  if (fact.gid === account.gid || groups.includes(fact.gid)) return (fact.mode & (bit << 3)) !== 0
  return (fact.mode & bit) !== 0
}
