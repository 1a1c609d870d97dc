import { correctionTexts } from '../../flows/correction/texts/index.ts';
import { type Subject } from '../conversation/subjects.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { complaintWords } from './complaint-words.ts';
import { type PersonNews, type TellPerson } from './tell-person.ts';

/** Something that nobody answered in the law's month. */
interface Late {
  readonly tenant: Tenant;
  readonly subject: Subject;
  readonly request: Omit<PersonNews['request'], 'person'>;
  /** Of what kind the words are: later ones of it take the place of what still waits. */
  readonly kind: string;
  /** What stands in the person's words: who did not answer, and the reference. */
  readonly facts: { readonly businessName: string; readonly reference: string };
}

/** The last rung: the person hears that no answer came, and where to complain (GDPR 12(4)). */
export async function tellLate(
  { tellPerson }: { readonly tellPerson: TellPerson },
  { tenant, subject, request, kind, facts }: Late,
): Promise<void> {
  const { subjectId, keyId, names, identifiers } = subject;
  const { locale } = request;
  const body = correctionTexts[locale].late({ ...facts, complaint: complaintWords(locale, identifiers) });
  const [line = ''] = body.split('\n');
  await tellPerson({ tenant, request: { ...request, person: { subjectId, keyId, names } }, kind, body, line });
}
