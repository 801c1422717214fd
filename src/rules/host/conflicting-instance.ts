import { certainValue } from '../../config/certain-values.js'
import { listItems } from '../../config/elements.js'
import { type DirectoryParameter, directoryOf } from '../../config/host/directories.js'
import { parseMainCf } from '../../syntax/main-cf.js'
import { SourceText } from '../../text/source-text.js'
import { defineRule } from '../define.js'

/** Directories that two instances must not share (`postmulti`). */
const own: readonly DirectoryParameter[] = ['queue_directory', 'data_directory']

export default defineRule({
  id: 'conflicting-instance',
  severity: 'error',
  since: '0.1.0',
  postfix: { from: '2.6' },
  needs: 'host',
  fix: 'none',
  summary: 'Another Postfix instance has no configuration, or shares a directory with this one',
  why: `\`multi_instance_directories\` lists the configuration directories of further Postfix instances on this host. Each has a
main.cf of its own, with its own \`queue_directory\` and \`data_directory\`: two instances in one queue damage each other's
mail, so postmulti(1) and the start refuse that.`,
  see: ['MULTI_INSTANCE_README', 'postmulti(1)', 'src/postmulti/postmulti.c'],
  evidence: { kind: 'source', because: 'the other instance is in files of the host' },
  messages: {
    missing: (d: { path: string }) =>
      `There is no \`${d.path}\`, so Postfix does not start: each further instance has a main.cf of its own. Create it with \`postmulti -e create\`, or take the directory out`,
    shared: (d: { directory: string; parameter: string; path: string }) =>
      `The instance in \`${d.directory}\` has the same \`${d.parameter}\` as this one (\`${d.path}\`): Postfix refuses to start two instances in one place`,
  },
  scope: 'project',
  check({ project }, report) {
    const list = certainValue(project.base, 'multi_instance_directories')
    for (const item of list?.setting === undefined ? [] : listItems(list)) {
      if (!item.value.startsWith('/') || item.value === directoryOf(project, 'config_directory')) continue
      const path = `${item.value.replace(/\/+$/, '')}/main.cf`
      const fact = project.facts.path(path)
      if (fact === 'missing') report({ at: item, say: ['missing', { path }] })
      if (typeof fact === 'string' || fact.text === undefined) continue
      const { lines } = parseMainCf(new SourceText(path, fact.text))
      for (const parameter of own) {
        const setting = lines.findLast(line => line.type === 'setting' && line.name === parameter)
        const mine = directoryOf(project, parameter)
        // What is built in is the same for both.
        const theirs = setting?.type === 'setting' ? setting.value.text : project.catalog.parameter(parameter)?.default
        if (mine === undefined || theirs !== mine) continue
        report({ at: item, say: ['shared', { directory: item.value, parameter, path: mine }] })
        break
      }
    }
  },
  examples: [
    {
      title: 'One queue for two',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        multi_instance_enable = yes
        multi_instance_wrapper = \${command_directory}/postmulti -p --
        multi_instance_directories = «/etc/postfix-out»
      `,
      files: { '/etc/postfix-out/main.cf': { text: 'queue_directory = /var/spool/postfix\n' } },
    },
    {
      title: 'No such instance',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        multi_instance_enable = yes
        multi_instance_wrapper = \${command_directory}/postmulti -p --
        multi_instance_directories = «/etc/postfix-out»
      `,
      files: { '/etc/postfix-out/main.cf': 'missing' },
    },
    {
      title: 'Two instances apart',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        multi_instance_enable = yes
        multi_instance_wrapper = \${command_directory}/postmulti -p --
        multi_instance_directories = /etc/postfix-out
      `,
      files: {
        '/etc/postfix-out/main.cf': {
          text: 'queue_directory = /var/spool/postfix-out\ndata_directory = /var/lib/postfix-out\n',
        },
      },
    },
  ],
})
