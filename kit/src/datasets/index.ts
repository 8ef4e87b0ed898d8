export * from './dataset.js';
export { importFile, type ImportOptions } from './import.js';
export { loadProfile, type Profile, profilesOf, TEMPLATE_PROFILE, templateProfile } from './profile.js';
export * from './report.js';
