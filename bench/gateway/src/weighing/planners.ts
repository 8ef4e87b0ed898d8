/** Planners that are weighed, by name; Apollo's comes with the engine and has no module. */
export const planners: readonly { readonly name: string; readonly source?: URL }[] = [
  { name: 'apollo' },
  { name: 'hive', source: new URL('../hivePlanner/createPlanSource.js', import.meta.url) },
  { name: 'hive-or-apollo', source: new URL('../hivePlanner/hiveOrApollo.js', import.meta.url) },
];

/** As the option of `openGraph` and of `planning`. */
export const sourceOf = ({ source }: { readonly source?: URL }) => (source ? { source } : {});
