/**
 * The processor time that a piece of work takes in this process and its threads, ms. Bounds on it hold where the
 * machine is busy with something else; bounds on the time that passes do not.
 */
export async function cpuOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
