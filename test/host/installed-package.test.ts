import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { completeRelease, type InstalledPackage } from '../../src/config/installed-release.js'
import { installedPackage } from '../../src/host/installed-package.js'
import { workspace } from '../cli/workspace.js'

const dpkg = 'var/lib/dpkg/status'
const apk = 'lib/apk/db/installed'

const paragraph = (version: string, status = 'install ok installed', name = 'postfix') =>
  `Package: ${name}\nStatus: ${status}\nPriority: optional\nArchitecture: amd64\nVersion: ${version}\nConffiles:\n /etc/x 1\nDescription: an MTA\n .\n more\n\n`
const adduser = paragraph('3.134', 'install ok installed', 'adduser')
const debian = { profile: 'debian' }

describe('the package lists of a host', () => {
  it.each([
    [
      'Debian',
      adduser + paragraph('3.7.11-0+deb12u1') + adduser,
      { packageVersion: '3.7.11-0+deb12u1', release: '3.7.11' },
    ],
    ['Ubuntu', paragraph('3.6.4-1ubuntu1.3') + adduser, { packageVersion: '3.6.4-1ubuntu1.3', release: '3.6.4' }],
    [
      'a list that ends with it',
      adduser + paragraph('3.5.25-0+deb11u1').trimEnd(),
      { packageVersion: '3.5.25-0+deb11u1', release: '3.5.25' },
    ],
    [
      'one that is held back',
      paragraph('3.7.11-0+deb12u1', 'hold ok installed'),
      { packageVersion: '3.7.11-0+deb12u1', release: '3.7.11' },
    ],
    ['a candidate', paragraph('3.10~rc1-1'), { packageVersion: '3.10~rc1-1' }],
    ['a snapshot', paragraph('3.11-20251001-1'), { packageVersion: '3.11-20251001-1' }],
    ['a branch alone', paragraph('3.9-1'), { packageVersion: '3.9-1' }],
    ['a release of later', paragraph('9.9.9-1'), { packageVersion: '9.9.9-1' }],
  ])('tell of %s', (_, status, found) => {
    const { path } = workspace({ [dpkg]: status })
    expect(installedPackage(path)).toEqual({ ...debian, ...found })
  })

  it.each([
    ['that was removed', { [dpkg]: adduser + paragraph('3.7.11-0', 'deinstall ok config-files') }],
    ['that is half there', { [dpkg]: adduser + paragraph('3.7.11-0', 'install reinstreq half-installed') }],
    ['of another name', { [dpkg]: adduser + paragraph('3.7.11-0', undefined, 'postfix-pcre') }],
    ['in a description', { [dpkg]: `${adduser.trimEnd()}\n Package: postfix\n Version: 3.7.11-0\n\n` }],
    ['without a version', { [dpkg]: `Package: postfix\nStatus: install ok installed\n\n${adduser}` }],
    ['in no list', { 'etc/hostname': 'mail\n' }],
    ['in an empty list', { [dpkg]: '', [apk]: '' }],
    ['in bytes', { [dpkg]: Buffer.from([0, 255, 10, 10, 0]) }],
  ])('tell nothing of a package %s', (_, files) => {
    expect(installedPackage(workspace(files).path)).toBeUndefined()
  })

  it('tell of Alpine', () => {
    const text = (name: string, version: string) => `C:Q1x=\nP:${name}\nV:${version}\nA:x86_64\nF:etc\nR:x\n\n`
    const { path } = workspace({ [apk]: text('musl', '1.2.5-r0') + text('postfix', '3.9.1-r0') + text('zlib', '1-r0') })
    expect(installedPackage(path)).toEqual({ packageVersion: '3.9.1-r0', release: '3.9.1', profile: 'upstream' })
  })

  it('are not read outside of the root, nor where they are no file', () => {
    const { path, write } = workspace()
    write('elsewhere', paragraph('3.7.11-0'))
    mkdirSync(join(path, 'root/var/lib/dpkg'), { recursive: true })
    symlinkSync('../../../../elsewhere', join(path, 'root', dpkg))
    mkdirSync(join(path, 'root', apk), { recursive: true })
    expect(installedPackage(join(path, 'root'))).toBeUndefined()
  })
})

describe('the release and the build', () => {
  const found: InstalledPackage = { packageVersion: '3.7.11-0', release: '3.7.11', profile: 'debian' }
  const installed = 'postfix 3.7.11-0'

  it.each([
    [undefined, undefined, found, { version: '3.7.11', profile: 'debian', installed }],
    ['3.9', undefined, found, { version: '3.9', profile: 'debian', installed }],
    [undefined, 'debian', found, { version: '3.7.11', profile: 'debian', installed }],
    ['3.9', 'debian', found, { version: '3.9', profile: 'debian' }],
    // Whoever names another build has another Postfix.
    [undefined, 'upstream', found, { version: undefined, profile: 'upstream' }],
    ['3.9', undefined, undefined, { version: '3.9', profile: undefined }],
    [
      undefined,
      'debian',
      { packageVersion: '3.10~rc1-1', profile: 'debian' },
      { version: undefined, profile: 'debian' },
    ],
  ] as const)('are, of %s and %s with %j: %j', (version, profile, known, chosen) => {
    expect(completeRelease(version, profile, known)).toEqual(chosen)
  })
})
