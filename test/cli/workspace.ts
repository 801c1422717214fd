import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A folder of a test's own, which goes away with it. */
export interface Workspace {
  readonly path: string
  write(name: string, content: string | Uint8Array): string
  read(name: string): string
}

/** Makes a folder with some files. */
export function workspace(files: Readonly<Record<string, string | Uint8Array>> = {}): Workspace {
  const path = mkdtempSync(join(tmpdir(), 'postfix-lint-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  const write = (name: string, content: string | Uint8Array): string => {
    const file = join(path, name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, content)
    return file
  }
  for (const [name, content] of Object.entries(files)) write(name, content)
  return { path, write, read: name => readFileSync(join(path, name), 'latin1') }
}
