import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { systemMessage } from '../host/read.js'
import type { Diagnostic } from '../lint/diagnostic.js'
import { createFingerprints } from '../report/fingerprint.js'
import { jsonText } from '../report/json.js'
import { reportPath } from '../report/report-path.js'
import type { Outcome } from './outcome.js'
import { UsageError } from './usage-error.js'

/** A finding as a baseline keeps it: what it is known by, with its rule and file for people. */
interface KnownFinding {
  readonly file: string
  readonly rule: string
  readonly fingerprint: string
}

/** The findings that were there when a baseline was written. */
export interface Baseline {
  /** What is new in an outcome. */
  newIn(outcome: Outcome): readonly Diagnostic[]
  /** Writes what the outcomes so far hold. @throws UsageError */
  write(): void
}

/** Reads a baseline, or starts a new one. @throws UsageError */
export function openBaseline(file: string, isNew: boolean): Baseline {
  const folder = dirname(resolve(file))
  const known = new Set(isNew ? [] : readBaseline(file).map(({ fingerprint }) => fingerprint))
  const fingerprints = createFingerprints()
  const found: KnownFinding[] = []
  const isKnown = (diagnostic: Diagnostic, { sources }: Outcome): boolean => {
    const path = reportPath(resolve(diagnostic.at.file), folder)
    const text = fingerprints.textOf(diagnostic, sources, path)
    const fingerprint = createHash('sha256').update(text).digest('hex').slice(0, 40)
    if (isNew) found.push({ file: path, rule: diagnostic.rule, fingerprint })
    return isNew || known.has(fingerprint)
  }
  return {
    newIn: outcome => outcome.diagnostics.filter(diagnostic => !isKnown(diagnostic, outcome)),
    write() {
      const key = ({ file: path, rule, fingerprint }: KnownFinding) => `${path}\0${rule}\0${fingerprint}`
      const findings = [...found].sort((a, b) => (key(a) < key(b) ? -1 : 1))
      try {
        writeFileSync(file, jsonText({ version: 1, findings }))
      } catch (error) {
        throw new UsageError(`baseline ${file} ${systemMessage(error)}`)
      }
    },
  }
}

function readBaseline(file: string): readonly KnownFinding[] {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new UsageError(`baseline ${file} ${systemMessage(error)}: \`--write-baseline\` makes one`)
  }
  try {
    const value = JSON.parse(text) as { readonly version?: unknown; readonly findings?: unknown } | null
    if (value?.version === 1 && Array.isArray(value.findings) && value.findings.every(isFinding)) return value.findings
  } catch {
    // Said below.
  }
  throw new UsageError(`baseline ${file} is none: \`--write-baseline\` writes it anew`)
}

function isFinding(value: unknown): value is KnownFinding {
  return typeof value === 'object' && value !== null && 'fingerprint' in value && typeof value.fingerprint === 'string'
}
