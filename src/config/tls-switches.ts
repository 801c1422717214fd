import { toBoolean } from './convert.js'
import type { Effective } from './effective.js'

/** Old yes/no switches for TLS and the parameter that replaced them in Postfix 2.3. */
export interface TlsSwitches {
  readonly level: string
  readonly use: string
  readonly enforce: string
  /** Set when the old `enforce` also checks the name in the server's certificate, unless this says no. */
  readonly peername?: string
}

/** Each program's old switches (`src/smtpd/smtpd.c`, `src/smtp/smtp_tls_policy.c`, `src/postscreen`, `src/tlsproxy`). */
export const tlsSwitches: readonly TlsSwitches[] = [
  { level: 'smtpd_tls_security_level', use: 'smtpd_use_tls', enforce: 'smtpd_enforce_tls' },
  {
    level: 'smtp_tls_security_level',
    use: 'smtp_use_tls',
    enforce: 'smtp_enforce_tls',
    peername: 'smtp_tls_enforce_peername',
  },
  {
    level: 'lmtp_tls_security_level',
    use: 'lmtp_use_tls',
    enforce: 'lmtp_enforce_tls',
    peername: 'lmtp_tls_enforce_peername',
  },
  { level: 'postscreen_tls_security_level', use: 'postscreen_use_tls', enforce: 'postscreen_enforce_tls' },
  { level: 'tlsproxy_tls_security_level', use: 'tlsproxy_use_tls', enforce: 'tlsproxy_enforce_tls' },
  { level: 'tlsproxy_client_security_level', use: 'tlsproxy_client_use_tls', enforce: 'tlsproxy_client_enforce_tls' },
]

/** True when a view has `yes` for a name. */
export function isOn(view: Effective, name: string): boolean {
  return toBoolean(view.get(name)?.text ?? '') === true
}

/** The level that does what the switches of a view do now; undefined for no TLS. */
export function levelOfSwitches(view: Effective, { use, enforce, peername }: TlsSwitches): string | undefined {
  if (isOn(view, enforce)) return peername !== undefined && isOn(view, peername) ? 'verify' : 'encrypt'
  return isOn(view, use) ? 'may' : undefined
}
