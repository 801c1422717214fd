import { replacePlace } from '../../config/elements.js'
import { openedKinds, tablesOf, withInner } from '../../config/table-specs.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'berkeley-db-table',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  postfix: { from: '3.11' },
  fix: 'unsafe',
  summary: 'A table of a type that new systems no longer have',
  why: `\`hash:\` and \`btree:\` need the Berkeley DB library. Alpine Linux and RHEL 10 build Postfix without it, and others are
to follow: a table of such a type cannot be opened there, and mail is deferred. \`lmdb:\` does what both do; for tables that
are only read, \`cdb:\` does too. The index files have to be made anew with postmap(1) or postalias(1). Postfix 3.11 can
also redirect the old types by itself (\`non_bdb_migration_level\`).`,
  see: ['NON_BERKELEYDB_README', 'postconf(5) non_bdb_migration_level', 'DATABASE_README'],
  evidence: { kind: 'heuristic', because: 'which libraries Postfix was built with is not seen in the configuration' },
  messages: {
    old: (d: { type: string }) =>
      `\`${d.type}:\` needs Berkeley DB, which new systems build Postfix without: move to \`lmdb:\` and make the index file anew, before an upgrade does away with it`,
    aliases: (d: { type: string }) =>
      `\`${d.type}:\` needs Berkeley DB, which new systems build Postfix without: move to \`lmdb:\` here and in \`alias_database\`, and run \`newaliases\`, before an upgrade does away with it`,
  },
  scope: 'setting',
  kinds: openedKinds,
  check({ project, resolved, parameter, setting, view }, report) {
    if (parameter === undefined || resolved.expanded.problem || resolved.setting !== setting) return
    // Postfix then opens such a table as one of another type.
    const redirected = view.get('non_bdb_migration_level')?.text
    if (redirected !== undefined && redirected !== 'disable') return
    // `newaliases` would go on to make the index of the default.
    const database =
      setting.name === 'alias_maps' && !view.sets('alias_database') ? view.get('alias_database') : undefined
    const rebuilt = database === undefined ? [] : tablesOf(database, 'map-list').map(({ value }) => value)
    for (const table of tablesOf(resolved, parameter.kind)) {
      const isRebuilt = rebuilt.includes(table.value)
      for (const { type } of withInner(table)) {
        const info = type && project.catalog.tableType(type.value)
        if (type === undefined || info?.redirectedTo === undefined) continue
        report({
          at: type,
          say: [isRebuilt ? 'aliases' : 'old', { type: info.name }],
          fix: { title: 'Write `lmdb`', edits: isRebuilt ? null : replacePlace(type, 'lmdb') },
        })
      }
    }
  },
  examples: [
    {
      title: 'A table of aliases',
      'main.cf': `
        virtual_alias_maps = «hash»:/etc/postfix/virtual
      `,
      fixed: `
        virtual_alias_maps = lmdb:/etc/postfix/virtual
      `,
    },
    {
      title: 'A table of restrictions',
      'main.cf': `
        smtpd_sender_restrictions = check_sender_access «hash»:/etc/postfix/senders
      `,
      fixed: `
        smtpd_sender_restrictions = check_sender_access lmdb:/etc/postfix/senders
      `,
    },
    {
      title: 'Aliases that newaliases makes the index of, by default: `alias_database` has to change as well',
      'main.cf': `
        alias_maps = «hash»:/etc/aliases
      `,
    },
    {
      title: 'Redirected by Postfix',
      clean: true,
      prove: false,
      'main.cf': `
        non_bdb_migration_level = enable-redirect
        virtual_alias_maps = hash:/etc/postfix/virtual
      `,
    },
  ],
})
