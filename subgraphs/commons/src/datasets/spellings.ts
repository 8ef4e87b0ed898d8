/** How a value is spelt in files; each enum must list all of its values. */
export type Spellings<Value extends string> = Readonly<Record<Value, readonly string[]>>;
