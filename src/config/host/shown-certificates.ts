import type { Assignment } from '../../syntax/nodes.js'
import type { Effective, Resolved } from '../effective.js'
import type { Facts } from '../facts.js'
import { chainFault } from './chain-files.js'
import { type NamedFile, namedFile, namedFiles } from './named-files.js'
import { certificatesIn, type PemCertificate } from './pem.js'
import { certificatePairs, isPairIdle } from './tls-files.js'

/** A certificate that a program shows to the other side, with the file that holds it. */
export interface ShownCertificate {
  readonly certificate: PemCertificate
  /** What follows it in the file or the files: those of its authorities. */
  readonly others: readonly PemCertificate[]
  readonly file: NamedFile
}

const pairs = new Map(certificatePairs.map(pair => [pair.certificate, pair]))

/** Names of all parameters that name certificates to be shown. */
export const shownCertificateParameters: readonly string[] = [
  ...pairs.keys(),
  ...new Set(certificatePairs.map(pair => pair.chain)),
]

/** The certificate that a setting makes a program show; undefined when it names none that is known and can be loaded. */
export function shownCertificate(
  facts: Facts,
  view: Effective,
  setting: Assignment,
  resolved: Resolved,
): ShownCertificate | undefined {
  const pair = pairs.get(setting.name)
  if (pair === undefined) {
    const files = namedFiles(facts, view, setting, resolved)
    return chainFault(files) === undefined ? firstOf(files) : undefined
  }
  const file = isPairIdle(view, pair) === false ? namedFile(facts, view, setting, resolved) : undefined
  return file && firstOf([file])
}

function firstOf(files: readonly NamedFile[]): ShownCertificate | undefined {
  const all = files.flatMap(file =>
    file.fact === 'missing' ? [] : certificatesIn(file.fact.pem ?? []).map(certificate => ({ certificate, file })),
  )
  const [first, ...rest] = all
  return first && { ...first, others: rest.map(({ certificate }) => certificate) }
}
