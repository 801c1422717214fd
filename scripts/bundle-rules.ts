import { readFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { build, type Plugin } from 'esbuild'
import type { Rule } from '../src/rules/define.js'
import { families } from '../src/rules/families.js'
import { rules } from '../src/rules/index.js'
import { rawText } from './raw-text.js'

// How the rules get into what is built: with or without their texts, and in which file.

/** Of the rules, a report needs the facts and not the code. */
export const ruleFactsOnly: Plugin = {
  name: 'rule-facts-only',
  setup(context) {
    context.onResolve({ filter: /\/rules\/index\.js$/ }, ({ importer }) =>
      /[/\\]src[/\\]report[/\\]/.test(importer) ? { path: 'rule-facts', namespace: 'rule-facts' } : undefined,
    )
    context.onLoad({ filter: /.*/, namespace: 'rule-facts' }, () => {
      const facts = rules.map(({ id, summary, why, see, severity, preset, evidence: { kind } }) => {
        return { id, summary, why, see, severity, preset, evidence: { kind } }
      })
      return { contents: `export const rules = JSON.parse(${JSON.stringify(JSON.stringify(facts))})`, loader: 'js' }
    })
  },
}

/**
 * Leaves out of the program that lints what of its rules only `rules`, `explain` and some reports show, and makes their
 * messages when the first of a rule is wanted: most rules have nothing to say. The code style fixes how a rule's file
 * looks; where it looks otherwise, nothing is left out.
 */
export const rulesWithoutProse: Plugin = {
  name: 'rules-without-prose',
  setup(context) {
    context.onLoad({ filter: ruleFile }, ({ path }) => ({ contents: withoutProse(path), loader: 'ts' }))
  },
}

const ruleFile = /(?:^|[/\\])src[/\\]rules[/\\][^/\\]+[/\\][^/\\]+\.ts$/

/** What stands for the facts that the program does without. */
const noProse = { summary: '', why: '', see: [], evidence: { kind: 'heuristic', because: '' }, examples: [] }

/** The examples and the messages of a rule as its file has them. */
const examplesOfRule = /\n {2}examples: \[\n[\s\S]*?\n {2}\],\n/
const messagesOfRule = /\n {2}messages: (\{\n[\s\S]*?\n {2}\}),\n/

function messagesLater(_: string, messages: string): string {
  return `
  get messages() {
    const value = ${messages}
    Object.defineProperty(this, 'messages', { value })
    return value
  },
`
}

function withoutProse(path: string): string {
  return readFileSync(path, 'utf8')
    .replace(examplesOfRule, '\n  examples: [],\n')
    .replace(/\n {2}summary: [\s\S]*?\n {2}why: [\s\S]*?\n {2}see: /, "\n  summary: '',\n  why: '',\n  see: ")
    .replace(/\n {2}see: (?:\[[^\n]*\]|\[\n[\s\S]*?\n {2}\]),\n/, '\n  see: [],\n')
    .replace(
      /\n {2}evidence: (?:\{[^\n]*\}|\{\n[\s\S]*?\n {2}\}),\n/,
      "\n  evidence: { kind: 'heuristic', because: '' },\n",
    )
    .replace(messagesOfRule, messagesLater)
}

/** Rules that run only where there are tables, or something is known of the host. */
function isSeldomAsked(rule: Rule): boolean {
  return rule.scope === 'table' || rule.needs === 'host'
}

/**
 * Rules that are seldom asked are there as facts; their code is in a file of its own.
 */
export const rulesOnDemand: Plugin = {
  name: 'rules-on-demand',
  setup(context) {
    context.onResolve({ filter: /^rule-on-demand$/ }, () => ({ path: 'rule-on-demand', namespace: 'rule-on-demand' }))
    context.onResolve({ filter: /^\.\/seldom-asked-rules\.cjs$/ }, ({ path }) => ({ path, external: true }))
    context.onLoad({ filter: /.*/, namespace: 'rule-on-demand' }, () => ({
      contents: `
let rules
const load = id => (rules ??= require('./seldom-asked-rules.cjs').rules)[id]
export const ruleOnDemand = facts => {
  let rule
  return {
    ...facts,
    ...${JSON.stringify(noProse)},
    get messages() { return (rule ??= load(facts.id)).messages },
    check(context, report) { return (rule ??= load(facts.id)).check(context, report) },
  }
}
`,
      loader: 'js',
    }))
    context.onLoad({ filter: ruleFile }, ({ path }) => {
      const rule = rules.find(({ id }) => id === basename(path, '.ts'))
      if (rule === undefined || !isSeldomAsked(rule)) return undefined
      const {
        messages: _,
        check: __,
        summary: ___,
        why: ____,
        see: _____,
        evidence: ______,
        examples: _______,
        ...facts
      } = rule
      return {
        contents: `import { ruleOnDemand } from 'rule-on-demand'\nexport default ruleOnDemand(${JSON.stringify(facts)})`,
        loader: 'js',
        resolveDir: dirname(path),
      }
    })
  },
}

const seldomAsked = 'seldom-asked-rules'

/** The modules that the seldom asked rules, and what only they need, import from the program. */
export async function modulesOfProgram(inputs: readonly string[]): Promise<readonly string[]> {
  // Of the seldom asked rules the program has no more than the facts.
  const ofProgram = new Set(inputs.filter(path => path.startsWith('src/') && !ruleFile.test(path)))
  const { metafile } = await build({
    entryPoints: { [seldomAsked]: seldomAsked },
    bundle: true,
    write: false,
    metafile: true,
    format: 'cjs',
    platform: 'node',
    plugins: [rawText, seldomAskedRules([])],
    logLevel: 'error',
  })
  const imported = Object.entries(metafile.inputs).flatMap(([path, { imports }]) =>
    ofProgram.has(path) ? [] : imports.map(each => each.path),
  )
  return [...new Set(imported)].filter(path => ofProgram.has(path)).sort()
}

/** The program, which gives the seldom asked rules the modules that it has: each exists once. */
export function programThatShares(modules: readonly string[]): Plugin {
  return {
    name: 'program-that-shares',
    setup(context) {
      context.onResolve({ filter: /^program$/ }, () => ({ path: 'program', namespace: 'program' }))
      context.onLoad({ filter: /.*/, namespace: 'program' }, () => ({
        contents: [
          "export * from './src/cli/lint-program.ts'",
          ...modules.map((path, index) => `import * as module${index} from './${path}'`),
          `export const shared = { ${modules.map((path, index) => `'${path}': module${index}`).join(', ')} }`,
        ].join('\n'),
        resolveDir: process.cwd(),
        loader: 'ts',
      }))
    },
  }
}

/** The code of the rules that are seldom asked, by their ids. @param modules those that the program has */
export const seldomAskedRules = (modules: readonly string[]): Plugin => ({
  name: seldomAsked,
  setup(context) {
    const shared = new Set(modules.map(path => join(process.cwd(), path)))
    context.onResolve({ filter: /^\.\.?\/.*\.js$/ }, ({ path, resolveDir }) => {
      const file = join(resolveDir, path).replace(/\.js$/, '.ts')
      return shared.has(file) ? { path: relative(process.cwd(), file), namespace: 'shared' } : undefined
    })
    context.onResolve({ filter: /^\.\/program\.cjs$/ }, ({ path }) => ({ path, external: true }))
    context.onLoad({ filter: /.*/, namespace: 'shared' }, ({ path }) => ({
      contents: `module.exports = require('./program.cjs').shared[${JSON.stringify(path)}]`,
      loader: 'js',
    }))
    context.onResolve({ filter: /^seldom-asked-rules$/ }, () => ({ path: 'rules', namespace: seldomAsked }))
    context.onLoad({ filter: /.*/, namespace: seldomAsked }, () => {
      const asked = rules.filter(isSeldomAsked)
      const imports = asked.map(({ id }, index) => `import rule${index} from ${JSON.stringify(fileOfRule(id))}`)
      const entries = asked.map(({ id }, index) => `${JSON.stringify(id)}: rule${index}`)
      return {
        contents: `${imports.join('\n')}\nexport const rules = { ${entries.join(', ')} }`,
        resolveDir: process.cwd(),
        loader: 'js',
      }
    })
  },
})

function fileOfRule(id: string): string {
  const family = Object.entries(families).find(([, ids]) => ids.some(each => each === id))?.[0]
  return `./src/rules/${family}/${id}.ts`
}

/**
 * In the library the examples of the rules are a file of their own, which holds them as text: as literals, beside the
 * rules, they would be a third of what V8 has to read before an import is done.
 */
export const examplesApart: Plugin = {
  name: 'examples-apart',
  setup(context) {
    context.onLoad({ filter: ruleFile }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(examplesOfRule, '\n').replace(messagesOfRule, messagesLater),
      loader: 'ts',
    }))
    context.onLoad({ filter: /[/\\]src[/\\]rules[/\\]examples\.ts$/ }, () => {
      const text = JSON.stringify(rules.map(({ id, examples }) => [id, examples]))
      return { contents: `export const examples = new Map(JSON.parse(${JSON.stringify(text)}))`, loader: 'js' }
    })
  },
}

/**
 * In the library the rules are behind a name that package.json leads to one of two modules: under Node to one that loads
 * them when they are first asked for, elsewhere to the rules themselves.
 */
export const rulesByCondition: Plugin = {
  name: 'rules-by-condition',
  setup(context) {
    context.onResolve({ filter: /[/]all-rules\.js$/ }, ({ kind }) =>
      kind === 'import-statement' ? { path: '#all-rules', external: true } : undefined,
    )
  },
}
