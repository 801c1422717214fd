import type { Catalog } from '../catalog/types.js'
import type { PostconfHost } from './postconf-host.js'

/** Something that was written. */
export interface Write {
  readonly to: 'stdout' | 'stderr'
  readonly text: string
}

/** What the command printed and how it ended. */
export interface PostconfResult {
  readonly stdout: string
  readonly stderr: string
  readonly status: number
  /** The same in the order in which it is written. */
  readonly writes: readonly Write[]
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
  const writes: Write[] = []
  let waiting: string[] = []
  const say = (level: string, message: string) =>
    writes.push({ to: 'stderr', text: `postconf: ${level}: ${printable(message)}\n` })
  const send = (length: number) => {
    const text = waiting.join('')
    if (length > 0 && text !== '') writes.push({ to: 'stdout', text: text.slice(0, length) })
    waiting = []
  }
  return {
    catalog,
    host,
    directory,
    print(text) {
      waiting.push(text)
    },
    flush: () => send(Number.POSITIVE_INFINITY),
    warn: message => say('warning', message),
    fatal(message) {
      // The last buffer is lost; those that were full are out already.
      const length = waiting.reduce((sum, text) => sum + text.length, 0)
      send(Math.floor(Math.max(0, length - 1) / bufferSize) * bufferSize)
      say('fatal', message)
      throw new PostconfStop(1)
    },
    finish(status) {
      send(Number.POSITIVE_INFINITY)
      const joined = (to: Write['to']) =>
        writes
          .filter(write => write.to === to)
          .map(write => write.text)
          .join('')
      return { stdout: joined('stdout'), stderr: joined('stderr'), status, writes }
    },
  }
}

/** `printable` (`src/util/printable.c`): Postfix's messages hold ASCII only. */
function printable(text: string): string {
  return text.replaceAll(/[^ -~]/g, '?')
}
