/** Tries a check again and again until it holds; throws what it threw last after the time, in milliseconds. */
export async function eventually(check: () => unknown, withinMs = 20_000): Promise<void> {
  const end = Date.now() + withinMs;
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}
