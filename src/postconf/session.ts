import type { Catalog } from '../catalog/types.js'
import type { PostconfHost } from './postconf-host.js'

/** What the command printed and how it ended. */
export interface PostconfResult {
  readonly stdout: string
  readonly stderr: string
  readonly status: number
}

/** Thrown where Postfix stops with a fatal error; the message is written already. */
export class PostconfStop extends Error {
  override readonly name = 'PostconfStop'
  readonly status: number

  constructor(status: number) {
    super('postconf stops')
    this.status = status
  }
}

/** One run of the command: what it writes goes through here. */
export interface Session {
  readonly catalog: Catalog
  readonly host: PostconfHost
  /** The directory of main.cf, as it was given. */
  readonly directory: string
  print(text: string): void
  /** Sends on what was printed so far, so that a later fatal error does not lose it. */
  flush(): void
  warn(message: string): void
  fatal(message: string): never
}

/** Size of Postfix's output buffer: what is in it at a fatal error is lost (`VSTREAM_BUFSIZE`). */
const bufferSize = 4096

/** Starts a run; `finish` gives what it wrote. */
export function createSession(
  catalog: Catalog,
  host: PostconfHost,
  directory: string,
): Session & { finish(status: number): PostconfResult } {
  const printed: string[] = []
  const said: string[] = []
  let length = 0
  let flushed = 0
  return {
    catalog,
    host,
    directory,
    print(text) {
      printed.push(text)
      length += text.length
    },
    flush() {
      flushed = length
    },
    warn(message) {
      said.push(`postconf: warning: ${printable(message)}\n`)
    },
    fatal(message) {
      said.push(`postconf: fatal: ${printable(message)}\n`)
      throw new PostconfStop(1)
    },
    finish(status) {
      const text = printed.join('')
      const waiting = length - flushed
      const sent = status === 0 ? length : flushed + Math.max(0, Math.floor((waiting - 1) / bufferSize) * bufferSize)
      return { stdout: text.slice(0, sent), stderr: said.join(''), status }
    },
  }
}

/** `printable` (`src/util/printable.c`): Postfix's messages hold ASCII only. */
function printable(text: string): string {
  return text.replaceAll(/[^ -~]/g, '?')
}
