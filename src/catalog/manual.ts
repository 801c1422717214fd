const site = 'https://www.postfix.org/'

/** Something that has a place in the Postfix manual. */
export interface ManualTopic {
  readonly topic:
    | 'parameter'
    | 'restriction'
    | 'access-action'
    | 'table-type'
    | 'program'
    | 'master-field'
    | 'compatibility'
    | 'deprecation'
    /** `access(5)`: a page of the manual. */
    | 'page'
  /** Its name; for `compatibility` and `deprecation` it does not matter. */
  readonly name: string
}

/** Table types whose page is not `<type>_table(5)` (`proto/` in the source). */
const tablePages: Readonly<Record<string, string>> = {
  hash: 'DATABASE_README.html',
  btree: 'DATABASE_README.html',
  dbm: 'DATABASE_README.html',
  sdbm: 'DATABASE_README.html',
  cdb: 'CDB_README.html',
  lmdb: 'lmdb_table.5.html',
  proxy: 'proxymap.8.html',
}

const ownTablePages: ReadonlySet<string> = new Set([
  'cidr',
  'ldap',
  'memcache',
  'mongodb',
  'mysql',
  'nisplus',
  'pcre',
  'pgsql',
  'regexp',
  'socketmap',
  'sqlite',
  'tcp',
])

/** The page (and anchor) of postfix.org that explains something. */
export function manualUrl({ topic, name }: ManualTopic): string {
  switch (topic) {
    case 'parameter':
    case 'restriction':
      return `${site}postconf.5.html#${name}`
    case 'access-action':
      return `${site}access.5.html`
    case 'table-type':
      return (
        site +
        (ownTablePages.has(name)
          ? `${name}_table.5.html`
          : Object.hasOwn(tablePages, name)
            ? tablePages[name]
            : 'DATABASE_README.html#types')
      )
    case 'program':
      return `${site}${name}.8.html`
    case 'master-field':
      return `${site}master.5.html`
    case 'compatibility':
      return `${site}COMPATIBILITY_README.html`
    case 'deprecation':
      return `${site}DEPRECATION_README.html`
    case 'page':
      return `${site}${name.replace(/\((\d)\)$/, '.$1')}.html`
    default:
      return topic satisfies never
  }
}
