import { certainSwitch, certainText } from '../certain-values.js'
import type { Effective } from '../effective.js'
import type { Facts } from '../facts.js'
import { serverTls } from '../smtp-servers.js'
import { certificatesIn, type PemCertificate, type PemObject } from './pem.js'

/** Beginnings of the names of TLS parameters, each with certificates of its own. */
const families = ['smtpd_tls', 'smtp_tls', 'lmtp_tls', 'tlsproxy_tls', 'tlsproxy_client', 'postscreen_tls'] as const

/** A certificate parameter with the parameter of its key. */
export interface CertificatePair {
  readonly certificate: string
  readonly key: string
  /** What Postfix calls the two. */
  readonly algorithm: 'RSA' | 'DSA' | 'ECDSA'
  /** The list of key and certificate files that makes both idle when it is set. */
  readonly chain: string
}

/** Every pair, for programs that read them (`set_cert_stuff` in `src/tls/tls_certkey.c`). */
export const certificatePairs: readonly CertificatePair[] = families.flatMap(family =>
  (
    [
      ['', 'RSA'],
      ['d', 'DSA'],
      ['ec', 'ECDSA'],
    ] as const
  ).map(([letter, algorithm]) => ({
    certificate: `${family}_${letter}cert_file`,
    key: `${family}_${letter}key_file`,
    algorithm,
    chain: `${family}_chain_files`,
  })),
)

/** Names of all `..._chain_files` parameters. */
export const chainFileParameters: readonly string[] = families.map(family => `${family}_chain_files`)

/** True when key and certificate come from `..._chain_files`, so that a pair is not looked at; undefined: not certain. */
export function isPairIdle(view: Effective, pair: CertificatePair): boolean | undefined {
  if (view.get(pair.chain) === undefined) return false
  const text = certainText(view, pair.chain)
  return text === undefined ? undefined : text !== ''
}

/** What a file holds as PEM; undefined when it was not read. */
export function pemOf(facts: Facts, path: string): readonly PemObject[] | undefined {
  const fact = facts.path(path)
  return typeof fact === 'string' ? undefined : fact.pem
}

/** The first certificate of a file: the one that is shown to the other side. */
export function leafOf(facts: Facts, path: string): PemCertificate | undefined {
  return certificatesIn(pemOf(facts, path) ?? [])[0]
}

/** Distinguishes what a side of TLS loses when its certificate cannot be loaded. */
export function consequenceFor(parameter: string): string {
  return /^(?:smtpd|postscreen)_|^tlsproxy_tls_/.test(parameter)
    ? 'the server does no TLS at all: where TLS is demanded, nobody can send or log in'
    : 'the client does no TLS at all: mail goes out unencrypted, or waits where TLS is demanded'
}

/**
 * True when the programs that read a TLS parameter certainly do no TLS in this view, so that an unusable file does no
 * harm there (a `-o` may still switch it on for one service).
 */
export function isTlsOff(view: Effective, parameter: string): boolean {
  const program = parameter.slice(0, parameter.indexOf('_'))
  if (program === 'smtpd') return serverTls(view)?.level === 'none'
  if (program !== 'smtp' && program !== 'lmtp') return false
  const level = certainText(view, `${program}_tls_security_level`)?.toLowerCase()
  if (level !== '') return level === 'none'
  return ['use', 'enforce'].every(word => certainSwitch(view, `${program}_${word}_tls`) === false)
}
