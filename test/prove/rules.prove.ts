import { afterAll, describe, expect, it } from 'vitest'
import { compareVersions } from '../../src/catalog/versions.js'
import { fixUntilStable } from '../../src/edit/fix-loop.js'
import type { Evidence, Example, Rule } from '../../src/rules/define.js'
import { rules } from '../../src/rules/index.js'
import { type PreparedExample, prepareExample } from '../../src/testing/examples.js'
import { completeMaster } from './complete-master.js'
import { hostFiles } from './host-files.js'
import { findPostfix, type Message, type PostfixRun, runPostfix } from './postfix.js'
import { tableCommands } from './table-commands.js'

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
        expect(await faultsOf(rule, evidence, examples, version)).toEqual([])
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

/**
 * What this Postfix says of a configuration in good order when every program of the stock master.cf is started, as it is
 * here (nobody starts virtual(8) without its directory): no example has to do with that.
 */
let stockMessages: Promise<readonly string[]> | undefined

function stock(): Promise<readonly string[]> {
  stockMessages ??= runPostfix(
    new Map([['main.cf', 'compatibility_level = 3.6\nmyhostname = mail.example.com\n']]),
  ).then(run => run.messages.map(({ text }) => text))
  return stockMessages
}

async function faultsOf(
  rule: Rule,
  evidence: Logged,
  examples: readonly Example[],
  version: string,
): Promise<readonly string[]> {
  const faults: string[] = []
  const ignore = (await stock()).filter(text => evidence.says.some(part => text.includes(part)))
  const isClaimed = ({ text }: Message) => !ignore.includes(text) && evidence.says.some(part => text.includes(part))
  let atCheck = true
  for (const example of examples) {
    if (example.clean === true) continue
    const prepared = prepareExample(rule, example)
    const by = programsOf(evidence)
    const commands = tableCommands(prepared, version)
    const run = await runPostfix(completeMaster(prepared.texts), {
      commands,
      until: evidence.says,
      by,
      ignore,
      facts: hostFiles(example),
    })
    const shown = run.messages.filter(isClaimed)
    const asClaimed = shown.find(({ program }) => by.length === 0 || by.includes(lastPart(program)))
    const [first] = shown
    if (first === undefined) faults.push(`${example.title}: Postfix does not say it. It says:\n${quote(run)}`)
    else if (asClaimed === undefined) {
      const speakers = [...new Set(shown.map(({ program }) => program))].join(', ')
      faults.push(`${example.title}: said by ${speakers}, not by ${evidence.by}: ${first.text}`)
    }
    const early = first !== undefined && ['index', 'postconf', 'check'].includes(first.step)
    if (!early) atCheck = false
    const mended = mendedFiles(rule, prepared)
    if (mended === undefined) continue
    const again = await runPostfix(completeMaster(mended), {
      commands,
      checkOnly: early,
      facts: hostFiles(example),
    })
    faults.push(...complaints(`${example.title} (mended)`, again, isClaimed))
  }
  for (const example of examples) {
    if (example.clean !== true) continue
    const prepared = prepareExample(rule, example)
    const run = await runPostfix(completeMaster(prepared.texts), {
      commands: tableCommands(prepared, version),
      checkOnly: atCheck,
      facts: hostFiles(example),
    })
    faults.push(...complaints(`${example.title} (clean)`, run, isClaimed))
  }
  return faults
}

/** The files after all safe fixes of the rule; undefined when those do not mend everything. */
function mendedFiles(rule: Rule, prepared: PreparedExample): ReadonlyMap<string, string> | undefined {
  const options = { ...prepared.options, only: [rule.id] }
  const fixed = fixUntilStable(prepared.input, options, new Set(['safe'] as const))
  const left = fixed.result.diagnostics.some(diagnostic => diagnostic.rule === rule.id)
  return fixed.applied === 0 || left ? undefined : fixed.files
}

/** What Postfix should not have said, and whether the configuration loads. */
function complaints(title: string, run: PostfixRun, isClaimed: (message: Message) => boolean): readonly string[] {
  const said = run.messages.filter(isClaimed).map(message => `${title}: Postfix says: ${message.text}`)
  return run.started === false ? [...said, `${title}: Postfix does not start with it:\n${quote(run)}`] : said
}

/** The programs that a rule names. None: every command line program says it, and `postfix` stands for all of them. */
function programsOf(evidence: Logged): readonly string[] {
  const named: readonly string[] = evidence.by.match(/[a-z][a-z-]*/g) ?? []
  return named.includes('postfix') || named.includes('every') ? [] : named
}

function lastPart(program: string): string {
  return program.slice(program.lastIndexOf('/') + 1)
}

function quote(run: PostfixRun): string {
  return run.messages.map(({ program, text }) => `    ${program}: ${text}`).join('\n')
}
