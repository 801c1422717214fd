import { describe, expect, it } from 'vitest'
import type { PathFact } from '../../src/config/facts.js'
import { mailboxFault, mailboxOwner } from '../../src/config/host/virtual-mailboxes.js'
import { createProject } from '../../src/config/project.js'
import { SourceText } from '../../src/text/source-text.js'

const plain: PathFact = { kind: 'file', mode: 0o600, uid: 5000, gid: 5000, size: 1, modified: 0 }
const folder: PathFact = { ...plain, kind: 'directory', mode: 0o700 }
const settings = 'virtual_mailbox_base = /srv/v/\nvirtual_uid_maps = static:5000\nvirtual_gid_maps = static:5000\n'

function projectWith(files: Readonly<Record<string, PathFact | 'missing'>>, main = settings) {
  return createProject({
    main: new SourceText('main.cf', main),
    target: { version: '3.7.11', profile: 'upstream' },
    facts: { path: path => files[path] ?? 'unknown' },
  })
}

function faultOf(mailbox: string, files: Readonly<Record<string, PathFact | 'missing'>>) {
  const project = projectWith(files)
  const owner = mailboxOwner(project)
  return owner && mailboxFault(project, owner, mailbox)
}

describe('a mailbox of virtual(8)', () => {
  it.each([
    ['a file of the user', 'u', { '/srv/v/u': plain }, undefined],
    ['a file of root', 'u', { '/srv/v/u': { ...plain, uid: 0 } }, { type: 'owner', uid: 0 }],
    ['a folder without a slash', 'u', { '/srv/v/u': folder }, { type: 'directory' }],
    ['a Maildir of the user', 'd/u/', { '/srv/v/d/u': folder }, undefined],
    [
      'a Maildir of root',
      'u/',
      { '/srv/v/u': { ...folder, uid: 0 } },
      { type: 'denied', path: '/srv/v/u', mode: 0o700 },
    ],
    ['a new Maildir', 'd/u/', { '/srv/v/d/u': 'missing', '/srv/v/d': 'missing', '/srv/v': folder }, undefined],
    [
      'a new Maildir below a folder of root',
      'd/u/',
      { '/srv/v/d/u': 'missing', '/srv/v/d': 'missing', '/srv/v': { ...folder, uid: 0 } },
      { type: 'denied', path: '/srv/v', mode: 0o700 },
    ],
    ['a new file', 'u', { '/srv/v/u': 'missing', '/srv/v': { ...folder, uid: 0 } }, undefined],
    ['nothing that is known', 'u/', {}, undefined],
    ['a base that is not there', 'u/', { '/srv/v/u': 'missing', '/srv/v': 'missing' }, undefined],
  ] as const)('%s', (_title, mailbox, files, expected) => {
    expect(faultOf(mailbox, files)).toEqual(expected)
  })

  it('has an owner only when one number is for all', () => {
    expect(mailboxOwner(projectWith({}))).toMatchObject({ base: '/srv/v', account: { uid: 5000, gid: 5000 } })
    expect(mailboxOwner(projectWith({}, settings.replace('static:5000', 'hash:/etc/postfix/uids')))).toBeUndefined()
  })
})
