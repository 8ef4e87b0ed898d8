export * from './dataset.js';
export { importFile, type ImportOptions } from './import.js';
export * from './inputs.js';
export { loadProfile, type Profile, profilesOf, TEMPLATE_PROFILE, templateProfile } from './profile.js';
export { providersOfDataset } from './providers.js';
export * from './report.js';
export * from './rules.js';
export { exampleOf, type TemplateColumn, templateColumns, templateWorkbook } from './template.js';
export { printable, quoted } from './text.js';
