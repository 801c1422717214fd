import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Records what the Postfix installed here says about itself into `fixtures/postconf/<version>-<build>/`:
 * `npx vite-node scripts/record-postconf.ts debian`. It is asked with an empty main.cf and the master.cf given as second
 * argument (default: the one of Debian's package), so that the settings of this machine do not show.
 */
const [build = 'debian', masterCf = '/usr/share/postfix/master.cf.dist'] = process.argv.slice(2)

/** Defaults that come from the machine: the record keeps the names only, so that recording elsewhere gives the same. */
const hostDependent = /^(mydomain|myhostname|mynetworks|process_id) =.*$/gm

const empty = mkdtempSync(join(tmpdir(), 'record-postconf-'))
writeFileSync(join(empty, 'main.cf'), '')
copyFileSync(masterCf, join(empty, 'master.cf'))
const postconf = (...args: readonly string[]): string =>
  execFileSync('postconf', ['-c', empty, ...args], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } })

const version = postconf('-h', '-d', 'mail_version').trim()
const folder = new URL(`../fixtures/postconf/${version}-${build}/`, import.meta.url)
mkdirSync(folder, { recursive: true })
writeFileSync(new URL('postconf-d.txt', folder), postconf('-d').replace(hostDependent, '$1 = (host)'))
writeFileSync(new URL('postconf-m.txt', folder), postconf('-m'))
writeFileSync(new URL('postconf-M.txt', folder), postconf('-M'))
rmSync(empty, { recursive: true })
