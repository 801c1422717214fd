import { expect, it } from 'vitest'
import { compareLevels } from '../../src/config/compatibility-level.js'
import { createProject, type ProjectInput } from '../../src/config/project.js'
import { resolve } from '../../src/config/resolve.js'
import { parseMainCf } from '../../src/syntax/main-cf.js'
import { SourceText } from '../../src/text/source-text.js'

const target = { version: '3.10.0', profile: 'upstream' } as const
const main = (text: string) => new SourceText('main.cf', text)
const master = (text: string) => new SourceText('master.cf', text)

function projectOf(input: Omit<ProjectInput, 'target'>) {
  return createProject({ ...input, target })
}

it('reads a template only when told, and shows it as it is written', () => {
  const text = 'a = {{ b }}\n'
  const asIs = projectOf({ main: main(text) })
  expect([asIs.template, asIs.base.get('a')?.text]).toEqual([undefined, '{{ b }}'])
  const read = projectOf({ main: main(text), readsTemplates: true })
  expect(read.template).toBe('closed')
  expect(read.base.get('a')?.text).not.toContain('b')
  expect(read.sources.get('main.cf')?.text).toBe(text)
  expect(projectOf({ main: main('a = b\n'), readsTemplates: true }).template).toBeUndefined()
  expect(projectOf({ main: parseMainCf(text), readsTemplates: true }).template).toBeUndefined()
})

it('is open when lines of any of its files come and go', () => {
  const conditional = '{% if a %}\nx unix - - n - - smtp\n{% endif %}\n'
  const project = projectOf({ main: main('a = {{ b }}\n'), master: master(conditional), readsTemplates: true })
  expect(project.template).toBe('open')
  // Words in capitals are placeholders in master.cf; in main.cf only where they are all of a value.
  const capitals = 'x unix - - n - MAX_PROC smtp\n'
  expect(projectOf({ master: master(capitals), readsTemplates: true }).template).toBe('closed')
  expect(projectOf({ main: main('a = MAX_PROC\n'), readsTemplates: true }).template).toBe('closed')
  expect(projectOf({ main: main('a = b MAX_PROC\n'), readsTemplates: true }).template).toBeUndefined()
})

it('says where a value comes from', () => {
  const project = projectOf({
    main: main('a = 1\nb = 2\n'),
    master: master('x inet n - n - - smtpd\n  -o b=3\n'),
  })
  const view = project.services[0]?.config
  expect(['a', 'b', 'mail_owner'].map(name => view?.get(name)?.from)).toEqual(['main.cf', 'master.cf', 'default'])
  expect(view?.get('process_name')?.text).toBe('smtpd')
  expect(project.base.get('process_name')?.text).not.toBe('smtpd')
})

it('expands by the rules of the release', () => {
  const at = (version: string) =>
    createProject({ main: main('a = ${b?{c}}\nb = 1\n'), target: { version, profile: 'upstream' } }).base.get('a')?.text
  expect([at('2.11.0'), at('3.0.0')]).toEqual(['{c}', 'c'])
})

it('lists what has a value for each program', () => {
  const { outside, services } = resolve(
    { main: main('a = 1\n'), master: master('x unix - - n - - smtp\n  -o b=2\n') },
    target,
  )
  const own = ['a', 'b', 'mail_owner', 'x_destination_concurrency_limit', 'none']
  const listed = [outside, ...services].map(view => own.filter(name => view.names().includes(name)))
  expect(listed).toEqual([
    ['a', 'mail_owner', 'x_destination_concurrency_limit'],
    ['a', 'b', 'mail_owner', 'x_destination_concurrency_limit'],
  ])
  for (const view of [outside, ...services]) {
    expect([...view.parameters()].map(({ name }) => name)).toEqual(view.names())
  }
})

it('compares levels, if both are some', () => {
  const sign = (left: string, right: string) => Math.sign(compareLevels(left, right) ?? Number.NaN)
  expect([sign('3.10', '3.9'), sign('2', '2.0.0'), sign('1', '12')]).toEqual([1, 0, -1])
  expect([compareLevels('x', '1'), compareLevels('1', 'x')]).toEqual([undefined, undefined])
})
