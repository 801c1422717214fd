import { defineRule } from '../define.js'

export default defineRule({
  id: 'bad-dynamicmaps-line',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A line of dynamicmaps.cf is not a table type with its library',
  why: `A line of \`dynamicmaps.cf\`, and of the files in \`dynamicmaps.cf.d\`, names a table type, the library that has it, the function
that opens a table and, if postmap(1) can make such tables, the function that makes one: three or four words, from the beginning of
the line. A type begins with a letter or digit. At any other line each program and command of Postfix stops with a fatal error, even
when nothing uses the type. There are no comments behind an entry, and no continued lines.`,
  see: ['postfix(1)', 'src/global/dynamicmaps.c'],
  evidence: { kind: 'log', says: ['Expected "dict-type', 'unsupported syntax'], by: 'every command' },
  messages: {
    fields: (d: { count: number }) =>
      `a table type, its library and one or two functions are three or four words, and here ${d.count === 0 ? 'is only white space' : d.count === 1 ? 'is 1' : `are ${d.count}`}: every program of Postfix stops with a fatal error`,
    type: (d: { type: string }) =>
      `a table type begins with a letter or digit, unlike \`${d.type}\`: every program of Postfix stops with a fatal error`,
  },
  scope: 'table',
  syntaxes: ['dynamicmaps'],
  check(_, report) {
    return {
      line(line) {
        if (line.type === 'broken-entry') {
          const count = line.fields?.length ?? 0
          report({ at: line.at, say: ['fields', { count }] })
        } else if (line.type === 'dynamic-map') {
          const [type] = line.fields
          if (type !== undefined && !/^[a-z0-9]/i.test(type.value))
            report({ at: type, say: ['type', { type: type.value.slice(0, 40) }] })
        }
      },
    }
  },
  examples: [
    {
      title: 'Words that are missing, and a comment behind an entry',
      'main.cf': 'compatibility_level = 3.6\n',
      tables: {
        'dynamicmaps.cf': '«pcre postfix-pcre.so»\n«lmdb postfix-lmdb.so dict_lmdb_open mkmap_lmdb_open # new»\n',
      },
    },
    {
      title: 'A type that begins with a sign',
      'main.cf': 'compatibility_level = 3.6\n',
      tables: { 'dynamicmaps.cf': '«;pcre» postfix-pcre.so dict_pcre_open\n' },
    },
    {
      title: 'Types with their libraries',
      clean: true,
      'main.cf': 'compatibility_level = 3.6\n',
      tables: {
        'dynamicmaps.cf':
          '# type library open make\npcre postfix-pcre.so dict_pcre_open\nlmdb postfix-lmdb.so dict_lmdb_open mkmap_lmdb_open\n',
      },
    },
  ],
})
