import type { PostconfOptions } from './options.js'
import type { Session } from './session.js'
export function editMaster(_options: PostconfOptions, session: Session): void { session.fatal('todo') }
