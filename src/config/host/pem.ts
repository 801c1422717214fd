/** One object of a PEM file, as far as it can be told without giving away a secret. */
export type PemObject = PemCertificate | PemKey | PemParameters | PemOther

/** A certificate. */
export interface PemCertificate {
  readonly type: 'certificate'
  /** Distinguished names, one attribute a line (`CN=mail.example.com`). */
  readonly subject: string
  readonly issuer: string
  /** DNS names it is for: the alternative names, or else the common name. */
  readonly names: readonly string[]
  /** Milliseconds since 1970. */
  readonly notBefore: number
  readonly notAfter: number
  /** True for a certificate that may sign others. */
  readonly isAuthority: boolean
  /** SHA-256 of the public key: equal to that of the key it belongs to. */
  readonly publicKey: string
  /** `rsa`, `ec`, `ed25519` ... */
  readonly algorithm: string
  /** Length of an RSA or DSA key. */
  readonly bits?: number
}

/** A private key. */
export interface PemKey {
  readonly type: 'key'
  /** True when a pass phrase is needed: no program of Postfix can ask for one. */
  readonly encrypted: boolean
  /** SHA-256 of its public half; absent when it could not be read. */
  readonly publicKey?: string
  readonly algorithm?: string
  readonly bits?: number
}

/** Parameters of a Diffie-Hellman group. */
export interface PemParameters {
  readonly type: 'parameters'
  /** Length of the prime. */
  readonly bits?: number
}

/** Anything else, and what cannot be read although its label says what it should be. */
export interface PemOther {
  readonly type: 'other'
  /** What stands after `-----BEGIN`. */
  readonly label: string
  /** True when the object should be a certificate or a key, and is none. */
  readonly broken: boolean
}

/** The certificates of a PEM file. */
export function certificatesIn(objects: readonly PemObject[]): readonly PemCertificate[] {
  return objects.filter(object => object.type === 'certificate')
}

/** The private keys of a PEM file. */
export function keysIn(objects: readonly PemObject[]): readonly PemKey[] {
  return objects.filter(object => object.type === 'key')
}

/** True when a certificate is for a host name: the same, or with `*` for its first label (RFC 6125). */
export function isFor(certificate: PemCertificate, host: string): boolean {
  const wanted = host.toLowerCase().replace(/\.$/, '')
  const rest = wanted.slice(wanted.indexOf('.') + 1)
  return certificate.names.some(name => {
    const lower = name.toLowerCase()
    return lower === wanted || (lower.startsWith('*.') && wanted.includes('.') && lower.slice(2) === rest)
  })
}
