/** Whether what was identified and what the figures give differ; null while either is missing. */
export const differ = (identified: string | null, computed: string | null): boolean | null =>
  identified === null || computed === null ? null : identified !== computed;
