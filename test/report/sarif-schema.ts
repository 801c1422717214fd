import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

const folder = dirname(createRequire(import.meta.url).resolve('@microsoft/sarif-multitool-ts'))
const schema: unknown = JSON.parse(readFileSync(join(folder, '..', 'assets', 'sarif-2.1.0.schema.json'), 'utf8'))
const ajv = new Ajv2020({ allErrors: true, strict: false })
addFormats.default(ajv)
const validate = ajv.compile(schema as object)

/** What is wrong with a SARIF log, by the schema of OASIS; empty when nothing is. */
export function sarifFaults(log: unknown): readonly string[] {
  return validate(log) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}
