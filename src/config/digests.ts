/** Digests that OpenSSL has, by the names it takes for them, lower case. */
const digests: ReadonlySet<string> = new Set([
  ...[
    'md4',
    'md5',
    'mdc2',
    'sha1',
    'sha',
    'rmd160',
    'ripemd160',
    'ripemd',
    'whirlpool',
    'sm3',
    'blake2b512',
    'blake2s256',
  ],
  ...[
    'sha224',
    'sha256',
    'sha384',
    'sha512',
    'sha512-224',
    'sha512-256',
    'sha2-224',
    'sha2-256',
    'sha2-384',
    'sha2-512',
  ],
  ...['sha3-224', 'sha3-256', 'sha3-384', 'sha3-512', 'shake128', 'shake256', 'sha-1', 'sha-256', 'sha-384', 'sha-512'],
])

/** True when OpenSSL has a digest of that name. */
export function isDigest(name: string): boolean {
  return digests.has(name.toLowerCase())
}
