// Records what the installed postconf(1) makes of the cases in fixtures/postconf/cases, so that the suite can compare where
// no Postfix is installed: `npx vite-node scripts/record-cases.ts`.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installedVersion, runReal } from '../test/parity/real-postconf.js'
import { type RecordedCase, readCase } from '../test/postconf/recorded-case.js'

const folder = 'fixtures/postconf/cases'
const version = installedVersion()
if (version === undefined) throw new Error('there is no Postfix here to record')
const scratch = mkdtempSync(join(tmpdir(), 'record-'))
for (const name of readdirSync(folder).filter(file => file.endsWith('.json'))) {
  const path = join(folder, name)
  const given = readCase(readFileSync(path, 'utf8'))
  const runs = given.runs.map(({ args }, index) => {
    const directory = join(scratch, name, String(index))
    mkdirSync(directory, { recursive: true })
    for (const [file, text] of Object.entries(given.files)) {
      writeFileSync(join(directory, file), text, 'latin1')
      utimesSync(join(directory, file), 1e9, 1e9)
    }
    const [real] = runReal([['-c', directory, ...args]])
    const clean = (text: string) => text.replaceAll(directory, '/etc/postfix')
    const after = Object.fromEntries(
      Object.keys(given.files)
        .map(file => [file, readFileSync(join(directory, file), 'latin1')] as const)
        .filter(([file, text]) => text !== given.files[file]),
    )
    return {
      args,
      stdout: clean(real?.stdout ?? ''),
      stderr: clean(real?.stderr ?? '')
        .split('\n')
        .filter(line => line !== '')
        .sort(),
      status: real?.status ?? 0,
      ...(Object.keys(after).length > 0 && { after }),
    }
  })
  const recorded: RecordedCase = { version, files: given.files, runs }
  writeFileSync(path, `${JSON.stringify(recorded, null, 2)}\n`)
}
rmSync(scratch, { recursive: true })
