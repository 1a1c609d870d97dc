import { type Lanes } from '../conversation/lanes.ts';
import { type Sender } from '../conversation/sender.ts';
import { type Subjects } from '../conversation/subjects.ts';
import { type Clock } from '../domain/instant.ts';
import { type BlindIndex } from '../keys/blind-index.ts';
import { type PersonKeys } from '../keys/person-keys.ts';
import { type Notices } from '../notifications/notices.ts';
import { type Reveals } from '../notifications/reveals.ts';
import { type Wake } from '../queue/wake.ts';
import { type IssueReceipt } from '../proof/issue-receipt.ts';
import { type ReceiptStore } from '../proof/receipt-store.ts';
import { type AwaitPerson } from '../requests/await-person.ts';
import { type Breaker } from '../requests/breaker.ts';
import { type GatherRiskSignals } from '../requests/risk-signals.ts';
import { type ForgetNews, type TellPerson } from '../requests/tell-person.ts';
import { type RequestStore } from '../requests/request-store.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { type TenantDirectory } from '../tenants/tenant.ts';
import { type AnswerAccess } from './answer-asked.ts';
import { type ErasureLedger } from './erasure-ledger.ts';
import { type SubjectTraces } from './erasers/subjects.ts';
import { type LateReceipts } from './late-receipts.ts';
import { type LastHeard } from './plan-run.ts';
import { type Register } from './register.ts';
import { type Remembrance } from './remembrance.ts';

/** What a run needs of the rest. */
export interface RunnerParts {
  readonly store: RequestStore;
  readonly register: Register;
  readonly subjects: Pick<Subjects, 'byId' | 'lockOut'>;
  readonly subjectTraces: Pick<SubjectTraces, 'idsByNames'>;
  readonly personKeys: Pick<PersonKeys, 'ensure' | 'open'>;
  readonly blindIndex: BlindIndex;
  readonly ledger: ErasureLedger;
  readonly lanes: Lanes;
  readonly tenants: Pick<TenantDirectory, 'byId'>;
  readonly notices: Pick<Notices, 'announce' | 'announceAsked' | 'announceVerified' | 'deliveries'>;
  readonly remembrance: Remembrance;
  readonly reveals: Pick<Reveals, 'heldUntil' | 'drop'>;
  readonly sender: Sender;
  readonly tellPerson: TellPerson;
  readonly forgetNews: ForgetNews;
  readonly awaitPerson: AwaitPerson;
  readonly breaker: Pick<Breaker, 'mayBegin' | 'ask'>;
  readonly riskSignals: GatherRiskSignals;
  readonly issueReceipt: IssueReceipt;
  readonly receipts: Pick<ReceiptStore, 'byReference'>;
  readonly lateReceipts: LateReceipts;
  readonly answerAccess: AnswerAccess;
  readonly lastHeard: LastHeard;
  /** `PUBLIC_BASE_URL`: who signs. */
  readonly iss: string;
  readonly wake: Wake;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
}
