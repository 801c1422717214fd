import { remembered } from '../../text/remembered.js'
import type { PathFact } from '../facts.js'
import type { Project } from '../project.js'
import { mayAccess } from './access.js'
import { type Account, accountsOf } from './accounts.js'
import { type DirectoryParameter, directoryOf } from './directories.js'
import { mailAccounts } from './mail-accounts.js'

/** A folder of Postfix that the owner of the queue cannot work in. */
export interface ClosedFolder {
  readonly path: string
  readonly fact: PathFact
  readonly parameter: DirectoryParameter
  readonly owner: Account
  /** `file`: something else stands in its place. */
  readonly lacks: 'file' | 'read' | 'write' | 'enter'
  readonly use: FolderUse
}

/** What a folder is for: the directory itself, mail, sockets of services, or the caches and lock of master(8). */
export type FolderUse = 'way' | 'mail' | 'sockets' | 'data'

/** Folders with messages, which several programs read and write (`src/postsuper/postsuper.c`). */
const mailFolders = [
  'incoming',
  'active',
  'deferred',
  'defer',
  'bounce',
  'hold',
  'corrupt',
  'trace',
  'flush',
  'maildrop',
]
/** Folders in which master(8) makes the sockets of services, as the owner of the queue (`src/master/master_listen.c`). */
const socketFolders = ['private', 'public']

/** The folders of queue and data that `mail_owner` needs and cannot use, by their mode. */
export const closedFolders = remembered((project: Project): readonly ClosedFolder[] => {
  const { owner } = mailAccounts(project)
  if (owner === undefined) return []
  const accounts = accountsOf(project.facts)
  const found: ClosedFolder[] = []
  const look = (path: string, parameter: DirectoryParameter, use: FolderUse, needs: readonly ('read' | 'write')[]) => {
    const fact = project.facts.path(path)
    if (typeof fact === 'string') return
    const lacks =
      fact.kind !== 'directory'
        ? 'file'
        : mayAccess(accounts, owner, fact, 'execute') === false
          ? 'enter'
          : needs.find(each => mayAccess(accounts, owner, fact, each) === false)
    if (lacks !== undefined) found.push({ path, fact, parameter, owner, lacks, use })
  }
  const queue = directoryOf(project, 'queue_directory')
  if (queue !== undefined) {
    look(queue, 'queue_directory', 'way', [])
    for (const name of mailFolders) look(`${queue}/${name}`, 'queue_directory', 'mail', ['read', 'write'])
    for (const name of socketFolders) look(`${queue}/${name}`, 'queue_directory', 'sockets', ['write'])
  }
  const data = directoryOf(project, 'data_directory')
  if (data !== undefined) look(data, 'data_directory', 'data', ['write'])
  return found
})
