// Records what the installed postmap(1) and postalias(1) answer to the tables in fixtures/queries, so that the suite can
// compare where no Postfix is installed: `npx vite-node scripts/record-queries.ts`. A new case needs only text and keys.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { installedVersion } from '../test/parity/real-postconf.js'
import { runRealQueries } from '../test/parity/real-query.js'
import { type RecordedQueries, readRecordedQueries } from '../test/query/recorded-queries.js'

const folder = 'fixtures/queries'
const version = installedVersion()
if (version === undefined) throw new Error('there is no Postfix here to record')
for (const name of readdirSync(folder).filter(file => file.endsWith('.json'))) {
  const path = join(folder, name)
  const { version: _, cases, ...kind } = readRecordedQueries(readFileSync(path, 'utf8'))
  const runs = runRealQueries(kind, cases)
  const recorded: RecordedQueries = {
    version,
    ...kind,
    cases: cases.map((one, index) => ({ ...one, ...(runs[index] && { real: runs[index] }) })),
  }
  writeFileSync(path, `${JSON.stringify(recorded, null, 2)}\n`)
}
