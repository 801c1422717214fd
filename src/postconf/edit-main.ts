import type { PostconfOptions } from './options.js'
import type { Session } from './session.js'
export function editMain(_options: PostconfOptions, session: Session): void { session.fatal('todo') }
