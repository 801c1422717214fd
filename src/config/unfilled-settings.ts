import type { Assignment } from '../syntax/nodes.js'
import { remembered } from '../text/remembered.js'
import type { Project } from './project.js'

/** What the installer fills in: the main.cf of the Postfix source leaves these empty (`conf/main.cf`). */
const installerNames: ReadonlySet<string> = new Set([
  'sendmail_path',
  'newaliases_path',
  'mailq_path',
  'setgid_group',
  'html_directory',
  'manpage_directory',
  'sample_directory',
  'readme_directory',
  'meta_directory',
  'shlib_directory',
])

/** So many of them are not emptied by hand. */
const fewest = 4

/** The settings of main.cf that an installer was to fill in; none when it is no main.cf as it comes with the source. */
export const unfilledSettings = remembered((project: Project): readonly Assignment[] => {
  if (!project.base.sets('sendmail_path')) return []
  const empty = [...project.base.own.values()].filter(
    ({ name, value }) => value.text === '' && installerNames.has(name),
  )
  return empty.length < fewest ? [] : empty
})
