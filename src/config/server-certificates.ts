import { certainText } from './certain-values.js'
import type { Effective } from './effective.js'

const chainFiles = 'smtpd_tls_chain_files'
const certificateFiles = ['smtpd_tls_cert_file', 'smtpd_tls_eccert_file', 'smtpd_tls_dcert_file']
/** smtpd(8) and tlsproxy(8) take this word for "no certificate, on purpose". */
const none = 'none'

/**
 * What a server shows to its clients: a certificate; none, which is meant; or none at all, with which it does no TLS.
 * Undefined when that is not certain (`pre_jail_init` in `src/smtpd/smtpd.c`).
 */
export function serverCertificate(view: Effective): 'given' | 'declined' | 'missing' | undefined {
  let declined = false
  for (const name of [chainFiles, ...certificateFiles]) {
    const known = view.get(name) !== undefined
    const text = certainText(view, name)
    if (known && text === undefined) return undefined
    if (text === undefined || text === '') continue
    if (text.toLowerCase() !== none) return 'given'
    declined = true
  }
  return declined ? 'declined' : 'missing'
}
