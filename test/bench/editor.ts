import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync } from 'node:fs'
import { build } from 'esbuild'
import {
  createProtocolConnection,
  type Diagnostic,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node'
import { createCatalog } from '../../src/catalog/catalog.js'
import { serverArguments } from '../language-server/server-bundle.js'
import { longMainCf, typicalMaster } from './inputs.js'
import { figure, row, slowness, summarize } from './measure.js'

// `npm run bench:editor [edits]`: a long day of typing into a main.cf of 2,000 lines. Prints how long the findings of a
// key press took in the server and from the key to the editor, beside what the pipe between the two takes by itself, and
// how the server's memory grew.

const edits = Number(process.argv.at(-1)) || 10_000
/** Edits that are not counted: the server gets warm. */
const warm = Math.min(1000, Math.floor(edits / 4))

const folder = '.cache/bench'
mkdirSync(folder, { recursive: true })
const [measuring, written] = [`${folder}/in-server.mjs`, `${folder}/in-server.json`]
await build({ entryPoints: ['test/bench/in-server.ts'], outfile: measuring, format: 'esm', logLevel: 'warning' })
const child = spawn(process.execPath, ['--import', `./${measuring}`, ...(await serverArguments())], {
  stdio: ['pipe', 'pipe', 'inherit'],
  env: { ...process.env, BENCH_TIMES: written },
})
const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin))
connection.listen()
await connection.sendRequest('initialize', {
  processId: process.pid,
  rootUri: null,
  capabilities: { textDocument: { diagnostic: {} } },
})
await connection.sendNotification('initialized', {})

await typeInto('typical', 'a typical main.cf with its comments', longMainCf(2000).split('\n'))
await typeInto('full', 'all parameters there are', everyParameter().split('\n'))
connection.end()
child.stdin.end()
await once(child, 'exit')
const pace = slowness()
const inServer: readonly number[] = JSON.parse(readFileSync(written, 'utf8'))
for (const [index, what] of ['a typical main.cf', 'all parameters there are'].entries()) {
  const { median, p99 } = summarize(inServer.slice(index * edits + warm, (index + 1) * edits))
  row(`in the server, ${what}: median`, `${figure(median / pace)} ms (${figure(median)} here)`)
  const aim: [string?, boolean?] = index === 0 ? ['<= 5 ms', p99 / pace <= 5] : []
  row(`in the server, ${what}: 99th percentile`, `${figure(p99 / pace)} ms (${figure(p99)} here)`, ...aim)
}

/** Every parameter of a release with its default and two lines of comment: a main.cf as long as any that people have. */
function everyParameter(): string {
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

/** Types a setting letter by letter into the middle of a file, and takes it away again, over and over. */
async function typeInto(place: string, what: string, lines: readonly string[]): Promise<void> {
  const typed = 'smtpd_helo_required = maybe'
  const line = 1000
  const uri = `file:///${place}/main.cf`
  await open(`file:///${place}/master.cf`, typicalMaster)
  // Typed into a line of its own.
  const text = lines.toSpliced(line, 0, '').join('\n')
  await open(uri, text)
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
  const { median, p99, least } = summarize(times.slice(warm))
  console.log(`${edits} edits of ${text.split('\n').length} lines, ${what}: from the key to the findings`)
  console.log(`  median ${figure(median)} ms, p99 ${figure(p99)} ms, at best ${figure(least)} ms`)
  console.log(`  memory ${sizes.map(size => size.toFixed(0)).join(' ')} MiB`)
  const pipe: number[] = []
  for (let time = 0; time < 2000; time++) {
    const begin = performance.now()
    // Nothing is known by this name: the answer says no more.
    await connection.sendRequest('bench/nothing').catch(() => undefined)
    pipe.push(performance.now() - begin)
  }
  const alone = summarize(pipe)
  console.log(
    `  of which a question to which there is no answer: median ${figure(alone.median)} ms, p99 ${figure(alone.p99)} ms`,
  )
}

function open(uri: string, text: string): Promise<void> {
  return connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: '', version: 1, text },
  })
}
