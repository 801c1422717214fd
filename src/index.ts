// The core: texts in, findings and texts out. It touches no disk and runs in a browser as well.

export type { Element, Group, Literal, Macro, Operand, Part, ValueNode } from '../grammars/value-nodes.js'
export { createCatalog } from './catalog/catalog.js'
export { type ManualTopic, manualUrl } from './catalog/manual.js'
export { profileNames } from './catalog/profiles.js'
export { loadProse, type Prose } from './catalog/prose.js'
export type {
  AccessAction,
  Branch,
  Catalog,
  ClientKey,
  Compatibility,
  Deprecation,
  DictionaryClient,
  FamilyParameter,
  Kind,
  LevelEffect,
  NameHistory,
  Parameter,
  ParameterName,
  ProfileName,
  Program,
  ProgramName,
  Restriction,
  RestrictionName,
  StockEntry,
  TableType,
  TableTypeName,
  Target,
  ValueKind,
  Version,
  Vocabulary,
  VocabularyName,
  WellKnownService,
} from './catalog/types.js'
export { branches, compareVersions, latestVersion, parseVersion } from './catalog/versions.js'
export type { Effective, Resolved } from './config/effective.js'
export { type Facts, type HostAddress, type HostDescription, noFacts, type PathFact } from './config/facts.js'
export { type TableFiles, tablesFrom, tablesFromTexts } from './config/load-tables.js'
export { createProject, type Project, type ProjectInput } from './config/project.js'
export {
  isUsed,
  type Resolution,
  type ResolvedView,
  type ResolveInput,
  type ResolveOptions,
  resolve,
  undefinedReferences,
} from './config/resolve.js'
export type { Service } from './config/service.js'
export type { TableMention, TableRole } from './config/table-mentions.js'
export { type Table, type TableLoader, type WantedTable, wantedTables } from './config/tables.js'
export { applyFixes, type Fixed, fixUntilStable, selectFixes } from './edit/fix-loop.js'
export {
  changeEntries,
  commentOutParameter,
  type ParameterChange,
  removeParameter,
  setParameter,
} from './edit/parameters.js'
export {
  commentOutService,
  removeOverride,
  removeService,
  type ServiceName,
  setField,
  setOverride,
  setService,
} from './edit/services.js'
export {
  type ChangedParameter,
  type ChangedService,
  type ComparedValue,
  type Comparison,
  compareConfigurations,
  type ServiceOfOneSide,
} from './effective/compare.js'
export type {
  ChangedEntry,
  ChangedTable,
  ComparedEntry,
  UncomparedTable,
} from './effective/compare-tables.js'
export {
  type EffectiveConfiguration,
  type EffectiveService,
  type EffectiveValues,
  effectiveConfiguration,
  type ValueOrigin,
} from './effective/document.js'
export { type TypedValue, typedValue } from './effective/typed-value.js'
export { type FormatScope, format, formatEdits } from './format/format.js'
export { type Diagnostic, type Fix, type RelatedPlace, type Summary, summarize } from './lint/diagnostic.js'
export {
  type LintInput,
  type LintOptions,
  type LintResult,
  lint,
  lintProject,
  resolveVersion,
  UnknownVersion,
} from './lint/lint.js'
export type { SeveritySetting } from './lint/severities.js'
export { type PostconfRun, postconf } from './postconf/postconf.js'
export type { FileFault, FileText, PostconfHost } from './postconf/postconf-host.js'
export type { PostconfResult, Write } from './postconf/session.js'
export { openQueryTable } from './query/open-table.js'
export { type QueryRequest, type QueryResult, type QueryWrite, query } from './query/query.js'
export type { Answer, AnswerPlace, OpenFailure, QueryEnvironment, QueryTable } from './query/query-table.js'
export {
  type JsonDiagnostic,
  type JsonEdit,
  type JsonFix,
  type JsonRange,
  type JsonReport,
  type JsonSummary,
  toJsonReport,
} from './report/json.js'
export { ansiPalette, type Paint, type Palette, plainPalette } from './report/palette.js'
export { type PrettyOptions, prettyReport } from './report/pretty.js'
export {
  defineRule,
  type Evidence,
  type Example,
  type Messages,
  type Place,
  type Preset,
  type Report,
  type Rule,
  type RuleDefinition,
  type Safety,
  type Severity,
} from './rules/define.js'
export { families, type RuleId } from './rules/families.js'
export { loadExamples, type PublishedRule, publishedRules as allRules } from './rules/published.js'
export type { Blank, Comment, Orphan } from './syntax/lines.js'
export { parseMainCf } from './syntax/main-cf.js'
export { parseMasterCf } from './syntax/master-cf.js'
export type {
  Argument,
  Assignment,
  Attribute,
  BrokenOverride,
  ConfigFile,
  Field,
  FieldName,
  IncompleteService,
  MainFile,
  MainLine,
  MalformedSetting,
  MasterFile,
  MasterLine,
  Option,
  Override,
  ServiceLine,
  SettingLine,
  Word,
} from './syntax/nodes.js'
export { stringify } from './syntax/stringify.js'
export type {
  EntryPart,
  TableEntry,
  TableFile,
  TableLine,
  TableSyntax,
} from './syntax/tables/nodes.js'
export { parseTable, readTable, tableReader } from './syntax/tables/read-table.js'
export { parseList, parseText, type Shape } from './syntax/value.js'
export { childrenOf, type SyntaxNode, type VisitAnswer, type Visitor, visit } from './syntax/visit.js'
export { applyEdits, OverlappingEdits } from './text/edits.js'
export type { MappedText, Origin, Segment } from './text/mapped-text.js'
export { origin } from './text/mapped-text.js'
export { nearestName } from './text/nearest-name.js'
export type { Edit, Location, Range, Span } from './text/range.js'
export { type Position, SourceText } from './text/source-text.js'
