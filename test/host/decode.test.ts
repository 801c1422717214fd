import { describe, expect, it } from 'vitest'
import { decode, encode, notText } from '../../src/host/decode.js'
import { fc } from '../properties.js'

describe('bytes and text', () => {
  it('come back byte for byte, whatever they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), bytes => {
        const { text, encoding } = decode(bytes)
        expect([...(encode(text, encoding) ?? [])]).toEqual([...bytes])
      }),
    )
  })

  it.each<[string, readonly number[], string, string]>([
    ['UTF-8', [0x63, 0xc3, 0xa9], 'cé', 'utf-8'],
    ['Latin-1', [0x63, 0xe9], 'cé', 'latin1'],
    ['a byte order mark', [0xef, 0xbb, 0xbf, 0x61], '\ufeffa', 'utf-8'],
    ['UTF-8 that is cut off', [0x61, 0xc3], 'aÃ', 'latin1'],
    ['C1 controls of Latin-1', [0x80, 0x9f], '\u0080\u009f', 'latin1'],
  ])('%s', (_, bytes, text, encoding) => {
    expect(decode(Uint8Array.from(bytes))).toEqual({ text, encoding })
  })

  it('are not changed into something else when a letter does not fit', () => {
    expect(encode('名', 'latin1')).toBeUndefined()
    expect(encode('\ud800', 'utf-8')).toBeUndefined()
  })
})

it('knows a file that is no text', () => {
  expect(notText(new Uint8Array(100))).toContain('binary')
  expect(notText(Buffer.from('\ufeffa', 'utf16le'))).toContain('UTF-16')
  expect(notText(Buffer.from('a = b\0c\n# caf\xe9\u0001\n', 'latin1'))).toBeUndefined()
  expect(notText(new Uint8Array())).toBeUndefined()
})
