import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { tablesFrom } from '../src/config/load-tables.js'
import { type LintInput, lint } from '../src/lint/lint.js'
import { SourceText } from '../src/text/source-text.js'

/**
 * What the rules say about a collection of real configurations, their tables with them, to be read by a person. A table
 * in a folder is looked for under its name with `__` for each `/`.
 * `npx vite-node scripts/corpus-report.ts -- [--rule ID]... [--severity error] [--postfix-version V] [--counts] [FOLDER]`
 */
const root = process.env['POSTFIX_LINT_CORPUS'] ?? join('..', 'shared', 'corpus')
const args = process.argv.slice(2).filter(arg => arg !== '--')
const only: string[] = []
let severity: string | undefined
let version: string | undefined
let countsOnly = false
let part = 'plain'
while (args.length > 0) {
  const arg = args.shift()
  if (arg === '--rule') only.push(args.shift() ?? '')
  else if (arg === '--severity') severity = args.shift()
  else if (arg === '--postfix-version') version = args.shift()
  else if (arg === '--counts') countsOnly = true
  else if (arg !== undefined) part = arg
}

function read(path: string, name: string): SourceText | undefined {
  return existsSync(path) ? new SourceText(name, readFileSync(path, 'utf8')) : undefined
}

const counts = new Map<string, number>()
let projects = 0
for (const name of readdirSync(join(root, part)).sort()) {
  const main = read(join(root, part, name, 'main.cf'), 'main.cf')
  const master = read(join(root, part, name, 'master.cf'), 'master.cf')
  if (!main && !master) continue
  projects++
  const tables = tablesFrom({
    read: ({ local }) => {
      const file = local?.replaceAll('/', '__')
      return file === undefined ? undefined : read(join(root, part, name, file), file)
    },
  })
  const input: LintInput = { ...(main && { main }), ...(master && { master }), tables }
  const { diagnostics, project } = lint(input, {
    ...(version !== undefined && { postfixVersion: version }),
    ...(only.length > 0 && { only, preset: 'all' }),
  })
  for (const diagnostic of diagnostics) {
    if (severity !== undefined && diagnostic.severity !== severity) continue
    const key = `${diagnostic.severity} ${diagnostic.rule}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
    if (countsOnly) continue
    const source = project.sources.get(diagnostic.at.file)
    const { start, end } = diagnostic.at.range
    const { line } = source?.positionAt(start) ?? { line: 0 }
    const quoted = JSON.stringify(source?.text.slice(start, end).slice(0, 100))
    console.log(
      `${name}/${diagnostic.at.file}:${line}: ${diagnostic.severity} ${diagnostic.rule}: ${diagnostic.message}  ${quoted} ${diagnostic.services.join(',')}`,
    )
  }
}
console.log(`${projects} configurations`)
for (const [key, count] of [...counts].sort((a, b) => b[1] - a[1])) console.log(`${count}\t${key}`)
