import { describe, expect, it } from 'vitest'
import { expand } from '../../src/config/expand.js'
import { parseMainCf } from '../../src/syntax/main-cf.js'
import type { SettingLine } from '../../src/syntax/nodes.js'
import { origin } from '../../src/text/mapped-text.js'
import { fc, runs } from '../properties.js'
import { nastyValue } from '../syntax/nasty-text.js'

const line = fc.tuple(
  fc.constantFrom('a', 'b', 'c', 'd'),
  fc.oneof(nastyValue, fc.constantFrom('$a', '${b}x', 'é $c', '$(d) ,\n  y')),
)
const files = fc
  .array(line, { maxLength: 8 })
  .map(lines => lines.map(([name, value]) => `${name} = ${value}\n`).join(''))

describe('expansion', () => {
  it('keeps true where each character is written', () => {
    fc.assert(
      fc.property(files, text => {
        const settings = new Map(
          parseMainCf(text)
            .lines.filter((entry): entry is SettingLine => entry.type === 'setting')
            .map(setting => [setting.name, setting]),
        )
        for (const setting of settings.values()) {
          const { text: expanded } = expand(setting.value, name => {
            const value = settings.get(name)?.value
            return value && { value }
          })
          for (let at = 0; at < Math.min(expanded.text.length, 300); at++) {
            const found = origin(expanded, { start: at, end: at + 1 })
            const written = found?.definition ?? (found?.via ? undefined : found?.location)
            // `true` of a comparison without branches is written nowhere.
            if (written !== undefined)
              expect(text.slice(written.range.start, written.range.end)).toBe(expanded.text[at])
            if (found?.via) expect(text[found.location.range.start]).toBe('$')
          }
        }
      }),
      runs(1500),
    )
  })
})
