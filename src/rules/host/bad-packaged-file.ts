import { isSecondaryInstance } from '../../config/host/directories.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

const types: readonly string[] = ['d', 'f', 'h', 'l']

export default defineRule({
  id: 'bad-packaged-file',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A line of postfix-files has a type that the start script does not know',
  why: `\`postfix-files\` lists what belongs to Postfix: \`path:type:owner:group:mode:flags\`. The type is \`d\` for a directory, \`f\` for a
file, \`l\` for a symbolic link, \`h\` for a hard link. \`postfix start\` and \`postfix check\` go through the list, and stop with "unknown
type" at any other. Lines that do not begin with \`$\` are passed over.`,
  see: ['postfix(1)', 'conf/post-install', 'conf/postfix-files'],
  evidence: { kind: 'log', says: ['unknown type'], by: 'postfix' },
  messages: {
    type: (d: { type: string; near: string | undefined }) =>
      `\`${d.type}\` is no type, so Postfix does not start. ${d.near ? `Did you mean \`${d.near}\`?` : 'There are `d` (directory), `f` (file), `l` (symbolic link) and `h` (hard link)'}`,
  },
  scope: 'table',
  syntaxes: ['postfix-files'],
  check({ project }, report) {
    // A secondary instance reads only the lines about files of its own.
    if (isSecondaryInstance(project)) return undefined
    return {
      line(line) {
        if (line.type !== 'packaged-file') return
        const [path, type] = line.fields
        if (path === undefined || type === undefined || !path.value.startsWith('$') || types.includes(type.value))
          return
        const near = nearestName(type.value.toLowerCase(), types)
        const at = type.value === '' ? path : type
        report({ at, say: ['type', { type: type.value, near: types.includes(near ?? '') ? near : undefined }] })
      },
    }
  },
  examples: [
    {
      title: 'A letter that means nothing',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
      `,
      tables: {
        'postfix-files': `
          $config_directory:d:root:-:755:u
          $config_directory/own.cf:«z»:root:-:644
        `,
      },
    },
    {
      title: 'A directory and a file',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
      `,
      tables: {
        'postfix-files': `
          $config_directory:d:root:-:755:u
          $config_directory/own.cf:f:root:-:644
        `,
      },
    },
  ],
})
