import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** One message of a Postfix program, or a `reply` of an SMTP service. */
export interface Message {
  readonly step: 'index' | 'postconf' | 'check' | 'start' | 'poke' | 'smtp' | 'mail'
  /** `postfix/smtpd` ...; `reply` for what an SMTP service answered. */
  readonly program: string
  readonly text: string
}

/** What a run of the real Postfix showed. */
export interface PostfixRun {
  readonly messages: readonly Message[]
  /** `shown`: it was stopped at the first message looked for. */
  readonly end: 'shown' | 'checked' | 'finished' | 'timeout'
  /** Whether `postfix start` (`check` with `checkOnly`) succeeded; unknown when the run was stopped before. */
  readonly started: boolean | undefined
}

/** How to run it. */
export interface RunOptions {
  /** Stop as soon as a message holds one of these. */
  readonly until?: readonly string[]
  /** Only what one of these programs says counts for `until`; default: any. */
  readonly by?: readonly string[]
  /** Messages that do not count for `until`. */
  readonly ignore?: readonly string[]
  /** Do not start it: only postconf(1) and `postfix check`. */
  readonly checkOnly?: boolean
  /** What else the file system is to have, by absolute path; null: nothing is there. */
  readonly facts?: ReadonlyMap<string, HostFile | null>
  /** Commands that make or open tables before anything else: `['postmap', 'hash:/etc/postfix/virtual']`. */
  readonly commands?: readonly (readonly string[])[]
}

/** Something of the file system, as the program that makes it wants it. */
export interface HostFile {
  readonly kind: 'file' | 'directory' | 'socket' | 'fifo' | 'other'
  readonly mode: number
  /** A name of this machine, or a number that has no name. */
  readonly user: string | number
  readonly group: string | number
  /** Absent: a file that is there keeps its text. */
  readonly text?: string
  /** Set when the text stands for bytes, a character each. */
  readonly bytes?: true
  /** Seconds since 1970. */
  readonly modified?: number
  /** A symbolic link with this text. */
  readonly link?: string
  /** Names in a directory. */
  readonly entries?: readonly string[]
}

const script = fileURLToPath(new URL('./postfix-in-namespace.py', import.meta.url))
const longestRun = 60_000

/** The version of the Postfix that can be run here, or why none can. */
export function findPostfix(): { readonly version: string } | { readonly missing: string } {
  if (process.platform !== 'linux') return { missing: 'it needs Linux namespaces' }
  if (process.getuid?.() !== 0) return { missing: 'it needs root' }
  try {
    execFileSync('unshare', ['-n', '-m', '-p', '-f', '--mount-proc', 'ip', 'link', 'set', 'lo', 'up'], {
      stdio: 'pipe',
    })
  } catch {
    return { missing: 'private namespaces cannot be made here (`unshare -n -m -p`, `ip`)' }
  }
  try {
    execFileSync('python3', ['--version'], { stdio: 'pipe' })
    const version = execFileSync('postconf', ['-dh', 'mail_version'], { encoding: 'utf8', stdio: 'pipe' }).trim()
    return { version }
  } catch {
    return { missing: 'Postfix or Python 3 is not installed' }
  }
}

/** Runs the installed Postfix on some files in namespaces of its own, and gives back what it said. */
export async function runPostfix(files: ReadonlyMap<string, string>, options: RunOptions = {}): Promise<PostfixRun> {
  const folder = mkdtempSync(join(tmpdir(), 'postfix-lint-prove-'))
  try {
    mkdirSync(join(folder, 'conf'))
    mkdirSync(join(folder, 'scratch'))
    for (const [name, text] of files) put(folder, name.startsWith('/') ? name : join('/etc/postfix', name), text)
    writeFileSync(join(folder, 'facts.json'), JSON.stringify(Object.fromEntries(options.facts ?? [])))
    return await spawnPostfix(folder, addressesIn([...files.values()]), options)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function put(folder: string, path: string, text: string): void {
  const prefix = '/etc/postfix/'
  if (!path.startsWith(prefix)) return
  const target = join(folder, 'conf', path.slice(prefix.length))
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, text)
}

const ownAddress = /^(?:inet_interfaces|smtp_bind_address6?)\s*=.*(?:\n[ \t].*)*|^\S+:\S+\s+inet\s/gm
const documentationAddress = /\b(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d+\b|\b2001:db8:[0-9a-f:]*/g

/** Documentation addresses that the configuration takes for the host's own: the private loopback gets them. */
function addressesIn(texts: readonly string[]): readonly string[] {
  const lines = texts.flatMap(text => text.match(ownAddress) ?? [])
  return [...new Set(lines.flatMap(line => line.match(documentationAddress) ?? []))]
}

function spawnPostfix(folder: string, addresses: readonly string[], options: RunOptions): Promise<PostfixRun> {
  const words = ['-n', '-m', '-p', '-f', '--kill-child', '--mount-proc', 'python3', '-I', script]
  words.push(join(folder, 'conf'), join(folder, 'scratch'), `--facts=${join(folder, 'facts.json')}`)
  for (const text of options.until ?? []) words.push(`--until=${text}`)
  for (const text of options.by ?? []) words.push(`--by=${text}`)
  for (const text of options.ignore ?? []) words.push(`--ignore=${text}`)
  for (const address of addresses) words.push(`--address=${address.includes(':') ? `${address}/128` : `${address}/32`}`)
  for (const command of options.commands ?? []) words.push(`--command=${JSON.stringify(command)}`)
  if (options.checkOnly) words.push('--check-only')
  return new Promise((resolve, reject) => {
    const child = spawn('unshare', words, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, LC_ALL: 'C' } })
    const messages: Message[] = []
    let last: { readonly end: PostfixRun['end']; readonly started: boolean | null } | undefined
    let faults = ''
    let late = false
    const timer = setTimeout(() => {
      late = true
      child.kill('SIGKILL')
    }, longestRun)
    child.stderr.on('data', data => {
      faults += String(data)
    })
    createInterface({ input: child.stdout }).on('line', line => {
      const read: unknown = JSON.parse(line)
      if (isEnd(read)) last = read
      else messages.push(read as Message)
    })
    child.on('error', reject)
    child.on('close', () => {
      clearTimeout(timer)
      if (late) resolve({ messages, end: 'timeout', started: undefined })
      else if (last === undefined) reject(new Error(`the proof program failed: ${faults}`))
      else resolve({ messages, end: last.end, started: last.started ?? undefined })
    })
  })
}

function isEnd(value: unknown): value is { readonly end: PostfixRun['end']; readonly started: boolean | null } {
  return typeof value === 'object' && value !== null && 'end' in value
}
