/**
 * From now on SIGINT and SIGTERM take everything down and end the process with this exit code, also while it still
 * starts: the embedded database is told to end by its own exit handler when it is not in the list yet.
 */
export function stopOnSignal(
  started: AsyncDisposableStack,
  { exitCode, isUnderNpm }: { readonly exitCode: number; readonly isUnderNpm: boolean },
): { readonly stopping: boolean } {
  let askedAt = 0;
  const stop = async (): Promise<void> => {
    if (askedAt > 0) {
      // A second signal is impatience, unless it comes with the first: the terminal's Ctrl-C goes to npm and to us,
      // and npm passes it on.
      if (performance.now() - askedAt > 1_000) process.exit(1);
      return;
    }
    askedAt = performance.now();
    await stopAll(started);
    process.exit(exitCode);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  if (isUnderNpm) stopWithNpm(stop);
  return {
    get stopping() {
      return askedAt > 0;
    },
  };
}

/**
 * npm passes SIGTERM on to the shell between itself and us; Debian's shell dies of it and tells us nothing. So under
 * npm the loss of our parent counts as the signal.
 */
function stopWithNpm(stop: () => void): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, 100);
  watch.unref();
}

/** Stops what was started, the last first; what fails keeps nothing else from being stopped. */
export async function stopAll(started: AsyncDisposableStack): Promise<void> {
  await started.disposeAsync().catch((error) => console.error(error));
}
