import { fstatSync, statSync, writeSync } from 'node:fs'

/** Standard output or standard error. */
export interface Output {
  readonly isTTY: boolean
  /** Width of a terminal. */
  readonly columns: number | undefined
  write(data: string | Uint8Array): void
  /** True when all that was written has arrived, so that the process may end at any moment. */
  readonly isDone: boolean
}

/**
 * Node's own streams for them are built when they are first touched, which takes as long as a quarter of a lint: what
 * goes into a file or a pipe is written straight to it.
 */
class Standard implements Output {
  readonly #descriptor: 1 | 2
  /** Undefined as long as nobody has looked what it is, or when it can be written to directly. */
  #stream: NodeJS.WriteStream | undefined
  #isKnown = false

  constructor(descriptor: 1 | 2) {
    this.#descriptor = descriptor
  }

  get isTTY(): boolean {
    return this.#opened()?.isTTY === true
  }

  get columns(): number | undefined {
    return this.#opened()?.columns
  }

  get isDone(): boolean {
    return this.#stream === undefined
  }

  write(data: string | Uint8Array): void {
    if (data.length === 0) return
    const stream = this.#opened()
    if (stream !== undefined) {
      stream.write(data)
      return
    }
    const bytes = typeof data === 'string' ? Buffer.from(data) : data
    for (let written = 0; written < bytes.length; ) {
      try {
        written += writeSync(this.#descriptor, bytes, written)
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? error.code : undefined
        // `postfix-lint | head` closes the pipe early: that is no fault.
        if (code === 'EPIPE') process.exit()
        if (code !== 'EAGAIN') throw error
        // A pipe that somebody made not to wait: Node knows how to.
        this.#use().write(bytes.subarray(written))
        return
      }
    }
  }

  #opened(): NodeJS.WriteStream | undefined {
    if (!this.#isKnown && !isPlain(this.#descriptor)) this.#use()
    this.#isKnown = true
    return this.#stream
  }

  #use(): NodeJS.WriteStream {
    if (this.#stream !== undefined) return this.#stream
    const stream = this.#descriptor === 1 ? process.stdout : process.stderr
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
      process.exit()
    })
    this.#stream = stream
    return stream
  }
}

/** True for a file, a pipe, and the device that takes everything; whatever else there is may be a terminal. */
function isPlain(descriptor: number): boolean {
  try {
    const facts = fstatSync(descriptor)
    if (facts.isFile() || facts.isFIFO() || facts.isSocket()) return true
    return facts.isCharacterDevice() && facts.rdev === statSync('/dev/null').rdev
  } catch {
    return false
  }
}

export const standardOutput: Output = new Standard(1)
export const standardError: Output = new Standard(2)
