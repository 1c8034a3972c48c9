/**
 * Starts to count what this process computes: on a loaded machine a clock would count the others too.
 * @returns milliseconds of processor time since then
 */
export function processorTime(): () => number {
  const start = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1_000;
  };
}
