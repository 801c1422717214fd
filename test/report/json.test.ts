import { expect, it } from 'vitest'
import { jsonText } from '../../src/report/json.js'
import { fc } from '../properties.js'

it('writes any text so that it comes back, with nothing a terminal could obey', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      const written = jsonText({ text })
      expect(JSON.parse(written)).toEqual({ text })
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      expect(written).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/)
    }),
  )
})
