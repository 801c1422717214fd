import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createCatalog, profileNames } from '../../src/index.js'

const guide = readFileSync('docs/catalogue.md', 'utf8')
const catalog = createCatalog({ version: '3.7.11', profile: 'debian' })
const lookups = [...guide.matchAll(/^(catalog\..*?) +\/\/ => (.*)$/gm)].map(([, asked = '', answer = '']) => [
  asked,
  answer,
])

test('the guide has examples', () => {
  expect(lookups.length).toBeGreaterThan(20)
  for (const name of profileNames()) expect(guide).toContain(`\`${name}\``)
})

test.each(lookups)('%s is %s', (asked, answer) => {
  const found: unknown = new Function('catalog', `return ${asked}`)(catalog)
  expect(JSON.stringify(found) ?? 'undefined').toBe(answer)
})
