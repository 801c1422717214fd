import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { certificatesIn, isFor, keysIn } from '../../src/config/host/pem.js'
import { readPem } from '../../src/host/pem.js'

const sample = (name: string) => readFileSync(new URL(`./pem/${name}`, import.meta.url), 'utf8')

describe('a PEM file', () => {
  it('tells a certificate, its names, its dates and its key', () => {
    const [leaf] = certificatesIn(readPem(sample('leaf.pem')))
    expect(leaf).toMatchObject({
      subject: 'CN=mail.example.com',
      issuer: 'O=Example\nCN=Example Root',
      names: ['mail.example.com', '*.example.net'],
      isAuthority: false,
      algorithm: 'ec',
    })
    expect(leaf?.notAfter).toBeGreaterThan(Date.UTC(2100, 0, 1))
    expect(leaf?.notBefore).toBeLessThan(Date.UTC(2030, 0, 1))
    expect(certificatesIn(readPem(sample('ca.pem')))[0]).toMatchObject({ isAuthority: true, names: ['Example Root'] })
  })

  it('tells that a key belongs to a certificate, and another does not', () => {
    const [leaf] = certificatesIn(readPem(sample('leaf.pem')))
    const [authority] = certificatesIn(readPem(sample('ca.pem')))
    const [key] = keysIn(readPem(sample('leaf.key')))
    expect(key?.publicKey).toBe(leaf?.publicKey)
    expect(key?.publicKey).not.toBe(authority?.publicKey)
  })

  it.each(['encrypted-ec.key', 'encrypted-pkcs8.key'])('tells that %s needs a pass phrase', name => {
    expect(readPem(sample(name))).toEqual([{ type: 'key', encrypted: true }])
  })

  it('tells the length of keys and groups', () => {
    expect(readPem(sample('rsa.key'))).toMatchObject([{ type: 'key', algorithm: 'rsa', bits: 1024 }])
    expect(readPem(sample('dh.pem'))).toEqual([{ type: 'parameters', bits: 512 }])
  })

  it('keeps nothing secret', () => {
    const secret = sample('leaf.key').split('\n')[1] ?? ''
    expect(secret.length).toBeGreaterThan(40)
    expect(JSON.stringify(readPem(sample('leaf.key')))).not.toContain(secret.slice(0, 20))
  })

  it.each([
    ['', []],
    ['nothing of the kind', []],
    [
      '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
      [{ type: 'other', label: 'CERTIFICATE', broken: true }],
    ],
    [
      '-----BEGIN PRIVATE KEY-----\n?\n-----END PRIVATE KEY-----',
      [{ type: 'other', label: 'PRIVATE KEY', broken: true }],
    ],
    [
      '-----BEGIN DH PARAMETERS-----\nAAAA\n-----END DH PARAMETERS-----',
      [{ type: 'other', label: 'DH PARAMETERS', broken: true }],
    ],
    ['-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----', [{ type: 'other', label: 'X509 CRL', broken: false }]],
    ['-----BEGIN CERTIFICATE-----\nAAAA\n', []],
  ])('%j is read without a fault', (text, expected) => {
    expect(readPem(text)).toEqual(expected)
  })
})

describe('a certificate is for a name', () => {
  const [leaf] = certificatesIn(readPem(sample('leaf.pem')))
  it.each([
    ['mail.example.com', true],
    ['MAIL.example.com.', true],
    ['mx.example.net', true],
    ['a.mx.example.net', false],
    ['example.net', false],
    ['other.example.com', false],
  ])('%s: %s', (name, expected) => {
    expect(leaf && isFor(leaf, name)).toBe(expected)
  })
})
