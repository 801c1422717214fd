import { profileData } from './data-files.js'
import type { ProfileName } from './types.js'

/** The builds of Postfix that are told apart: `upstream` and the distributions. */
export function profileNames(): readonly ProfileName[] {
  // The union is generated from the keys of this very file (scripts/catalog-names.ts).
  return ['upstream', ...(Object.keys(profileData()) as ProfileName[])]
}
