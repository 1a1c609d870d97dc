import { type Waiver } from './coverage.ts';

/**
 * Places without an eraser, each with its reason. Whoever adds one says why nobody can be found in it, or when what
 * identifies somebody goes by itself.
 */
export const waivers: readonly Waiver[] = [
  waive('tenants', 'Businesses: names, numbers and secrets of companies, sealed. No data subject is in it.'),
  waive('tenant_closings', 'That a business left and was closed: random ids, times and counts. No person is in it.'),
  waive('day_keys', 'Keys of one day for all people together; destroyed eight days after it.'),
  waive('key_state', 'One document about the key file: a random id, a counter, a check value. No key and no person.'),
  waive(
    'lanes',
    'A keyed hash under a purpose that no other collection uses, two times and a counter; dropped an hour after its use.',
  ),
  waive(
    'farewells',
    'The sealed last message: carries no name to find it by, listed under heldUntil, shredded once sent or after 24 hours.',
  ),
  waive(
    'notices',
    'What the business is told: reference, times, counts and keyed hashes, sealed; emptied once delivered, dropped after 45 days.',
  ),
  waive('audit_entries', 'Types, times and numbers under a random word that the request forgets when it ends.'),
  waive('audit_nodes', 'Hashes over audit_entries, and how long the log is. They name nobody.'),
  waive('receipts', 'Signed counts, times and keyed hashes whose key its holder alone has. They name nobody.'),
  waive('signing_keys', 'Keys of the provider: public halves, and one sealed private half.'),
  waive(
    'tombstones',
    'Keyed hashes of the names of people erased, under a purpose that no other collection uses, with times; dropped after 45 days.',
  ),
  waive(
    'suppressions',
    'Keyed hashes of the names of people erased, under a purpose of their own and for one use: nobody puts them in again. Kept until lifted.',
  ),
  waive(
    'answer_counts',
    'A keyed hash under a purpose that no other collection uses, and a count; dropped after a day.',
  ),
  waive(
    'paid_sends',
    'How many templates a business sent on one day: a number. No person is in it; dropped after two days.',
  ),
  waive(
    'breaker_hours',
    'How many erasures a business began in one hour, and whether it was asked about more. No person is in it; dropped after 30 days.',
  ),
  waive('deep_scans', 'How far the nightly scan has come: the random id of a document, counts and times.'),
  waive(
    'erasure_ledger',
    'Who was erased, as keyed hashes and key ids: what keeps them erased after a restore. Kept for BACKUP_DAYS and 14 days.',
  ),
  waive('ledger_state', 'Which journal belongs to the database, who replays it, who prunes it: random ids and a time.'),
  waive('queue:look', 'Jobs are {kind, ids} with random or keyed ids; removed once looked at.'),
  waive('redis:oubli', 'BullMQ’s own keys of the queue `look`: see there.'),
];

function waive(covers: string, reason: string): Waiver {
  return { covers, reason, owner: 'maintainers of src/erasure', reviewBy: '2027-05-25' };
}
