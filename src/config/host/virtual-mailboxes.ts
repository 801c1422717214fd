import { certainText } from '../certain-values.js'
import type { PathFact } from '../facts.js'
import type { Project } from '../project.js'
import { mayAccess } from './access.js'
import { type Account, type Accounts, accountsOf } from './accounts.js'
import { folderOf } from './named-files.js'

/** With whose rights virtual(8) stores mail, and where; undefined when that is not the same for all mailboxes. */
export interface MailboxOwner {
  readonly account: Account
  readonly base: string
}

/** Reads `virtual_mailbox_base` and tables `static:NUMBER` of owners. */
export function mailboxOwner(project: Project): MailboxOwner | undefined {
  const number = (name: string) => /^static:(\d+)$/.exec(certainText(project.base, name) ?? '')?.[1]
  const base = certainText(project.base, 'virtual_mailbox_base')
  const uid = number('virtual_uid_maps')
  const gid = number('virtual_gid_maps')
  if (base === undefined || uid === undefined || gid === undefined) return undefined
  return { account: { name: '', uid: Number(uid), gid: Number(gid) }, base: base.replace(/\/+$/, '') }
}

/** Why virtual(8) cannot put mail where a table says. */
export type MailboxFault =
  | { readonly type: 'directory' }
  | { readonly type: 'owner'; readonly uid: number }
  | { readonly type: 'denied'; readonly path: string; readonly mode: number }

/** Looks at a mailbox: a file, or with `/` at its end a Maildir, that is there or has to be made. */
export function mailboxFault(project: Project, owner: MailboxOwner, mailbox: string): MailboxFault | undefined {
  const { facts } = project
  const isMaildir = mailbox.endsWith('/')
  const path = `${owner.base}/${mailbox}`.replace(/\/+/g, '/').replace(/(?<=.)\/$/, '')
  const fact = facts.path(path)
  const accounts = accountsOf(facts)
  if (fact === 'unknown') return undefined
  if (fact !== 'missing') return isMaildir ? closed(accounts, owner, fact, path) : fileFault(fact, owner)
  // Postfix makes the folders that are not there, below one that it may write to.
  let folder = folderOf(path)
  let above = facts.path(folder)
  while (above === 'missing' && folder.length > owner.base.length) {
    folder = folderOf(folder)
    above = facts.path(folder)
  }
  if (typeof above === 'string' || above.kind !== 'directory') return undefined
  // A single file is made by root where its user may not (`mbox_open`), in a folder that is there.
  if (!isMaildir && folder === folderOf(path)) return undefined
  return closed(accounts, owner, above, folder)
}

function fileFault(fact: PathFact, { account }: MailboxOwner): MailboxFault | undefined {
  if (fact.kind === 'directory') return { type: 'directory' }
  return fact.kind === 'file' && fact.uid !== account.uid ? { type: 'owner', uid: fact.uid } : undefined
}

function closed(accounts: Accounts, { account }: MailboxOwner, fact: PathFact, path: string): MailboxFault | undefined {
  const known = accounts.groups === undefined ? { ...accounts, groups: [] } : accounts
  return mayAccess(known, account, fact, 'write') === false ? { type: 'denied', path, mode: fact.mode } : undefined
}
