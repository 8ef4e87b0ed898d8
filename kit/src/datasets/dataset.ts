/** Placeholder shape replaced below. */
export interface Dataset {
  readonly name: string;
}
