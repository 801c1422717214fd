import { afterAll, describe, expect, it } from 'vitest'
import { compareVersions } from '../../src/catalog/versions.js'
import { fixUntilStable } from '../../src/edit/fix-loop.js'
import type { Evidence, Example, Rule } from '../../src/rules/define.js'
import { rules } from '../../src/rules/index.js'
import { type PreparedExample, prepareExample } from '../../src/testing/examples.js'
import { findPostfix, type Message, type PostfixRun, type RunOptions, runPostfix } from './postfix.js'

/**
 * What rules claim that Postfix logs, asked of the Postfix that is installed here. Each rule with `evidence.kind`
 * `log`: its bad examples are complained about, its clean ones and its mended ones are not.
 */
type Logged = Extract<Evidence, { readonly kind: 'log' }>

const found = findPostfix()
const required = (process.env['POSTFIX_LINT_REQUIRE'] ?? '').split(',').includes('postfix')

if ('missing' in found) {
  describe('the real Postfix', () => {
    if (required) {
      it('can be run here', () => expect.fail(`POSTFIX_LINT_REQUIRE names postfix, but ${found.missing}`))
    } else it.skip(`SKIPPED, NOTHING IS PROVED: ${found.missing}`, () => {})
  })
} else proveRules(found.version)

function proveRules(version: string): void {
  const skipped: string[] = []
  const proved = rules.flatMap(rule => (rule.evidence.kind === 'log' ? [{ rule, evidence: rule.evidence }] : []))
  describe.concurrent(`on Postfix ${version}`, () => {
    for (const { rule, evidence } of proved) {
      const examples = rule.examples.filter(example => provable(rule, example, version))
      if (examples.every(example => example.clean === true)) {
        skipped.push(`${rule.id}: no example is for ${version}`)
        continue
      }
      it(`rule ${rule.id}`, { timeout: 60_000 * examples.length * 2 }, async () => {
        expect(await faultsOf(rule, evidence, examples)).toEqual([])
      })
    }
  })
  afterAll(() => {
    if (skipped.length > 0) console.log(`Not asked:\n  ${skipped.join('\n  ')}`)
  })
}

/** True when this Postfix is one that the example speaks about. */
function provable(rule: Rule, example: Example, version: string): boolean {
  if (example.prove === false) return false
  const { from, until } = rule.postfix ?? {}
  if (from !== undefined && compareVersions(version, from) < 0) return false
  if (until !== undefined && compareVersions(version, until) > 0) return false
  return example.version === undefined || compareVersions(version, example.version) >= 0
}

async function faultsOf(rule: Rule, evidence: Logged, examples: readonly Example[]): Promise<readonly string[]> {
  const faults: string[] = []
  let atCheck = true
  for (const example of examples) {
    if (example.clean === true) continue
    const prepared = prepareExample(rule, example)
    const run = await runPostfix(prepared.texts, { until: evidence.says, ...filesOf(example) })
    const shown = run.messages.find(message => isClaimed(message, evidence))
    if (shown === undefined) faults.push(`${example.title}: Postfix does not say it. It says:\n${quote(run)}`)
    else if (!saidBy(shown, evidence)) {
      faults.push(`${example.title}: said by ${shown.program}, not ${evidence.by}: ${shown.text}`)
    }
    if (shown?.step !== 'postconf' && shown?.step !== 'check') atCheck = false
    faults.push(...(await mendedFaults(rule, evidence, example, prepared, shown)))
  }
  for (const example of examples) {
    if (example.clean !== true) continue
    const run = await runPostfix(prepareExample(rule, example).texts, { checkOnly: atCheck, ...filesOf(example) })
    faults.push(...complaints(`${example.title} (clean)`, run, evidence))
  }
  return faults
}

/** After all safe fixes the complaint is gone and the configuration loads. */
async function mendedFaults(
  rule: Rule,
  evidence: Logged,
  example: Example,
  prepared: PreparedExample,
  shown: Message | undefined,
): Promise<readonly string[]> {
  const options = { ...prepared.options, only: [rule.id] }
  const fixed = fixUntilStable(prepared.input, options, new Set(['safe'] as const))
  if (fixed.applied === 0) return []
  if (fixed.result.diagnostics.some(diagnostic => diagnostic.rule === rule.id)) return []
  const checkOnly = shown?.step === 'postconf' || shown?.step === 'check'
  const run = await runPostfix(fixed.files, { checkOnly, ...filesOf(example) })
  return complaints(`${example.title} (mended)`, run, evidence)
}

function complaints(title: string, run: PostfixRun, evidence: Logged): readonly string[] {
  const said = run.messages
    .filter(message => isClaimed(message, evidence))
    .map(message => `${title}: Postfix says: ${message.text}`)
  return run.started === false ? [...said, `${title}: Postfix does not start with it:\n${quote(run)}`] : said
}

function isClaimed(message: Message, evidence: Logged): boolean {
  return evidence.says.some(text => message.text.includes(text))
}

function saidBy(message: Message, evidence: Logged): boolean {
  const program = message.program.slice(message.program.lastIndexOf('/') + 1)
  // Every command line program that reads the files says it: `postfix` stands for all of them.
  return evidence.by.includes(program) || evidence.by.includes('postfix') || evidence.by.includes('every')
}

function filesOf(example: Example): Pick<RunOptions, 'files'> {
  const files = new Map<string, string>()
  for (const [path, fact] of Object.entries(example.files ?? {})) {
    if (fact !== 'missing' && (fact.kind ?? 'file') === 'file') files.set(path, fact.text ?? '')
  }
  return { files }
}

function quote(run: PostfixRun): string {
  return run.messages.map(({ program, text }) => `    ${program}: ${text}`).join('\n')
}
