import type { KeyObject } from 'node:crypto'
import type { PemObject } from '../config/host/pem.js'

/** More objects than any chain has; of a bundle of authorities the first are enough. */
const maximumObjects = 64

/** Loaded when the first key or certificate is looked at: most runs look at none. */
const crypto = () => process.getBuiltinModule('node:crypto')

const object = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/g

/** What a PEM text holds. Only names, dates, sizes and fingerprints of public keys are kept of it. */
export function readPem(text: string): readonly PemObject[] {
  const found: PemObject[] = []
  for (const match of text.matchAll(object)) {
    if (found.length === maximumObjects) break
    found.push(readObject(match[0], match[1] ?? '', match[2] ?? ''))
  }
  return found
}

function readObject(whole: string, label: string, body: string): PemObject {
  try {
    if (label === 'CERTIFICATE' || label === 'X509 CERTIFICATE' || label === 'TRUSTED CERTIFICATE') {
      return readCertificate(whole)
    }
    if (label.endsWith('PRIVATE KEY')) return readKey(whole, label, body)
  } catch {
    return { type: 'other', label, broken: true }
  }
  if (label === 'DH PARAMETERS' || label === 'X9.42 DH PARAMETERS') return readParameters(body, label)
  return { type: 'other', label, broken: false }
}

function readCertificate(text: string): PemObject {
  const certificate = new (crypto().X509Certificate)(text)
  const { subject, issuer, subjectAltName, validFrom, validTo, ca, publicKey } = certificate
  const alternative = [...(subjectAltName ?? '').matchAll(/(?:^|, )DNS:([^,"]+)/g)].map(match => match[1] ?? '')
  const common = [...(subject ?? '').matchAll(/^CN=(.*)$/gm)].map(match => match[1] ?? '')
  return {
    type: 'certificate',
    subject: subject ?? '',
    issuer: issuer ?? '',
    names: alternative.length > 0 ? alternative : common.slice(-1),
    notBefore: Date.parse(validFrom),
    notAfter: Date.parse(validTo),
    isAuthority: ca,
    ...describeKey(publicKey, publicKey.export({ type: 'spki', format: 'der' })),
  }
}

function readKey(text: string, label: string, body: string): PemObject {
  if (label === 'ENCRYPTED PRIVATE KEY' || /^\s*Proc-Type:.*ENCRYPTED/m.test(body))
    return { type: 'key', encrypted: true }
  const key = crypto().createPrivateKey(text)
  return { type: 'key', encrypted: false, ...describeKey(key, publicHalf(key)) }
}

function publicHalf(key: KeyObject): Buffer {
  return crypto().createPublicKey(key).export({ type: 'spki', format: 'der' })
}

function describeKey(key: KeyObject, spki: Buffer) {
  const bits = key.asymmetricKeyDetails?.modulusLength
  return {
    publicKey: crypto().createHash('sha256').update(spki).digest('hex'),
    algorithm: key.asymmetricKeyType ?? 'unknown',
    ...(bits !== undefined && { bits }),
  }
}

/** The length of the first number in `SEQUENCE { prime INTEGER, ... }` (X.690). */
function readParameters(body: string, label: string): PemObject {
  const bytes = Buffer.from(body, 'base64')
  let at = 0
  const open = (tag: number): number | undefined => {
    if (bytes[at] !== tag) return undefined
    const first = bytes[at + 1] ?? 0
    const more = first & 0x80 ? first & 0x7f : 0
    const length = more === 0 ? first : bytes.subarray(at + 2, at + 2 + more).reduce((sum, byte) => sum * 256 + byte, 0)
    at += 2 + more
    return length
  }
  if (open(0x30) === undefined) return { type: 'other', label, broken: true }
  const length = open(0x02)
  if (length === undefined || length === 0) return { type: 'other', label, broken: true }
  const first = bytes[at] ?? 0
  const padded = first === 0 ? 1 : 0
  const top = bytes[at + padded] ?? 0
  return { type: 'parameters', bits: (length - padded) * 8 - Math.clz32(top) + 24 }
}
