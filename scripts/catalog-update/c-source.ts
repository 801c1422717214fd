import { expandMacros, type Macros, preprocess } from './c-macros.js'
import { stripComments, type Token, tokenize } from './c-tokens.js'
import type { SourceTree } from './source-tree.js'

/** One C file of a release, after its directives. */
export interface CSource {
  readonly path: string
  /** `smtpd` of `src/smtpd/smtpd.c`. */
  readonly folder: string
  readonly text: string
  /** The same, with every row of parameter tables, whatever the conditions between them say. */
  readonly wholeTables: string
  /** Replaces the macros in a piece of the text. */
  expand(piece: string): readonly Token[]
}

/** Reads C files of one release. */
export interface CSources {
  readonly tree: SourceTree
  read(path: string): CSource | undefined
  /** The files whose text has a piece in it. */
  containing(piece: string): readonly CSource[]
}

/**
 * The build whose defaults the catalogue records: Linux, Berkeley DB, NIS, Cyrus SASL, OpenSSL 3.0 (whose headers give
 * the names of curves and groups), and what `<paths.h>` says there.
 */
const build: Readonly<Record<string, string>> = {
  LINUX2: '',
  'KERNEL_VERSION(a,b,c)': '(((a) << 16) + ((b) << 8) + (c))',
  USE_TLS: '',
  USE_SASL_AUTH: '',
  USE_CYRUS_SASL: '',
  HAS_CDB: '',
  HAS_DBM: '',
  HAS_LDAP: '',
  HAS_LMDB: '',
  HAS_MONGODB: '',
  HAS_MYSQL: '',
  HAS_NETINFO: '',
  HAS_NISPLUS: '',
  HAS_PCRE: '',
  HAS_PGSQL: '',
  HAS_SDBM: '',
  HAS_SQLITE: '',
  USE_LDAP_SASL: '',
  LDAP_API_FEATURE_X_OPENLDAP: '',
  LDAP_OPT_DEBUG_LEVEL: '1',
  LBER_OPT_LOG_PRINT_FN: '1',
  MYSQL_VERSION_ID: '80000',
  RES_USE_DNSSEC: '0x00200000',
  RES_USE_EDNS0: '0x00100000',
  SASL_VERSION_MAJOR: '2',
  SASL_SEC_NOPLAINTEXT: '1',
  SASL_SEC_NOACTIVE: '2',
  SASL_SEC_NODICTIONARY: '4',
  SASL_SEC_FORWARD_SECRECY: '8',
  SASL_SEC_NOANONYMOUS: '16',
  SASL_SEC_MUTUAL_AUTH: '64',
  LINUX_VERSION_CODE: '0x60000',
  __GLIBC__: '2',
  __GLIBC_MINOR__: '36',
  _PATH_MAILDIR: '"/var/mail"',
  _PATH_DEFPATH: '"/usr/bin:/bin"',
  _PATH_STDPATH: '"/usr/bin:/bin:/usr/sbin:/sbin"',
  OPENSSL_VERSION_NUMBER: '0x30000000L',
  SN_X25519: '"X25519"',
  SN_X448: '"X448"',
  SN_X9_62_prime256v1: '"prime256v1"',
  SN_secp384r1: '"secp384r1"',
  SN_secp521r1: '"secp521r1"',
  SN_ffdhe2048: '"ffdhe2048"',
  SN_ffdhe3072: '"ffdhe3072"',
  NID_X25519: '1034',
  NID_X448: '1035',
  NID_X9_62_prime256v1: '415',
  NID_secp384r1: '715',
  NID_secp521r1: '716',
  NID_ffdhe2048: '1126',
  NID_ffdhe3072: '1127',
}

/** Headers that every table may use; some files with tables are themselves included where these were. */
const commonHeaders = ['sys_defs.h', 'mail_params.h', 'mail_addr.h', 'mail_conf.h', 'mail_proto.h', 'mail_version.h']

/** C files that hold nothing of the product. */
const testFile = /(?:_test|_tester|_test_main)\.c$|^src\/(?:testing|ptest)\//

/** `src/postconf/extract.awk`, which makes the tables of postconf(1), does not see conditions inside a table. */
function withWholeTables(text: string): string {
  return stripComments(text).replace(/\bCONFIG_[A-Z_]+_TABLE\s+\w+\s*\[\]\s*=\s*\{[^;]*\}\s*;/g, table =>
    table.replaceAll(/^[ \t]*#.*$/gm, ''),
  )
}

export function cSources(tree: SourceTree): CSources {
  const headers = new Map(
    tree.files.filter(path => path.endsWith('.h')).map(path => [path.split('/').at(-1) ?? '', path]),
  )
  const header = (name: string): string | undefined => tree.read(headers.get(name) ?? '')
  const common: Macros = new Map()
  const defined = Object.entries(build).map(([name, value]) => `#define ${name} ${value}\n`)
  preprocess([...defined, ...commonHeaders.map(name => `#include <${name}>\n`)].join(''), common, header)
  const known = new Map<string, CSource>()
  const read = (path: string): CSource | undefined => {
    const text = tree.read(path)
    if (text === undefined || known.has(path)) return known.get(path)
    const macros = new Map(common)
    const active = preprocess(text, macros, header)
    const whole = text.includes('_TABLE') ? withWholeTables(text) : ''
    const source: CSource = {
      path,
      folder: path.split('/')[1] ?? '',
      text: active,
      wholeTables: whole === '' || whole === stripComments(text) ? active : preprocess(whole, new Map(common), header),
      expand: piece => expandMacros(tokenize(piece), macros),
    }
    known.set(path, source)
    return source
  }
  return {
    tree,
    read,
    containing: piece =>
      tree.files
        .filter(path => path.endsWith('.c') && !testFile.test(path) && tree.read(path)?.includes(piece))
        .flatMap(path => read(path) ?? []),
  }
}
