import { type FSWatcher, watch } from 'node:fs'
import { join, resolve } from 'node:path'
import { visible } from '../report/visible.js'
import { standardError, standardOutput } from './output.js'
import { isUsageError } from './usage-error.js'

/** Milliseconds in which changes are taken to be one: an editor writes a file in several steps. */
const together = 60

const clearScreen = '\u001b[2J\u001b[3J\u001b[H'

/** What is done again and again, and when. */
export interface Watched {
  run(): Promise<number>
  /** The directories that count, looked up anew each time. */
  directories(): Promise<readonly string[]>
  /** Files that the run itself writes. */
  readonly written: readonly string[]
}

/** Runs at once and then after each change, until the program is ended. */
export async function runOnChanges({ run, directories, written }: Watched): Promise<never> {
  const own = new Set(written.map(file => resolve(file)))
  let watchers: readonly FSWatcher[] = []
  for (;;) {
    if (standardOutput.isTTY) standardOutput.write(clearScreen)
    const start = performance.now()
    // Watched before anything is read, so that no change is missed.
    const folders = await directories()
    let onChange = () => {}
    const changed = new Promise<void>(done => {
      onChange = done
    })
    const before = watchers
    watchers = folders.flatMap(folder => watchFolder(folder, own, () => onChange()))
    for (const watcher of before) watcher.close()
    await report(run)
    const places = `${folders.length} director${folders.length === 1 ? 'y' : 'ies'}`
    standardOutput.write(`Took ${Math.round(performance.now() - start)} ms; watching ${places} (Ctrl-C ends it)\n`)
    await changed
    await new Promise(done => setTimeout(done, together))
  }
}

/** Runs once; settings that are wrong for a moment do not end the watch. */
async function report(run: Watched['run']): Promise<void> {
  try {
    await run()
  } catch (error) {
    if (!isUsageError(error)) throw error
    standardError.write(`postfix-lint: ${error.message.split('\n').map(visible).join('\n')}\n`)
  }
}

function watchFolder(folder: string, own: ReadonlySet<string>, onChange: () => void): readonly FSWatcher[] {
  try {
    const watcher = watch(folder, (_, name) => {
      if (name === null || !own.has(resolve(join(folder, name)))) onChange()
    })
    // A folder that is taken away is a change as well.
    watcher.on('error', onChange)
    return [watcher]
  } catch {
    return []
  }
}
