import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import * as schemas from '../../src/catalog/schema.js'

function read<Schema extends z.ZodType>(folder: string, file: string, schema: Schema): z.infer<Schema> {
  return schema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')))
}

/** The files of `src/catalog/data` that hold what a source tree says. */
export const dataFiles = {
  versions: 'versions.json',
  parameters: 'parameters.json',
  families: 'name-families.json',
  clients: 'dictionary-clients.json',
  restrictions: 'restrictions.json',
  tables: 'tables.json',
  vocabularies: 'vocabularies.json',
  services: 'services.json',
  stock: 'stock-master.json',
  compatibility: 'compatibility.json',
} as const

/** Reads those files from a folder, checked and free to change. */
export function readCatalogData(folder: string) {
  return {
    versions: read(folder, dataFiles.versions, schemas.versionsSchema),
    parameters: read(folder, dataFiles.parameters, schemas.parametersSchema),
    families: read(folder, dataFiles.families, schemas.nameFamiliesSchema),
    clients: read(folder, dataFiles.clients, schemas.dictionaryClientsSchema),
    restrictions: read(folder, dataFiles.restrictions, schemas.restrictionsSchema),
    tables: read(folder, dataFiles.tables, schemas.tablesSchema),
    vocabularies: read(folder, dataFiles.vocabularies, schemas.vocabulariesSchema),
    services: read(folder, dataFiles.services, schemas.servicesSchema),
    stock: read(folder, dataFiles.stock, schemas.stockMasterSchema),
    compatibility: read(folder, dataFiles.compatibility, schemas.compatibilitySchema),
  }
}

export type CatalogData = ReturnType<typeof readCatalogData>
