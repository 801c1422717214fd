import type { PemCertificate, PemKey } from '../config/host/pem.js'

/** A certificate for the examples of rules: for mail.example.com, valid all through the year in which examples are judged. */
export function sampleCertificate(changes: Partial<PemCertificate> = {}): PemCertificate {
  return {
    type: 'certificate',
    subject: 'CN=mail.example.com',
    issuer: 'CN=Example Root',
    names: ['mail.example.com'],
    notBefore: Date.UTC(2025, 6, 1),
    notAfter: Date.UTC(2027, 0, 1),
    isAuthority: false,
    publicKey: 'a1',
    algorithm: 'ec',
    ...changes,
  }
}

/** The certificate of an authority that signed `sampleCertificate`. */
export function sampleAuthority(changes: Partial<PemCertificate> = {}): PemCertificate {
  return sampleCertificate({
    subject: 'CN=Example Root',
    names: ['Example Root'],
    isAuthority: true,
    publicKey: 'b2',
    ...changes,
  })
}

/** The key that belongs to `sampleCertificate`. */
export function sampleKey(changes: Partial<PemKey> = {}): PemKey {
  return { type: 'key', encrypted: false, publicKey: 'a1', algorithm: 'ec', ...changes }
}

/** A real certificate, for examples that the real Postfix is to load. Its key is in no file. */
export const sampleCertificateText = `-----BEGIN CERTIFICATE-----
MIIBtjCCAVygAwIBAgIUMzG2SXwuO8c7xpy6OBSR+cJSJOEwCgYIKoZIzj0EAwIw
KTEQMA4GA1UECgwHRXhhbXBsZTEVMBMGA1UEAwwMRXhhbXBsZSBSb290MCAXDTI2
MTEyOTIyNDAxNFoYDzIxMjYxMTA1MjI0MDE0WjAbMRkwFwYDVQQDDBBtYWlsLmV4
YW1wbGUuY29tMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEhiwDEnQc0XPP73HC
yAWeFc1Byx50nHjk+fXZEUSn8FI+51eGsnfqj1vbnf4PPTvKzw184xGBlD1JwRsY
LiGBSaNuMGwwKgYDVR0RBCMwIYIQbWFpbC5leGFtcGxlLmNvbYINKi5leGFtcGxl
Lm5ldDAdBgNVHQ4EFgQUrs4lLENcBRNKQPQzb7577B4nc60wHwYDVR0jBBgwFoAU
zdEc4iFZtQ/qyedyM863K0Fi180wCgYIKoZIzj0EAwIDSAAwRQIgISQVEkNqc43Q
0MJbKxI6b6TVxSNAQLK6ZOaW9QgtZLwCIQCmIZGldv/ABgfjUnNaK51JlMWkrgeN
0ENl9+rMHC3HqQ==
-----END CERTIFICATE-----
`
