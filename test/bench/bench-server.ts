/** One of the measured servers, in a process of its own. */
export interface BenchServer {
  readonly url: string;
  /** Most memory the process ever had, MB. */
  memoryMb(): Promise<number>;
  stop(): void;
}
