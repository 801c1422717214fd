import { clientOf, collectSettings, templateKeys, wholeOf } from '../../config/client-settings.js'
import { defineRule } from '../define.js'

/** True when a text is a JSON object or array, once letters stand for the `%` keys. */
function isJson(template: string): boolean {
  let text = ''
  let from = 0
  for (const { start, letter } of templateKeys(template)) {
    text += `${template.slice(from, start)}x`
    from = start + 1 + letter.length
  }
  text = (text + template.slice(from)).replaceAll('%%', '%')
  try {
    const read: unknown = JSON.parse(text)
    return typeof read === 'object' && read !== null
  } catch {
    return false
  }
}

export default defineRule({
  id: 'bad-mongodb-query',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A file for a MongoDB table has a query that is no JSON, or two kinds of result',
  why: `\`query_filter\` and \`projection\` of a MongoDB table are JSON objects: names and texts in double quotes, with \`%s\` inside the quotes.
When they cannot be read, each lookup fails and mail is deferred. The result comes from \`projection\` or from \`result_attribute\`:
with both or neither, the table cannot be opened.`,
  see: ['mongodb_table(5)', 'src/global/dict_mongodb.c'],
  evidence: {
    kind: 'source',
    because: 'the package with the client has to be installed for Postfix to open such a table',
  },
  postfix: { from: '3.9' },
  messages: {
    json: (d: { name: string }) =>
      `\`${d.name}\` is no JSON object, so each lookup in this table fails: names and texts, \`%s\` with them, stand in double quotes`,
    both: () =>
      'both `projection` and `result_attribute` are set, so this table cannot be opened and each lookup in it fails: keep one of them',
    neither: () =>
      'neither `result_attribute` nor `projection` is set, so this table cannot be opened and each lookup in it fails: set one of them',
  },
  scope: 'table',
  syntaxes: ['client'],
  check({ project, table }, report) {
    if (clientOf(project, table)?.type !== 'mongodb') return undefined
    const { settings, line } = collectSettings()
    let readable = true
    return {
      line(each) {
        line(each)
        if (each.type !== 'comment' && each.type !== 'blank' && each.type !== 'setting') readable = false
      },
      end() {
        for (const name of ['query_filter', 'projection']) {
          const setting = settings.get(name)
          if (setting !== undefined && setting.value.text !== '' && !isJson(setting.value.text))
            report({ at: wholeOf(setting), say: ['json', { name }] })
        }
        const projection = settings.get('projection')
        const attribute = settings.get('result_attribute')
        const [first] = settings.values()
        if (projection !== undefined && attribute !== undefined)
          report({ at: { file: attribute.file, range: attribute.nameRange }, say: ['both'], severity: 'error' })
        else if (projection === undefined && attribute === undefined && first !== undefined && readable)
          report({ at: { file: first.file, range: first.nameRange }, say: ['neither'], severity: 'error' })
      },
    }
  },
  examples: [
    {
      title: 'Queries that are no JSON',
      prove: false,
      version: '3.9',
      'main.cf': 'virtual_alias_maps = mongodb:/etc/postfix/mongo.cf\n',
      tables: {
        'mongo.cf':
          'uri = mongodb://localhost\ndbname = mail\ncollection = alias\nquery_filter = «{mail: %s}»\nprojection = «{"goto": }»\n',
      },
    },
    {
      title: 'Two kinds of result, and none',
      prove: false,
      version: '3.9',
      'main.cf': 'virtual_alias_maps = mongodb:/etc/postfix/a.cf, mongodb:/etc/postfix/b.cf\n',
      tables: {
        'a.cf':
          'uri = mongodb://localhost\ndbname = mail\ncollection = alias\nquery_filter = {"mail": "%s"}\nprojection = {"goto": 1}\n«result_attribute» = goto\n',
        'b.cf': '«uri» = mongodb://localhost\ndbname = mail\ncollection = alias\nquery_filter = {"mail": "%s"}\n',
      },
    },
    {
      title: 'A query and a result',
      clean: true,
      prove: false,
      version: '3.9',
      'main.cf': 'compatibility_level = 3.6\nvirtual_alias_maps = mongodb:/etc/postfix/mongo.cf\n',
      tables: {
        'mongo.cf':
          'uri = mongodb://localhost\ndbname = mail\ncollection = alias\nquery_filter = {"$or": [{"mail": "%s"}, {"mail": "@%d"}]}\nresult_attribute = goto\n',
      },
    },
  ],
})
