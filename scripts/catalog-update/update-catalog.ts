import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { applyRelease, numbered } from './apply-release.js'
import { type CatalogData, dataFiles, readCatalogData } from './catalog-data.js'
import { formatData } from './data-format.js'
import { findDifferences } from './differences.js'
import { vocabularyTablesSchema } from './keywords.js'
import { readRelease } from './read-release.js'
import { recordedFacts } from './recorded-facts.js'
import { reportDifferences, reportHandWork } from './report.js'
import { folderTree, gitTree, type SourceTree } from './source-tree.js'

const usage = `npm run catalog:update -- --postfix-source DIR [--write] [--json] [--data DIR]
npm run catalog:update -- --git GITDIR --tag v3.10.2 [--write] [--json] [--data DIR]

Compares the catalogue with the source of a release of Postfix. Exit status: 0 no difference, 1 differences, 2 trouble.
  --write  brings src/catalog/data up to the release, and says what is left to do by hand
  --json   the report as JSON
  --data   another folder than src/catalog/data
`

const options = {
  'postfix-source': { type: 'string' },
  git: { type: 'string' },
  tag: { type: 'string' },
  data: { type: 'string' },
  write: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

/** What a run of the command says, and its exit status. */
export interface UpdateRun {
  readonly status: 0 | 1 | 2
  readonly output: string
  readonly errors: string
}

function writeData(folder: string, data: CatalogData): void {
  for (const [part, file] of Object.entries(dataFiles)) {
    writeFileSync(join(folder, file), formatData(data[part as keyof CatalogData]))
  }
}

function compare(tree: SourceTree, folder: string, write: boolean, json: boolean): UpdateRun {
  const tables = new URL('vocabulary-tables.json', import.meta.url)
  const data = readCatalogData(folder)
  const source = numbered(
    readRelease(tree, vocabularyTablesSchema.parse(JSON.parse(readFileSync(tables, 'utf8')))),
    data,
  )
  const differences = findDifferences(source, recordedFacts(data, source.release))
  const work = write ? applyRelease(data, source) : []
  const left = write ? findDifferences(source, recordedFacts(data, source.release)) : []
  if (write) writeData(folder, data)
  const text = `${reportDifferences(source.release, differences)}${write ? `\n${reportHandWork(work, left)}` : ''}`
  return {
    status: differences.length > 0 ? 1 : 0,
    output: json ? `${JSON.stringify({ release: source.release, differences, byHand: work, left }, null, 2)}\n` : text,
    errors: '',
  }
}

/** `npm run catalog:update`: compares the catalogue with a source tree, and brings it up to it. */
export function updateCatalog(args: readonly string[]): UpdateRun {
  try {
    const { values } = parseArgs({ args: [...args], options })
    if (values.help) return { status: 0, output: usage, errors: '' }
    const { 'postfix-source': folder, git, tag } = values
    const isGit = git !== undefined && tag !== undefined
    if (folder === undefined && !isGit) return { status: 2, output: '', errors: usage }
    const tree = isGit ? gitTree(git, tag) : folderTree(folder ?? '')
    const data = values.data ?? fileURLToPath(new URL('../../src/catalog/data/', import.meta.url))
    return compare(tree, data, values.write, values.json)
  } catch (error) {
    return { status: 2, output: '', errors: `${error instanceof Error ? error.message : String(error)}\n` }
  }
}
