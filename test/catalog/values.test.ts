import { describe, expect, test } from 'vitest'
import { createCatalog } from '../../src/catalog/catalog.js'
import { manualUrl } from '../../src/catalog/manual.js'
import { branches } from '../../src/catalog/versions.js'

const upstream = (version: string) => createCatalog({ version, profile: 'upstream' })
const catalog = upstream('3.7.11')

describe('table types', () => {
  /** Counted in dict_open.c and mail_dict.c of the last release of each branch. */
  test.each([
    ['2.3', 18],
    ['2.4', 18],
    ['2.5', 18],
    ['2.6', 18],
    ['2.7', 20],
    ['2.8', 22],
    ['2.9', 24],
    ['2.10', 25],
    ['2.11', 26],
    ['3.0', 30],
    ['3.1', 30],
    ['3.2', 30],
    ['3.3', 30],
    ['3.4', 30],
    ['3.5', 30],
    ['3.6', 30],
    ['3.7', 30],
    ['3.8', 30],
    ['3.9', 31],
    ['3.10', 31],
    ['3.11', 32],
    ['3.12', 32],
  ])('Postfix %s has %d', (branch, count) => {
    expect(upstream(branch).tableTypes()).toHaveLength(count)
  })

  test.each([
    ['hash', { compiled: true, indexSuffixes: ['.db'], sourceGrammar: 'postmap', postmapCreate: true, writable: true }],
    ['lmdb', { indexSuffixes: ['.lmdb'], plugin: true }],
    ['cidr', { fileBacked: true, compiled: false, inlineRules: true, sourceGrammar: 'cidr' }],
    ['pcre', { substitution: true, compileCondition: 'HAS_PCRE' }],
    ['tcp', { forbiddenForSecuritySensitive: true }],
    [
      'proxy',
      { requiresService: ['proxymap', 'proxywrite'], accessControlledBy: ['proxy_read_maps', 'proxy_write_maps'] },
    ],
    ['unix', { allowedNames: ['passwd.byname', 'group.byname'] }],
    ['ldap', { legacyMainCfPrefix: true }],
  ])('%s', (name, expected) => {
    expect(catalog.tableType(name)).toMatchObject({ name, package: undefined, ...expected })
  })

  test('by release and build', () => {
    expect(upstream('3.6').tableType('cidr')?.inlineRules).toBe(false)
    expect(upstream('2.4').tableType('proxy')?.writable).toBe(false)
    expect(upstream('2.10').tableType('lmdb')).toBeUndefined()
    expect(catalog.tableTypeSince('lmdb')).toBe('2.11')
    expect(catalog.tableTypeSince('lmbd')).toBeUndefined()
    expect(upstream('3.11').tableType('hash')?.redirectedTo).toBe('default_database_type')
    expect(createCatalog({ version: '3.7', profile: 'debian' }).tableType('mysql')?.package).toBe('postfix-mysql')
  })

  test('grammars', () => {
    expect(upstream('3.1').tableGrammar('cidr')).toMatchObject({ negation: false, blocks: false })
    expect(upstream('3.2').tableGrammar('cidr')).toMatchObject({ negation: true, blocks: true })
    expect(upstream('3.2').tableGrammar('postmap')?.quotedKeys).toBe(true)
    expect(Object.keys(catalog.tableGrammar('regexp')?.flags ?? {})).toEqual(['i', 'm', 'x'])
  })

  test('security-sensitive parameters', () => {
    expect(catalog.tableRestriction('alias_maps')).toMatchObject({
      noSubstitution: true,
      noUnauthenticated: true,
      proxyBypassed: true,
    })
    expect(catalog.tableRestriction('transport_maps')).toMatchObject({ noSubstitution: true, noUnauthenticated: false })
    expect(catalog.tableRestriction('virtual_alias_maps')).toBeUndefined()
    expect(upstream('2.6').tableRestriction('sender_dependent_default_transport_maps')).toBeUndefined()
  })
})

describe('database clients', () => {
  test('keys', () => {
    const mysql = catalog.dictionaryClient('mysql')
    expect(mysql?.key('dbname')).toMatchObject({ required: true, type: 'string' })
    expect(mysql?.key('option_group')).toMatchObject({ default: 'client', required: false })
    expect(upstream('2.11').dictionaryClient('mysql')?.key('option_group')?.default).toBeNull()
    expect(mysql?.key('charset')).toBeUndefined()
    expect(upstream('3.9').dictionaryClient('mysql')?.key('charset')?.default).toBe('utf8mb4')
    expect(mysql?.key('select_field')).toMatchObject({ oldInterface: true, required: false })
    expect(catalog.dictionaryClient('ldap')?.key('bind')?.values).toEqual(['yes', 'no', 'simple', 'none', 'sasl'])
    expect(upstream('2.7').dictionaryClient('ldap')?.key('bind')).toMatchObject({
      type: 'boolean',
      values: ['yes', 'no'],
    })
    expect(catalog.dictionaryClient('ldap')?.key('cache')?.ignored).toBe(true)
    expect(upstream('3.9').dictionaryClient('pgsql')?.key('dbname')?.required).toBe(true)
    expect(upstream('3.10').dictionaryClient('pgsql')?.key('dbname')?.required).toBe(false)
    expect(catalog.dictionaryClient('hash')).toBeUndefined()
    expect(catalog.dictionaryClients()).toEqual(['ldap', 'mysql', 'pgsql', 'sqlite', 'memcache'])
  })

  test('names in main.cf', () => {
    const ldap = catalog.dictionaryClient('ldap')
    expect(ldap?.legacyNames('users')).toContain('users_search_base')
    expect(ldap?.legacyKey('users', 'users_search_base')).toMatchObject({ key: 'search_base' })
    expect(ldap?.legacyKey('users', 'users_searchbase')).toBeUndefined()
    expect(ldap?.legacyKey('users', 'people_search_base')).toBeUndefined()
  })
})

describe('vocabularies', () => {
  test.each([
    ['milter_default_action', '3.7.19', ['accept', 'reject', 'tempfail', 'quarantine']],
    ['milter_default_action', '3.7.20', ['accept', 'reject', 'tempfail', 'quarantine', 'shutdown']],
    ['smtpd_forbid_bare_newline', '3.7.10', ['yes', 'no', 'normalize', 'reject']],
    ['smtpd_forbid_bare_newline', '3.9', ['yes', 'no', 'normalize', 'reject', 'note']],
    ['smtp_tls_security_level', '2.10', ['none', 'may', 'encrypt', 'verify', 'secure', 'fingerprint']],
    ['smtp-tls-level', '2.11', ['none', 'may', 'encrypt', 'verify', 'secure', 'fingerprint', 'dane', 'dane-only']],
  ])('%s at %s', (name, version, words) => {
    expect(upstream(version).vocabulary(name)?.words).toEqual(words)
  })

  test('words that came in patch releases', () => {
    expect(upstream('3.3.1').vocabulary('tls_ssl_options')?.words).not.toContain('PRIORITIZE_CHACHA')
    expect(upstream('3.3.2').vocabulary('tls_ssl_options')?.words).toContain('PRIORITIZE_CHACHA')
    expect(upstream('2.8.9').vocabulary('tls-protocols')?.newerWords['TLSv1.2']).toBe('2.6.15')
  })

  test('what else is special', () => {
    expect(catalog.vocabulary('smtpd_tls_security_level')).toMatchObject({ forbidden: ['dane', 'dane-only'] })
    expect(catalog.vocabulary('smtpd_tls_protocols')?.prefixes.map(({ prefix }) => prefix)).toEqual(['!', '>=', '<='])
    expect(
      upstream('3.5')
        .vocabulary('smtpd_tls_protocols')
        ?.prefixes.map(({ prefix }) => prefix),
    ).toEqual(['!'])
    expect(catalog.vocabulary('smtpd_tls_fingerprint_digest')?.open).toBe(true)
    expect(catalog.vocabulary('smtpd_banner')).toBeUndefined()
    expect(catalog.vocabulary('nonsense')).toBeUndefined()
    expect(upstream('2.8').vocabulary('smtpd_tls_loglevel')).toBeUndefined()
  })

  test('defaults are made of their words', () => {
    for (const { last } of branches) {
      const target = upstream(last)
      for (const name of target.parameterNames()) {
        const parameter = target.parameter(name)
        const vocabulary = parameter?.vocabulary && target.vocabulary(parameter.vocabulary)
        const text = parameter?.default
        if (!vocabulary || vocabulary.open || vocabulary.alsoAllowed !== undefined || !text || text.includes('$'))
          continue
        const fold = (word: string) => (vocabulary.caseSensitive ? word : word.toLowerCase())
        const known = vocabulary.words.map(fold)
        const prefixes = vocabulary.prefixes.map(({ prefix }) => prefix)
        const words = (vocabulary.list ? text.split(/[\s,:]+/) : [text]).map(word => {
          const prefix = prefixes.find(start => word.startsWith(start))
          return fold(prefix === undefined ? word : word.slice(prefix.length))
        })
        expect([last, name, words.filter(word => !known.includes(word))]).toEqual([last, name, []])
      }
    }
  })
})

test('kinds', () => {
  expect(catalog.kind('map-list')).toMatchObject({ list: true, item: 'map', refersTo: ['map'] })
  expect(catalog.kind('tls-protocol-list').separators).toContain(':')
  expect(catalog.kind('boolean')).toMatchObject({ list: false, separators: undefined, refersTo: [] })
})

test('special syntaxes', () => {
  expect(catalog.syntax('non_smtpd_milters')).toMatchObject({
    parameter: 'non_smtpd_milters',
    endpointTransports: ['inet', 'unix', 'local'],
  })
  expect(catalog.syntax('smtpd_milters')?.attributes).toContain('default_action')
  expect(upstream('2.11').syntax('smtpd_milters')?.attributes).toEqual([])
  expect(upstream('3.4').syntax('relayhost')?.multiple).toBe(false)
  expect(upstream('3.5').syntax('relayhost')?.multiple).toBe(true)
  expect(upstream('2.10').syntax('recipient_delimiter')?.maxLength).toBe(1)
  expect(catalog.syntax('smtpd_tls_dh1024_param_file')?.specialWords).toEqual(['auto'])
  expect(upstream('3.6').syntax('smtpd_tls_dh1024_param_file')?.specialWords).toEqual([])
  expect(upstream('3.7.5').syntax('tls_config_file')?.specialWords).toEqual([])
  expect(upstream('3.7.6').syntax('tls_config_file')?.specialWords).toEqual(['default', 'none'])
  expect(catalog.syntax('recipient_delimiter')?.maxLength).toBeUndefined()
  expect(catalog.syntax('readme_directory')?.specialWords).toEqual(['no'])
  expect(catalog.syntax('smtpd_banner')).toBeUndefined()
  expect(catalog.macroSyntax()).toMatchObject({ conditionalBraces: true, comparisons: true, functions: [] })
  expect(upstream('3.5').macroSyntax().operators).not.toContain('<level')
  expect(upstream('3.11').macroSyntax().functions).toEqual(['domain_to_ascii'])
})

test('results of smtp_tls_policy_maps', () => {
  const names = (version: string) =>
    upstream(version)
      .tableResult('smtp_tls_policy_maps')
      ?.attributes.map(({ name }) => name)
  expect(names('2.5')).toEqual(['ciphers', 'protocols', 'match'])
  expect(names('3.7')).toContain('servername')
  expect(names('3.7')).not.toContain('enable_rpk')
})

describe('compatibility_level', () => {
  test('levels', () => {
    expect(upstream('2.11').compatibility).toMatchObject({
      exists: false,
      levels: [],
      lastLevel: undefined,
      parameters: [],
    })
    expect(upstream('3.5').compatibility).toMatchObject({
      levels: ['0', '1', '2'],
      lastLevel: '2',
      integerOnly: true,
      stockLevel: '2',
    })
    expect(catalog.compatibility).toMatchObject({
      levels: ['0', '1', '2', '3.6'],
      lastLevel: '3.6',
      integerOnly: false,
      stockLevel: '3.7',
    })
    expect(upstream('3.12').compatibility.levels).toEqual(['0', '1', '2', '3.6', '3.11'])
  })

  test('order', () => {
    const { compare } = catalog.compatibility
    expect(compare('3.6', '3.11')).toBeLessThan(0)
    expect(compare('2', '2.0.0')).toBe(0)
    expect(compare('3.6.1', '3.6.2')).toBeLessThan(0)
    expect(compare('3.6.1', '3.6')).toBeGreaterThan(0)
    expect(compare('9999', '3')).toBeUndefined()
    expect(compare('three', '3')).toBeUndefined()
  })

  test('defaults at a level', () => {
    const { defaultAt } = catalog.compatibility
    expect(defaultAt('append_dot_mydomain', '0')).toBe('yes')
    expect(defaultAt('append_dot_mydomain', '1')).toBe('no')
    expect(defaultAt('smtpd_tls_fingerprint_digest', '3.5')).toBe('md5')
    expect(defaultAt('smtpd_tls_fingerprint_digest', '3.7')).toBe('sha256')
    expect(defaultAt('smtp_tls_security_level', '3.11')).toBeUndefined()
    expect(defaultAt('smtpd_banner', '0')).toBeUndefined()
  })

  test('it is what the defaults say', () => {
    for (const { last } of branches) {
      const target = upstream(last)
      const dependent = target
        .parameterNames()
        .filter(name => target.parameter(name)?.default?.includes('{$compatibility_level}'))
      expect(dependent).toEqual(target.compatibility.parameters.map(({ name }) => name))
      for (const { name, threshold, below, atOrAbove } of target.compatibility.parameters) {
        const operator = target.compatibility.integerOnly ? '<' : '<level'
        const text = `\${{$compatibility_level} ${operator} {${threshold}} ? {${below}} : {${atOrAbove}}}`
        expect(target.parameter(name)?.default).toBe(text)
      }
    }
  })
})

test.each([
  [{ topic: 'parameter', name: 'smtpd_banner' }, 'https://www.postfix.org/postconf.5.html#smtpd_banner'],
  [{ topic: 'restriction', name: 'reject_rbl_client' }, 'https://www.postfix.org/postconf.5.html#reject_rbl_client'],
  [{ topic: 'table-type', name: 'cidr' }, 'https://www.postfix.org/cidr_table.5.html'],
  [{ topic: 'table-type', name: 'hash' }, 'https://www.postfix.org/DATABASE_README.html'],
  [{ topic: 'table-type', name: 'static' }, 'https://www.postfix.org/DATABASE_README.html#types'],
  [{ topic: 'program', name: 'trivial-rewrite' }, 'https://www.postfix.org/trivial-rewrite.8.html'],
  [{ topic: 'master-field', name: 'chroot' }, 'https://www.postfix.org/master.5.html'],
  [{ topic: 'access-action', name: 'REJECT' }, 'https://www.postfix.org/access.5.html'],
  [{ topic: 'compatibility', name: 'compatibility_level' }, 'https://www.postfix.org/COMPATIBILITY_README.html'],
  [{ topic: 'deprecation', name: 'permit_mx_backup' }, 'https://www.postfix.org/DEPRECATION_README.html'],
] as const)('manual of %o', (topic, url) => {
  expect(manualUrl(topic)).toBe(url)
})

test.each(['tableGrammar', 'tableResult', 'vocabulary', 'syntax', 'tableType', 'program', 'wellKnownService'] as const)(
  '%s knows nothing of what is not there',
  question => {
    for (const name of ['nothing', '', 'constructor', '__proto__']) expect(catalog[question](name)).toBeUndefined()
  },
)
