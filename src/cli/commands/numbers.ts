import { InvalidArgumentError } from 'commander';

/** Reads an option that must be a whole number within bounds. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };
}

/** Reads a speed: `10`, `x10` or `×10`; a fraction slows down. */
export function speed(text: string): number {
  const value = Number(text.replace(/^[x×]/, ''));
  if (/^[x×]?\d/.test(text) && value > 0 && value <= 1_000_000) return value;
  throw new InvalidArgumentError('It must be a number such as x10.');
}
