/**
 * What every document about a person carries, whatever else it holds. Erasers, scans and the coverage test rely on these names.
 * Nothing in it identifies anybody: hashes are keyed, ids are random.
 */
export interface PersonBound {
  tenantId: string;
  subjectId: string;
  /** The person's data key that seals this document's contents; destroying the key makes them unreadable. */
  keyId: string;
  /** `BlindIndex.names` of the person when it was written. */
  names: string[];
  /**
   * Present: the erasure left this document because a stated ground keeps it until then; MongoDB drops it afterwards.
   * Nothing but the retention itself reads a kept document.
   */
  keptUntil?: Date;
}
