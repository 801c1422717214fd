// The command as it is installed: loads what reads the command line, which loads what it asks for, with the code that V8
// made of it when it was built. That serves only the release of Node that built it; a later one may keep such code by
// itself, for the next start.
const { readFileSync, writeFileSync } = require('node:fs') as typeof import('node:fs')
const { join } = require('node:path') as typeof import('node:path')

type Body = (exports: object, require: NodeJS.Require, module: NodeJS.Module, file: string, folder: string) => void

/** Of these the code is kept. They are functions as Node makes them of a module: to put that around them takes time. */
const files = ['./main.cjs', './program.cjs', './seldom-asked-rules.cjs', './value-grammar.cjs']

// Set by the build, which runs the command once to have something worth keeping.
const isKept = process.env['POSTFIX_LINT_KEEP_CODE'] !== undefined

function codeOf(name: string): string {
  return join(__dirname, `${name.slice(2, -4)}-${process.versions.v8}-${process.arch}.cache`)
}

/** Undefined when there is none that can be read: then it is made anew. */
function keptCode(name: string): Buffer | undefined {
  try {
    return isKept ? undefined : readFileSync(codeOf(name))
  } catch {
    return undefined
  }
}

const loaded = new Map<string, unknown>()

function load(name: string, cachedData: Buffer | undefined): unknown {
  if (loaded.has(name)) return loaded.get(name)
  const { Script } = require('node:vm') as typeof import('node:vm')
  const file = join(__dirname, name)
  const script = new Script(readFileSync(file, 'latin1'), { filename: file, ...(cachedData && { cachedData }) })
  const own = { exports: {} } as NodeJS.Module
  loaded.set(name, own.exports)
  const body = script.runInThisContext() as Body
  body(own.exports, requireWithCode, own, file, __dirname)
  loaded.set(name, own.exports)
  if (isKept) process.on('exit', () => writeFileSync(codeOf(name), script.createCachedData()))
  return own.exports
}

const requireWithCode = Object.assign(
  (name: string): unknown => (files.includes(name) ? load(name, keptCode(name)) : require(name)),
  require,
)

// A thread of a pool asks for what lints.
const wanted = '__tinypool_state__' in process ? './program.cjs' : './main.cjs'
const code = keptCode(wanted)
if (isKept || code !== undefined) module.exports = load(wanted, code)
else {
  // From Node 22.1 on, unless its user has switched that off (NODE_DISABLE_COMPILE_CACHE).
  const node: { readonly enableCompileCache?: () => unknown } = require('node:module')
  node.enableCompileCache?.()
  module.exports = require(wanted)
}
