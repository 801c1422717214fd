// The command as it is installed: loads the program beside it, with the code that V8 made of it when it was built. That
// serves only the release of Node that built it; a later one may keep such code by itself, for the next start.
const { readFileSync } = require('node:fs') as typeof import('node:fs')
const { join } = require('node:path') as typeof import('node:path')

type Program = (exports: object, require: NodeJS.Require, module: NodeJS.Module, file: string, folder: string) => void

const file = join(__dirname, 'program.cjs')
// Set by the build, which runs the command once to have something worth keeping.
const target = process.env['POSTFIX_LINT_WRITE_CODE_CACHE']

function cache(): Buffer | undefined {
  try {
    return readFileSync(join(__dirname, `program-${process.versions.v8}-${process.arch}.cache`))
  } catch {
    return undefined
  }
}

const cachedData = cache()
if (cachedData === undefined && target === undefined) {
  // From Node 22.1 on, unless its user has switched that off (NODE_DISABLE_COMPILE_CACHE).
  const node: { readonly enableCompileCache?: () => unknown } = require('node:module')
  node.enableCompileCache?.()
  // The threads of a pool ask it for what they are to run.
  module.exports = require(file)
} else {
  const { Script } = require('node:vm') as typeof import('node:vm')
  const wrapped = `(function (exports, require, module, __filename, __dirname) {${readFileSync(file, 'latin1')}\n})`
  const script = new Script(wrapped, { filename: file, ...(cachedData && { cachedData }) })
  const program = script.runInThisContext() as Program
  program(module.exports, require, module, file, __dirname)
  if (target !== undefined) {
    process.on('exit', () => {
      const { writeFileSync } = require('node:fs') as typeof import('node:fs')
      writeFileSync(target, script.createCachedData())
    })
  }
}
