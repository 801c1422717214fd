import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import {
  createProtocolConnection,
  type Diagnostic,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node'
import { createCatalog } from '../../src/catalog/catalog.js'
import { serverArguments } from '../language-server/server-bundle.js'
import { typicalMaster } from './inputs.js'

// `npm run bench:editor [edits]`: a long day of typing into a main.cf of 2,000 lines. Prints how long the findings of a
// key press took, and how the server's memory grew.

const edits = Number(process.argv.at(-1)) || 10_000
const uri = 'file:///bench/main.cf'

const child = spawn(process.execPath, await serverArguments(), { stdio: ['pipe', 'pipe', 'inherit'] })
const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin))
connection.listen()
await connection.sendRequest('initialize', {
  processId: process.pid,
  rootUri: null,
  capabilities: { textDocument: { diagnostic: {} } },
})
await connection.sendNotification('initialized', {})

const open = (name: string, text: string) =>
  connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri: `file:///bench/${name}`, languageId: '', version: 1, text },
  })
const text = longMain()
await open('master.cf', typicalMaster)
await open('main.cf', text)

/** Every parameter of a release with its default and two lines of comment: a main.cf as long as any that people have. */
function longMain(): string {
  const catalog = createCatalog({ version: '3.10.0', profile: 'debian' })
  const settings = catalog.parameterNames().flatMap(name => {
    const parameter = catalog.parameter(name)
    if (parameter?.class !== 'builtin' || parameter.default === null) return []
    return [`# What ${name} is for, and why it has\n# the value that it has here.\n${name} = ${parameter.default}`]
  })
  return `${settings.join('\n').split('\n').slice(0, 2000).join('\n')}\n`
}

/** Memory in use, in MiB, as the system counts it. */
function memory(): number {
  const found = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))
  return Number(found?.[1] ?? Number.NaN) / 1024
}

/** What is typed, letter by letter, and taken away again. */
const typed = 'smtpd_helo_required = maybe'
const line = 1000
const times: number[] = []
const sizes: number[] = []
let column = 0
for (let edit = 0; edit < edits; edit++) {
  const adds = Math.floor(edit / typed.length) % 2 === 0
  const change = adds
    ? { range: { start: { line, character: column }, end: { line, character: column } }, text: typed.charAt(column) }
    : { range: { start: { line, character: column - 1 }, end: { line, character: column } }, text: '' }
  column += adds ? 1 : -1
  const begin = performance.now()
  void connection.sendNotification('textDocument/didChange', {
    textDocument: { uri, version: edit + 2 },
    contentChanges: [change],
  })
  const report: { readonly items: readonly Diagnostic[] } = await connection.sendRequest('textDocument/diagnostic', {
    textDocument: { uri },
  })
  times.push(performance.now() - begin)
  if (edit % Math.ceil(edits / 10) === 0 || edit === edits - 1) sizes.push(memory())
  if (report.items === undefined) throw new Error('no findings')
}

times.sort((a, b) => a - b)
const at = (share: number) => (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(2)
console.log(`${edits} edits of ${text.split('\n').length} lines, from the key to the findings, the pipe included:`)
console.log(`  median ${at(0.5)} ms, p99 ${at(0.99)} ms, worst ${at(1)} ms`)
console.log(`memory: ${sizes.map(size => size.toFixed(0)).join(' ')} MiB`)
child.kill()
connection.dispose()
