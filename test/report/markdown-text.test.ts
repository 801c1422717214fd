import { expect, it } from 'vitest'
import { markdownText } from '../../src/report/markdown-text.js'
import { plainPalette } from '../../src/report/palette.js'

const text = (markdown: string) => markdownText(markdown, plainPalette, 80)

it('shows where a link leads', () => {
  expect(text('See [the manual](https://example.com/m.html).')).toBe('See the manual: https://example.com/m.html.')
})

it('takes nothing in code for a link', () => {
  expect(text('`[::1](25)` and [a](b)')).toBe('`[::1](25)` and a: b')
})
