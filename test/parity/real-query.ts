import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { QueryCase } from './query-tables.js'

/** How tables of one kind are made and asked. */
export interface QueryKind {
  readonly type: string
  /** The text stands in the name of the table, and not in a file. */
  readonly inName?: boolean | undefined
  /** postmap(1) or postalias(1) has to make an index first. */
  readonly indexed?: boolean | undefined
  readonly aliases?: boolean | undefined
  readonly unicode?: boolean | undefined
  readonly keepsCase?: boolean | undefined
}

/** What one run gave, all of it as bytes. */
export interface QueryRun {
  readonly stdout: string
  readonly stderr: string
  readonly status: number
}

/** The name that a table is asked by: files are called by their number. */
export function specOf({ type, inName }: QueryKind, { text }: QueryCase, number: number): string {
  return inName ? `${type}:${text}` : `${type}:table-${number}`
}

function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`
}

/** Starting a process from here each time takes longer than what it does; a fatal error waits a second. */
const lanes = 24
/** A file that was just written makes the real program wait. */
const longAgo = 1_000_000_000

/** Asks each table for all of its keys, with the installed programs. */
export function runRealQueries(kind: QueryKind, cases: readonly QueryCase[]): readonly QueryRun[] {
  const folder = mkdtempSync(join(tmpdir(), 'real-query-'))
  try {
    const configuration = join(folder, 'conf')
    mkdirSync(configuration)
    writeFileSync(join(configuration, 'main.cf'), `smtputf8_enable = ${kind.unicode ? 'yes' : 'no'}\n`)
    writeFileSync(join(configuration, 'master.cf'), '')
    const program = kind.aliases ? 'postalias' : 'postmap'
    const options = `-c ${quote(configuration)}${kind.keepsCase ? ' -f' : ''}`
    const lines: string[][] = Array.from({ length: lanes }, () => [])
    for (const [number, one] of cases.entries()) {
      const spec = specOf(kind, one, number)
      writeFileSync(join(folder, `${number}.keys`), one.keys.map(key => `${key}\n`).join(''), 'latin1')
      if (!kind.inName) {
        const path = join(folder, `table-${number}`)
        writeFileSync(path, one.text, 'latin1')
        utimesSync(path, longAgo, longAgo)
      }
      const make = kind.indexed ? `${program} ${options} ${quote(spec)} 2>>${number}.err && ` : ''
      const ask = `${program} ${options} -q - ${quote(spec)} <${number}.keys >>${number}.out 2>>${number}.err`
      lines[number % lanes]?.push(`: >>${number}.out; (${make}${ask}); echo $? >${number}.status\n`)
    }
    const script = join(folder, 'run.sh')
    const groups = lines.map(lane => `(\n:\n${lane.join('')}) &\n`).join('')
    writeFileSync(script, `cd ${quote(folder)}\nPATH=/usr/sbin:$PATH\n${groups}wait\n`, 'latin1')
    execFileSync('/bin/sh', [script], { stdio: 'ignore' })
    const read = (number: number, what: string) => readFileSync(join(folder, `${number}.${what}`), 'latin1')
    return cases.map((_, number) => ({
      stdout: read(number, 'out'),
      stderr: read(number, 'err'),
      status: Number(read(number, 'status')),
    }))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
