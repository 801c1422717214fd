// The command as it is installed: loads the program beside it, with the code that V8 made of it when it was built. A
// cache of another release of Node is refused by V8 itself; then the program is compiled as usual.
const { readFileSync } = require('node:fs') as typeof import('node:fs')
const { join } = require('node:path') as typeof import('node:path')
const { Script } = require('node:vm') as typeof import('node:vm')

type Program = (exports: object, require: NodeJS.Require, module: NodeJS.Module, file: string, folder: string) => void

const file = join(__dirname, 'program.cjs')

function cache(): Buffer | undefined {
  try {
    return readFileSync(join(__dirname, `program-${process.versions.v8}-${process.arch}.cache`))
  } catch {
    return undefined
  }
}

const cachedData = cache()
const script = new Script(`(function (exports, require, module, __filename, __dirname) {${readFileSync(file, 'latin1')}\n})`, {
  filename: file,
  ...(cachedData && { cachedData }),
})
const program = script.runInThisContext() as Program
program(module.exports, require, module, file, __dirname)

// Set by the build, which runs the command once to have something worth keeping.
const target = process.env['POSTFIX_LINT_WRITE_CODE_CACHE']
if (target !== undefined) {
  process.on('exit', () => {
    const { writeFileSync } = require('node:fs') as typeof import('node:fs')
    writeFileSync(target, script.createCachedData())
  })
}
