import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild'
import {
  examplesApart,
  modulesOfProgram,
  programThatShares,
  ruleFactsOnly,
  rulesByCondition,
  rulesOnDemand,
  rulesWithoutProse,
  seldomAskedRules,
} from './bundle-rules.js'
import { rawText } from './raw-text.js'

/** Forms of report that are loaded when somebody wants one. */
const reportWriters = [
  'checkstyle',
  'compact',
  'github',
  'gitlab',
  'json-writer',
  'junit',
  'markdown',
  'rdjsonl',
  'sarif',
  'statistics',
] as const

/**
 * A module that is evaluated when its function is first called: with a `require` between, esbuild runs it, and all
 * that only it imports, no sooner.
 */
const runLater: Plugin = {
  name: 'run-later',
  setup(context) {
    context.onResolve({ filter: /^\.\/value-grammar\.js$/ }, ({ path, resolveDir, kind }) =>
      kind === 'import-statement' ? { path: join(resolveDir, path), namespace: 'run-later' } : undefined,
    )
    context.onLoad({ filter: /.*/, namespace: 'run-later' }, ({ path }) => ({
      contents: `export const buildValueReader = () => require('./${basename(path)}').buildValueReader()`,
      resolveDir: dirname(path),
      loader: 'ts',
    }))
  },
}

/** What a lint run can do without is loaded from files of its own, when it is asked for. */
const loadedLater: Plugin = {
  name: 'loaded-later',
  setup(context) {
    const files: Readonly<Record<string, string>> = {
      './lint-program.js': './program.cjs',
      './explain-command.js': './explain-command.cjs',
      './rules-command.js': './rules-command.cjs',
      './format-command.js': './format-command.cjs',
      './postconf.js': './postconf.cjs',
      './show-command.js': './show-command.cjs',
      './diff-command.js': './diff-command.cjs',
      './help.js': './help.cjs',
      './completion.js': './completion.cjs',
      './init-command.js': './init-command.cjs',
      './affected.js': './affected.cjs',
      './query-command.js': './query-command.cjs',
      './check-config.js': './check-config.cjs',
      './plugins.js': './plugins.cjs',
      '../host/policies.js': './policies.cjs',
      './print-diff.js': './print-diff.cjs',
      './search.js': './search.cjs',
      './watch.js': './watch.cjs',
      './baseline.js': './baseline.cjs',
      './cache.js': './cache.cjs',
      './changed-files.js': './changed-files.cjs',
      './lint-pool.js': './lint-pool.cjs',
      './write-fixes.js': './write-fixes.cjs',
      '../language-server/node.js': './language-server.cjs',
      ...Object.fromEntries(reportWriters.map(name => [`../report/${name}.js`, `./report-${name}.cjs`])),
    }
    context.onResolve({ filter: /^\.\.?\/.*\.js$/ }, ({ path, kind }) => {
      const found = kind === 'dynamic-import' ? files[path] : undefined
      return found === undefined ? undefined : { path: found, external: true }
    })
  },
}

/** In the command the grammar with its parser is a file of its own: most values need neither. */
const grammarFromFile: Plugin = {
  name: 'grammar-from-file',
  setup(context) {
    context.onResolve({ filter: /^\.\/value-grammar\.cjs$/ }, ({ path }) => ({ path, external: true }))
    context.onResolve({ filter: /^\.\/value-grammar\.js$/ }, ({ kind }) =>
      kind === 'import-statement' ? { path: 'value-grammar', namespace: 'grammar-from-file' } : undefined,
    )
    context.onLoad({ filter: /.*/, namespace: 'grammar-from-file' }, () => ({
      contents: `export const buildValueReader = () => require('./value-grammar.cjs').buildValueReader()`,
      loader: 'js',
    }))
  },
}

/**
 * Of these files the code is kept (`src/cli/start.cts`): as scripts they are the function that Node makes of a module.
 * Where no code is kept, Node loads them as the modules that they are as well.
 */
const asFunction = {
  banner: {
    js: "(body => typeof module === 'object' ? body(exports, require, module, __filename, __dirname) : body)((exports, require, module, __filename, __dirname) => {",
  },
  footer: { js: '})' },
} as const satisfies BuildOptions

function shared(outdir: string): BuildOptions & { readonly metafile: true; readonly write: false } {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string }
  return {
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    external: ['node:*'],
    target: 'node20.19',
    outdir,
    chunkNames: 'chunks/[name]-[hash]',
    splitting: true,
    minify: true,
    metafile: true,
    write: false,
    legalComments: 'none',
    // One byte a character: a text that V8 can take as it is.
    charset: 'ascii',
    plugins: [rawText, runLater],
    define: { POSTFIX_LINT_VERSION: JSON.stringify(version) },
    logLevel: 'warning',
  }
}

/** Bundles the library and the command into a folder. */
export async function bundle(outdir: string): Promise<readonly Metafile[]> {
  const options = shared(outdir)
  // The command is CommonJS: it starts faster than modules do. Its parts need no `import()`, which code that comes out
  // of a cache cannot do in Node 20.
  const command: BuildOptions & { readonly metafile: true; readonly write: false } = {
    ...options,
    platform: 'node',
    format: 'cjs',
    splitting: false,
    supported: { 'dynamic-import': false },
    outExtension: { '.js': '.cjs' },
  }
  const ofProgram = [rawText, grammarFromFile, loadedLater, rulesOnDemand, rulesWithoutProse]
  const { metafile } = await build({
    ...command,
    entryPoints: { program: 'src/cli/lint-program.ts' },
    plugins: ofProgram,
  })
  const modules = await modulesOfProgram(Object.keys(metafile.inputs))
  const results = await Promise.all([
    build({
      ...options,
      entryPoints: {
        index: 'src/index.ts',
        node: 'src/node.ts',
        testing: 'src/testing/examples.ts',
        plugin: 'src/plugin.ts',
        policy: 'src/policy.ts',
        'all-rules': 'src/rules/all-rules.ts',
        'rules-on-demand': 'src/host/rules-on-demand.ts',
      },
      plugins: [rawText, runLater, examplesApart, rulesByCondition],
    }),
    build({
      ...options,
      platform: 'browser',
      splitting: false,
      entryPoints: { server: 'src/server.ts' },
    }),
    build({
      ...command,
      ...asFunction,
      entryPoints: { program: 'program' },
      plugins: [...ofProgram, programThatShares(modules)],
    }),
    build({
      ...command,
      ...asFunction,
      entryPoints: { main: 'src/cli/main.ts' },
      plugins: [loadedLater],
    }),
    build({
      ...command,
      ...asFunction,
      entryPoints: { 'value-grammar': 'src/syntax/value-grammar.ts' },
    }),
    build({
      ...command,
      ...asFunction,
      entryPoints: { 'seldom-asked-rules': 'seldom-asked-rules' },
      plugins: [rawText, grammarFromFile, seldomAskedRules(modules), rulesWithoutProse],
    }),
    build({
      ...command,
      entryPoints: {
        'explain-command': 'src/cli/explain-command.ts',
        'rules-command': 'src/cli/rules-command.ts',
        'format-command': 'src/cli/format-command.ts',
        postconf: 'src/cli/postconf.ts',
        'show-command': 'src/cli/show-command.ts',
        'diff-command': 'src/cli/diff-command.ts',
        'query-command': 'src/cli/query-command.ts',
        help: 'src/cli/help.ts',
        completion: 'src/cli/completion.ts',
        'init-command': 'src/cli/init-command.ts',
        affected: 'src/cli/affected.ts',
        'check-config': 'src/cli/check-config.ts',
        policies: 'src/host/policies.ts',
        'print-diff': 'src/cli/print-diff.ts',
        'write-fixes': 'src/cli/write-fixes.ts',
        watch: 'src/cli/watch.ts',
        baseline: 'src/cli/baseline.ts',
        cache: 'src/cli/cache.ts',
        'changed-files': 'src/cli/changed-files.ts',
        'language-server': 'src/language-server/node.ts',
      },
      plugins: [rawText, runLater, loadedLater],
    }),
    build({
      ...command,
      entryPoints: Object.fromEntries(reportWriters.map(name => [`report-${name}`, `src/report/${name}.ts`])),
      plugins: [rawText, runLater, ruleFactsOnly],
    }),
    build({
      ...command,
      entryPoints: { 'lint-pool': 'src/cli/lint-pool.ts', search: 'src/cli/search.ts' },
      // Tinypool looks for what runs in its threads beside itself; fdir makes a `require` it has no need of.
      define: { ...command.define, 'import.meta.url': 'FILE_URL' },
      banner: { js: "const FILE_URL = require('node:url').pathToFileURL(__filename).href" },
    }),
    build({
      ...options,
      platform: 'node',
      splitting: false,
      entryPoints: { 'entry/worker': 'node_modules/tinypool/dist/entry/worker.js' },
    }),
    build({
      ...command,
      // Plug-ins are modules of others, which `require` cannot always load. No cache holds this file.
      supported: {},
      entryPoints: { plugins: 'src/cli/plugins.ts' },
    }),
    build({
      ...command,
      bundle: false,
      external: [],
      entryPoints: { cli: 'src/cli/start.cts' },
      banner: { js: '#!/usr/bin/env node' },
    }),
  ])
  // Only when all of it could be built is what was there before taken away.
  for (const name of existsSync(outdir) ? readdirSync(outdir) : []) {
    // The declarations are not made here, and `tsc -b` takes them to be where it put them.
    if (name !== 'types') rmSync(join(outdir, name), { recursive: true })
  }
  const contentsHash = createHash('sha256')
  for (const { path, contents } of results.flatMap(({ outputFiles }) => outputFiles)) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, contents)
    contentsHash.update(contents)
  }
  // What `--cache` knows this very build by.
  writeFileSync(join(outdir, 'build-id'), contentsHash.digest('hex'))
  chmodSync(join(outdir, 'cli.cjs'), 0o755)
  return results.map(({ metafile }) => metafile)
}

/** Runs the command once, to keep what V8 compiles for it. The code serves the release of Node that wrote it. */
export function writeCodeCache(outdir: string): void {
  spawnSync(
    process.execPath,
    [join(outdir, 'cli.cjs'), '--no-host', '--jobs', '1', 'fixtures/example', 'fixtures/server'],
    {
      stdio: 'ignore',
      env: { ...process.env, POSTFIX_LINT_KEEP_CODE: 'yes' },
    },
  )
}
