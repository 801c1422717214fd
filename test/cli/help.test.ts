import { describe, expect, it } from 'vitest'
import { readArguments } from '../../src/cli/arguments.js'
import { helpOf, helpOn } from '../../src/cli/help.js'
import { commands, optionGroups } from '../../src/cli/manual.js'
import { options } from '../../src/cli/options.js'
import { queryOptions } from '../../src/cli/query-arguments.js'
import { builtCommand } from './built-command.js'

const described = optionGroups.flatMap(group => group.options)

describe('the table of the command line', () => {
  it('describes every option once, with a value where there is one', () => {
    const told = described.flatMap(({ names, value, of }) =>
      names.map(name => ({ name, takesValue: value !== undefined, isOfQueryAlone: of.join() === 'query' })),
    )
    const real = [
      ...Object.entries(options).map(([name, { type }]) => ({
        name,
        takesValue: type === 'string',
        isOfQueryAlone: false,
      })),
      // What `query` shares with the others is told with theirs.
      ...Object.entries(queryOptions)
        .filter(([name]) => !Object.hasOwn(options, name))
        .map(([name, { type }]) => ({ name, takesValue: type === 'string', isOfQueryAlone: true })),
    ]
    const byName = (list: readonly object[]) => list.map(entry => JSON.stringify(entry)).sort()
    expect(byName(told)).toEqual(byName(real))
  })

  it('gives each query option to `query`', () => {
    const ofQuery = described.filter(({ of }) => of.includes('query')).flatMap(({ names }) => names)
    expect([...ofQuery].sort()).toEqual(Object.keys(queryOptions).sort())
  })

  it('names commands that there are, each read as one', () => {
    for (const { name } of commands) {
      // These read their command lines themselves.
      if (name === 'lint' || name === 'query' || name === 'postconf') continue
      const words = name === 'explain' ? ['x'] : name === 'diff' ? ['a', 'b'] : name === 'completion' ? ['bash'] : []
      expect(readArguments([name, ...words]).command).toBe(name)
    }
  })

  it('keeps to the columns of a terminal', () => {
    const texts = [helpOn(undefined), ...commands.map(({ name }) => helpOf(name))]
    expect(texts.flatMap(text => text.split('\n')).filter(line => line.length > 88)).toEqual([])
  })
})

describe('--help', () => {
  const run = builtCommand()

  it('tells every command and every option that is not of `query` alone', () => {
    const { stdout, status } = run(['--help'])
    expect(status).toBe(0)
    for (const { name } of commands) if (name !== 'lint') expect(stdout).toContain(`postfix-lint ${name}`)
    for (const name of Object.keys(options)) expect(stdout).toContain(`--${name}`)
    expect(stdout).not.toContain('--no-fold')
  })

  it.each([
    ['show --help', 'Usage: postfix-lint show', '--all', '--fix'],
    ['help init', 'Usage: postfix-lint init', '--ci NAME', '--fix'],
    ['query --help', 'Usage: postfix-lint query', '-f, --no-fold', '--fix'],
    ['diff -h', 'Usage: postfix-lint diff A B', '--from-version V', '--statistics'],
  ])('tells about one command: %s', (line, usage, own, other) => {
    const { stdout } = run(line.split(' '))
    expect(stdout.startsWith(usage)).toBe(true)
    expect(stdout).toContain(own)
    expect(stdout).not.toContain(other)
  })

  it('tells all for a word that is no command', () => {
    expect(run(['help', 'nonsense']).stdout).toBe(run(['--help']).stdout)
  })
})
