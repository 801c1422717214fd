import { parse as parseIni } from 'ini'
import { parseDocument } from 'yaml'
import { createCatalog } from '../../src/catalog/catalog.js'
import { latestVersion } from '../../src/catalog/versions.js'
import { createProject, type Project } from '../../src/config/project.js'
import { runRules } from '../../src/lint/engine.js'
import { type LintInput, type LintOptions, lint } from '../../src/lint/lint.js'
import { activeRules } from '../../src/lint/severities.js'
import { rules } from '../../src/rules/index.js'
import { parseMainCf } from '../../src/syntax/main-cf.js'
import type { MainFile } from '../../src/syntax/nodes.js'
import { parseList, parseText } from '../../src/syntax/value.js'
import { SourceText } from '../../src/text/source-text.js'
import { asIni, asYaml, longMainCf, mainCf, typicalMain, typicalMaster } from './inputs.js'
import { figure, measure, measureWithoutCollector, row, slowness, speed } from './measure.js'

// Everything that is compared is measured in this one run.

/** A time as an unhurried machine would show it, measured beside it. */
function judged(milliseconds: number, aim: number): { readonly text: string; readonly met: boolean } {
  const factor = slowness()
  const unhurried = milliseconds / factor
  const text = factor > 1.2 ? `${figure(unhurried)} ms (${figure(milliseconds)} here)` : `${figure(milliseconds)} ms`
  return { text, met: unhurried <= aim }
}

/** Each value as its parameter demands: text, or a list. */
function readValues(file: MainFile): number {
  let count = 0
  for (const line of file.lines) {
    if (line.type !== 'setting') continue
    const { text } = line.value
    count += isList(line.name) ? parseList(text).length : parseText(text).length
  }
  return count
}

const catalog = createCatalog({ version: latestVersion(), profile: 'upstream' })
const textKinds: ReadonlySet<string> = new Set(['boolean', 'integer', 'time', 'size', 'text', 'path', 'enum'])
const listNames = new Map<string, boolean>()

function isList(name: string): boolean {
  const known = listNames.get(name)
  if (known !== undefined) return known
  const kind = catalog.parameter(name)?.kind
  const list = kind !== undefined && !textKinds.has(kind)
  listNames.set(name, list)
  return list
}

function plainScan(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) if (text.charCodeAt(at + 1) > 32) count++
  return count
}

async function benchParsing(): Promise<void> {
  const text = mainCf(1_000_000)
  const yamlText = asYaml(text)
  const iniText = asIni(text)
  const scan = speed(text.length, measure(() => plainScan(text)).median)
  const lines = speed(text.length, measure(() => parseMainCf(text)).median)
  const parse = speed(text.length, measure(() => readValues(parseMainCf(text))).median)
  const factor = slowness()
  const small = mainCf(8_000)
  const warm = speed(small.length, measure(() => readValues(parseMainCf(small))).median)
  const yaml = speed(yamlText.length, measure(() => parseDocument(yamlText), { least: 3 }).median)
  const ini = speed(iniText.length, measure(() => parseIni(iniText)).median)
  row('plain line scan, 1 MB', `${figure(scan)} MB/s`)
  row('tree of main.cf, 1 MB', `${figure(lines)} MB/s`)
  const unhurried = parse * factor
  row(
    'tree and all values, 1 MB, no two values alike',
    `${figure(unhurried)} MB/s (${figure(parse)} here)`,
    '>= 40',
    unhurried >= 40,
  )
  row('tree and all values, 8 KB, again and again', `${figure(warm)} MB/s`)
  row('yaml (parseDocument), as many bytes', `${figure(yaml)} MB/s`)
  row('ini, as many bytes', `${figure(ini)} MB/s`)
  row('all values against yaml', `${figure(parse / yaml)} x`, '>= 8 x', parse / yaml >= 8)
  row('all values against ini', `${figure(parse / ini)} x`)
  const times: { readonly whole: number; readonly own: number }[] = []
  for (const size of [10_000, 100_000, 1_000_000, 10_000_000]) {
    const text = mainCf(size)
    times.push(await measureWithoutCollector(() => readValues(parseMainCf(text)), Math.ceil(5_000_000 / size)))
  }
  const growth = (which: 'whole' | 'own') => times.slice(1).map(time => time[which] / (times[0]?.[which] ?? 1))
  const written = (factors: readonly number[]) => `${factors.map(figure).join(' x, ')} x`
  // What outlives a collection is copied, and a tree of 10 KB is gone before one comes: a step, and no slope.
  row('parsing 10, 100, 1,000 times as much: all in all', written(growth('whole')))
  const own = growth('own')
  row('  without what the collector of garbage takes', written(own), 'linear', (own.at(-1) ?? 0) / 1000 < 1.5)
}

/** A main.cf beside the typical master.cf, as `lint` reads them. */
function projectOf(main: string): Project {
  return createProject({
    target: { version: latestVersion(), profile: 'upstream' },
    main: new SourceText('main.cf', main),
    master: new SourceText('master.cf', typicalMaster),
    readsTemplates: true,
  })
}

/** The typical pair with another size limit each time: what depends on that is judged anew, all else is remembered. */
function edited(index: number): LintInput {
  return { main: typicalMain.replace('52428800', `5242880${index % 10}`), master: typicalMaster }
}

function benchLinting(): void {
  const options: LintOptions = { preset: 'all' }
  const input = { main: typicalMain, master: typicalMaster }
  const cold = performance.now()
  lint(input, options)
  row('lint of a typical pair, the first in a process', `${figure(performance.now() - cold)} ms`)
  const warm = measure(index => lint(edited(index), options), { warm: 1500, time: 2000 })
  const found = lint(input, options).diagnostics.length
  const median = judged(warm.median, 1)
  row(`lint of a typical pair, warm, one value changed (${rules.length} rules)`, median.text, '<= 1 ms', median.met)
  row('  at best', `${figure(warm.least)} ms`)
  row('  when nothing changed', `${figure(measure(() => lint(input, options)).median)} ms`)
  const known = new Set(rules.map(({ id }) => id))
  const all = activeRules(rules, 'all')
  const anew = () => runRules(projectOf(typicalMain), all, known)
  const whole = measure(anew, { warm: 1500 })
  row(`  when nothing is remembered (${found} findings)`, judged(whole.median, 1).text)
  row('  at best', `${figure(whole.least)} ms`)
  const none: LintOptions = { only: [] }
  const base = measure(() => lint(input, none), { warm: 300, time: 300 }).least
  row('  of which reading the files', `${figure(base)} ms`)
  // Each rule by itself, on a project that all have seen: what they share is nobody's, whoever asks for it first.
  const { project } = lint(input, options)
  const idle = measure(() => runRules(project, [], known), { warm: 100, time: 100 }).least
  const perRule = all.map(active => {
    const alone = [active]
    const { least } = measure(() => runRules(project, alone, known), { warm: 10, time: 20 })
    return { id: active.rule.id, time: Math.max(0, least - idle) }
  })
  const own = perRule.reduce((sum, { time }) => sum + time, 0)
  row('  of which rules by themselves', `${figure(own)} ms`)
  row('  of which what they share, worked out once', `${figure(Math.max(0, whole.least - base - own))} ms`)
  for (const { id, time } of perRule.sort((a, b) => b.time - a.time).slice(0, 6)) {
    const part = time / whole.least
    row(`  ${id}`, `${figure(time)} ms`, `${figure(part * 100)} %`, part <= 0.1)
  }
  const times = [1, 10, 100].map(factor => {
    const main = `${typicalMain}${mainCf(typicalMain.length * (factor - 1) + 1)}`
    return measure(() => runRules(projectOf(main), all, known), { warm: 300, time: 600, least: 3 }).median
  })
  const [one = 1, ten = 0, hundred = 0] = times
  row(
    'lint: 10 times, 100 times the main.cf',
    `${figure(ten / one)} x, ${figure(hundred / one)} x`,
    'linear',
    hundred / one < 150,
  )
}

/** A main.cf of 2,000 lines: what distributions ship, comments and all, is half as long. */
function benchKeyPress(): void {
  const text = longMainCf(2000)
  const options: LintOptions = {}
  const at = text.indexOf('mail.example.com') + 4
  const timing = measure(
    index => {
      const letter = String.fromCharCode(97 + (index % 26))
      return lint(
        { main: text.slice(0, at) + letter.repeat(1 + (index % 5)) + text.slice(at), master: typicalMaster },
        options,
      )
    },
    { warm: 1500, time: 3000 },
  )
  const lines = text.split('\n').length
  row(`a key press in ${lines} lines: parse and lint, median`, `${figure(timing.median)} ms`)
  const worst = judged(timing.p99, 5)
  row('a key press, 99th percentile', worst.text, '<= 5 ms', worst.met)
}

row('this machine now, by the start of a bare node', `${figure(slowness())} x slower`)
await benchParsing()
benchLinting()
benchKeyPress()
