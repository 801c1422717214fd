import type { NamedFile } from './named-files.js'
import type { PemCertificate, PemKey } from './pem.js'

/** What is wrong with a list of key and certificate files, at the first fault: Postfix stops reading there. */
export type ChainFault =
  | { readonly type: 'missing' | 'not-file' | 'key-not-first' | 'broken' | 'key-mismatch'; readonly file: NamedFile }
  | { readonly type: 'key-without-certificate' | 'encrypted'; readonly file: NamedFile }
  | { readonly type: 'empty' }

/**
 * Reads files of `..._chain_files` in order, as `load_chain_files` of `src/tls/tls_certkey.c` does: a key, its
 * certificate, those of its authorities, then perhaps the next key. Undefined when all is well, or when that is not
 * certain because a file was not read.
 */
export function chainFault(files: readonly NamedFile[]): ChainFault | undefined {
  let key: { readonly object: PemKey; readonly file: NamedFile } | undefined
  let certificate: PemCertificate | undefined
  for (const file of files) {
    if (file.fact === 'missing') return { type: 'missing', file }
    if (file.fact.kind !== 'file') return { type: 'not-file', file }
    if (file.fact.pem === undefined) return undefined
    for (const object of file.fact.pem) {
      if (object.type === 'key') {
        if (key !== undefined && certificate === undefined) return { type: 'key-without-certificate', file: key.file }
        if (object.encrypted) return { type: 'encrypted', file }
        key = { object, file }
        certificate = undefined
      } else if (object.type === 'certificate') {
        if (key === undefined) return { type: 'key-not-first', file }
        if (certificate !== undefined) continue
        certificate = object
        if (key.object.publicKey !== undefined && key.object.publicKey !== object.publicKey) {
          return { type: 'key-mismatch', file: key.file }
        }
      } else if (object.type === 'other' && object.broken) return { type: 'broken', file }
    }
  }
  if (key === undefined) return { type: 'empty' }
  return certificate === undefined ? { type: 'key-without-certificate', file: key.file } : undefined
}
