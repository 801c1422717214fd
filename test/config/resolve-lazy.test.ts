import { expect, test, vi } from 'vitest'

const counted = vi.hoisted(() => ({ parameters: 0, expansions: 0 }))
vi.mock('../../src/catalog/parameters.js', async original => {
  const parameters = await original<typeof import('../../src/catalog/parameters.js')>()
  const findParameter: typeof parameters.findParameter = (...args) => {
    counted.parameters += 1
    return parameters.findParameter(...args)
  }
  return { ...parameters, findParameter }
})
vi.mock('../../src/config/expand.js', async original => {
  const expanding = await original<typeof import('../../src/config/expand.js')>()
  const expand: typeof expanding.expand = (...args) => {
    counted.expansions += 1
    return expanding.expand(...args)
  }
  return { ...expanding, expand }
})

const { resolve } = await import('../../src/config/resolve.js')
const { SourceText } = await import('../../src/text/source-text.js')

/** What was looked up in the catalogue, and what was expanded, since the last time. */
function work(): readonly [parameters: number, expansions: number] {
  const done = [counted.parameters, counted.expansions] as const
  counted.parameters = 0
  counted.expansions = 0
  return done
}

const many = Array.from({ length: 2000 }, (_, index) => `own_${index} = $own_${index - 1} x\n`).join('')
const services = Array.from({ length: 200 }, (_, index) => `s${index} unix - - n - - smtp\n  -o own_7=$own_6\n`).join(
  '',
)

test('a resolution works nothing out until it is asked, and then only that', () => {
  work()
  const resolution = resolve(
    {
      main: new SourceText('main.cf', `relayhost = [mail.$mydomain]\nmydomain = example.com\n${many}`),
      master: new SourceText('master.cf', services),
    },
    { version: '3.7.11', profile: 'upstream', host: { hostname: 'mail.example.com' } },
  )
  expect(work()).toEqual([0, 0])

  expect(resolution.outside.get('relayhost')?.text).toBe('[mail.example.com]')
  const [parameters, expansions] = work()
  expect(parameters).toBeLessThanOrEqual(3)
  expect(expansions).toBe(1)

  // Again, and from a service that does not touch it: nothing is done twice.
  expect(resolution.outside.get('relayhost')?.text).toBe('[mail.example.com]')
  expect(resolution.services.at(-1)?.get('relayhost')?.text).toBe('[mail.example.com]')
  expect(work()).toEqual([0, 0])

  expect(resolution.services[0]?.get('smtp_helo_name')?.text).toBe('mail.example.com')
  expect(work()[0]).toBeLessThanOrEqual(4)

  expect(resolution.services[0]?.get('s0_destination_rate_delay')?.text).toBe('0s')
  expect(work()[0]).toBeLessThanOrEqual(8)

  // All of them, for comparison.
  const all = [...(resolution.services[0]?.parameters() ?? [])].length
  expect(all).toBeGreaterThan(2800)
  expect(work()[0]).toBeGreaterThan(500)
})
