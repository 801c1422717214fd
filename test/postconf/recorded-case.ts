/** Files, and what the real postconf(1) made of them, byte for byte. */
export interface RecordedCase {
  /** The release that was recorded. */
  readonly version: string
  readonly files: Readonly<Record<string, string>>
  readonly runs: readonly RecordedRun[]
}

/** One command line, without `-c`; the directory is shown as /etc/postfix. */
export interface RecordedRun {
  readonly args: readonly string[]
  readonly stdout: string
  /** Sorted: the order is that of a hash table with a random seed. */
  readonly stderr: readonly string[]
  readonly status: number
  /** Files that were changed. */
  readonly after?: Readonly<Record<string, string>>
}

/** Reads a case; the results of one that was not recorded yet are empty. */
export function readCase(json: string): RecordedCase {
  // Written by scripts/record-cases.ts, or by hand with files and args alone.
  return JSON.parse(json) as RecordedCase
}
