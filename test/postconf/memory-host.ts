import type { PostconfHost } from '../../src/postconf/postconf-host.js'

/** A machine that is the same everywhere, with these files; `written` has what was written to them. */
export function memoryHost(
  files: Readonly<Record<string, string>>,
): PostconfHost & { readonly written: Map<string, string> } {
  const written = new Map<string, string>()
  return {
    written,
    hostname: 'mail.example.com',
    addresses: [
      { address: '127.0.0.1', prefix: 8 },
      { address: '192.0.2.1', prefix: 24 },
      { address: '::1', prefix: 128 },
      { address: '2001:db8::1', prefix: 64 },
    ],
    ipv6: true,
    processId: 4711,
    readFile(path) {
      const text = Object.hasOwn(files, path) ? files[path] : undefined
      return text === undefined ? { kind: 'other', message: 'No such file or directory' } : { text }
    },
    replaceFile(path, text) {
      written.set(path, text)
      return undefined
    },
    lookupHost: name => (name === 'localhost' ? ['127.0.0.1'] : []),
    domainToAscii: name => (name.includes(' ') ? undefined : `xn--${name.length}`),
    domainToUnicode: name => name,
  }
}
