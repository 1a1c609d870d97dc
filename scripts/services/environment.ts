/** What a process gets from outside, handed in so that a test can hand in another. */
export type Environment = Readonly<Record<string, string | undefined>>;
