import { createProject, type Project } from '../../src/config/project.js'
import { dedent } from '../../src/text/dedent.js'
import { SourceText } from '../../src/text/source-text.js'

/** A project of texts, for tests. */
export function projectOf(main: string, master?: string, version = '3.7.11'): Project {
  return createProject({
    main: new SourceText('main.cf', dedent(main)),
    ...(master !== undefined && { master: new SourceText('master.cf', dedent(master)) }),
    target: { version, profile: 'upstream' },
  })
}
