import { readFileSync } from 'node:fs'
import { DockerfileParser, type Instruction } from 'dockerfile-ast'
import ignore from 'ignore'
import { describe, expect, it } from 'vitest'

// Containers cannot be built where these tests run: this is what can be said of the file by reading it.
const file = DockerfileParser.parse(readFileSync('Dockerfile', 'utf8'))
const instructions = file.getInstructions()
const named = (keyword: string) => instructions.filter(each => each.getKeyword() === keyword)
const last = (keyword: string): Instruction | undefined => named(keyword).at(-1)

describe('the Dockerfile', () => {
  it('builds in one image and runs in another, both of a release of Node that is pinned', () => {
    const images = file.getFROMs().map(from => from.getImage())
    expect(images).toHaveLength(2)
    for (const image of images) expect(image).toMatch(/^node:\d+-alpine$/)
    expect(new Set(images).size).toBe(1)
  })

  it('copies from the image that builds', () => {
    const stages = file.getFROMs().map(from => from.getBuildStage())
    const copied = file.getCOPYs().flatMap(copy => copy.getFromFlag()?.getValue() ?? [])
    expect(copied).toEqual([stages[0]])
  })

  it('does not run as root', () => {
    const user = last('USER')
    expect(user?.getArgumentsContent()).toBe('node')
    const from = file.getFROMs().at(-1)
    expect(user?.getRange().start.line).toBeGreaterThan(from?.getRange().start.line ?? Number.POSITIVE_INFINITY)
  })

  it('starts the command itself, without a shell', () => {
    expect(JSON.parse(last('ENTRYPOINT')?.getArgumentsContent() ?? '')).toEqual(['postfix-lint'])
    expect(JSON.parse(last('CMD')?.getArgumentsContent() ?? '')).toEqual(['.'])
  })

  it('fetches nothing but packages', () => {
    expect(named('ADD')).toEqual([])
    const commands = named('RUN').map(each => each.getArgumentsContent() ?? '')
    expect(commands.join('\n')).not.toMatch(/curl|wget|https?:/)
    for (const command of commands.filter(each => /npm (ci|install)/.test(each)))
      expect(command).toContain('--ignore-scripts')
  })

  it('leaves out what a build does not need, and nothing that it does', () => {
    const left = ignore().add(readFileSync('.dockerignore', 'utf8'))
    const { files } = JSON.parse(readFileSync('package.json', 'utf8'))
    const needed = [
      'src/cli/main.ts',
      'scripts/build.ts',
      'grammars/tokens.ts',
      'fixtures/example/main.cf',
      'tsconfig.json',
    ]
    const published = (files as string[]).filter(name => !name.startsWith('!') && name !== 'dist')
    expect([...needed, ...published].filter(name => left.ignores(name))).toEqual([])
    for (const name of ['.git/config', 'node_modules/x', 'editors/vscode/node_modules/x', 'dist/cli.cjs']) {
      expect(left.ignores(name), name).toBe(true)
    }
  })
})
