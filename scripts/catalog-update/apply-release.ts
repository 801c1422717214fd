import { releaseKey } from '../../src/catalog/versions.js'
import { applyOthers } from './apply-others.js'
import { applyDeprecated, applyParameters, type HandWork } from './apply-parameters.js'
import type { CatalogData } from './catalog-data.js'
import type { ReleaseFacts } from './facts.js'
import { recordedFacts } from './recorded-facts.js'
import { branchOfSlot, slotOf } from './timeline-changes.js'

/**
 * The release that a source tree is of, as the catalogue numbers releases: what calls itself a snapshot of a branch that
 * has been released is its first release (3.9.0 does not say more than `3.9`).
 */
export function numbered(source: ReleaseFacts, data: CatalogData): ReleaseFacts {
  const branch = branchOfSlot(source.release)
  const isOut = releaseKey(branch) <= releaseKey(data.versions.stable)
  const release = isOut && /-\d{8}$/.test(source.release) ? `${branch}.0` : source.release
  // Tables had other names once; only new ones are of interest.
  const isOld = releaseKey(branch) < releaseKey(data.versions.stable)
  return { ...source, release, sections: { ...source.sections, ...(isOld ? { 'table of words': new Map() } : {}) } }
}

/** Writes the release into `versions.json`; throws when only later releases of its branch, or branches, are known. */
function applyVersion(data: CatalogData, release: string): void {
  const branch = branchOfSlot(release)
  const { branches } = data.versions
  const known = branches.find(one => one.branch === branch)
  const newest = branches.at(-1)
  if (known && releaseKey(known.last) > releaseKey(release) && !/-\d{8}$/.test(known.last)) {
    throw new Error(`the catalogue knows ${known.last} already; --write takes only later releases than that`)
  }
  if (slotOf(release) === branch && newest && releaseKey(newest.branch) > releaseKey(branch)) {
    throw new Error(`the catalogue knows ${newest.branch} already; --write cannot start an older branch`)
  }
  if (!known && slotOf(release) !== branch) throw new Error(`begin with the first release of ${branch}, or a snapshot`)
  if (known) known.last = release
  else branches.push({ branch, last: release })
  if (!/-\d{8}$/.test(release) && releaseKey(branch) > releaseKey(data.versions.stable)) data.versions.stable = branch
}

/**
 * Brings the catalogue up to a release: changes `data`, and returns what a person has to see to.
 * @throws Error when it is not the newest of its branch
 */
export function applyRelease(data: CatalogData, source: ReleaseFacts): readonly HandWork[] {
  const slot = slotOf(source.release)
  const recorded = recordedFacts(data, source.release)
  applyVersion(data, source.release)
  return [
    ...applyParameters(data, source.sections.parameter, recorded.sections.parameter, slot),
    ...applyDeprecated(data, source.sections['deprecated name'], slot),
    ...applyOthers(data, source, recorded, slot),
  ]
}
