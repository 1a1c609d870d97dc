import { type RefusalGround } from '../../../src/domain/ground.ts';
import { type Right } from '../../../src/domain/request.ts';
import { isolate } from '../../phrasing.ts';
import { type ProtectionTexts } from './texts.ts';

const grounds: Readonly<Record<RefusalGround, string>> = {
  legal_duty: 'القانون يوجب حفظ هذه البيانات.',
  legal_claims: 'البيانات لازمة لمسألة قانونية مفتوحة.',
  fraud_prevention: 'البيانات لازمة لمنع الاحتيال.',
  contract: 'عقدك ما زال ساريًا.',
  unfounded: 'تقول إن الطلب لا أساس له.',
  excessive: 'تقول إنك طلبت مرات كثيرة جدًا.',
  not_the_person: 'ليست متأكدة من أنك صاحب البيانات.',
};

const nothing: Readonly<Record<Right, string>> = {
  erasure: 'لم يُحذف شيء.',
  access: 'لم تُجهز أي نسخة.',
};

export const arabic: ProtectionTexts = {
  why: {
    'slow-path': 'أنتظر أسبوعًا لأن أحدًا لم يكتب رمزًا.',
    'not-me': 'أنتظر لأن شخصًا كتب من هنا أنه لم يطلب ذلك.',
    'key-changed': 'أنتظر لأن واتساب جديد على هذا الهاتف.',
    'name-changed': 'أنتظر لأن رقمك تغيّر منذ وقت قصير.',
    'rival-request': 'أنتظر لأن شخصًا آخر طلب بالرقم نفسه.',
    'failed-codes': 'أنتظر لأن رموزًا خاطئة كثيرة كُتبت.',
    'first-contact': 'أنتظر لأنك كتبت هنا الآن لأول مرة.',
    'no-baseline': 'أنتظر لأنني لا أعرف بعد إن كان هذا الهاتف لك.',
    'chat-code': 'أنتظر لأن الرمز وصل في هذه المحادثة نفسها.',
  },
  startsLater: ({ reference, day, why }) =>
    `الرمز صحيح. يبدأ الحذف في ${day}.\n${why}\nحتى ذلك الحين يمكنك كتابة «إلغاء».\nرقم طلبك: ${isolate(reference)}`,
  waiting: ({ reference, day }) =>
    `ستُحذف بياناتك في ${day}.\nلم تطلب ذلك، أو غيّرت رأيك؟ اكتب «إلغاء».\nرقم طلبك: ${isolate(reference)}`,
  waitingLine: ({ day }) => `ستُحذف بياناتك في ${day}. اكتب «إلغاء» لإيقاف ذلك.`,
  noCode: {
    budget: ({ reference }) => `لا أستطيع إرسال رمز الآن.\nطلبك محفوظ: ${isolate(reference)}`,
    'no-channel': ({ reference }) => `ليست لديّ طريقة لإرسال رمز إليك.\nطلبك محفوظ: ${isolate(reference)}`,
    'no-number': ({ reference }) => `يبقى رقمك مخفيًا.\nطلبك محفوظ: ${isolate(reference)}`,
  },
  withoutNumber: {
    hint: 'تفضّل ألا تشاركه؟ اكتب: لا. يتم الأمر بدونه أيضًا، لكن ببطء.',
    offer:
      'لا بأس. أستطيع الحذف دون رقمك، لكن ذلك يستغرق أسبوعًا.\nسأذكّرك كل يوم، وكلمة «إلغاء» توقف ذلك.\nمشاركة رقمك في الأعلى أسرع. هل أنتظر أسبوعًا بدلًا من ذلك؟',
    wait: 'انتظار أسبوع',
  },
  slowPath: ({ day }) =>
    `يتم الأمر دون رمز أيضًا، لكن ببطء. يبدأ الحذف في ${day}.\nسأذكّرك كل يوم. اكتب «إلغاء» لإيقاف ذلك.`,
  slowOver: ({ reference }) => `انتهى الأسبوع ولم يُلغِ أحد الطلب. تُحذف بياناتك الآن.\nرقم طلبك: ${isolate(reference)}`,
  slowOverLine: 'انتهى الأسبوع ولم يُلغِ أحد الطلب. تُحذف بياناتك الآن.',
  slowOverLater: ({ reference, day }) =>
    `انتهى الأسبوع ولم يُلغِ أحد الطلب. يبدأ الحذف في ${day}.\nحتى ذلك الحين يمكنك كتابة «إلغاء».\nرقم طلبك: ${isolate(reference)}`,
  slowOverLaterLine: ({ day }) => `انتهى الأسبوع. يبدأ الحذف في ${day}. اكتب «إلغاء» لإيقاف ذلك.`,
  heldUp: ({ reference }) =>
    `طلب كثيرون ذلك في وقت واحد، فيُراجع الأمر أولًا.\nطلبك محفوظ وسيستمر وحده.\nما زال بإمكانك كتابة «إلغاء».\nرقم طلبك: ${isolate(reference)}`,
  heldUpLine: 'طلب كثيرون ذلك في وقت واحد، فيستغرق الحذف وقتًا أطول قليلًا.',
  extended: ({ reference, day, because, complaint }) =>
    `يحتاج طلبك إلى أكثر من شهر. سيتم في موعد أقصاه ${day}.\n${because === 'complex' ? 'السبب: الحالة صعبة.' : 'السبب: الطلبات كثيرة جدًا.'}\n${complaint}\nرقم طلبك: ${isolate(reference)}`,
  extendedLine: ({ day }) => `يحتاج طلبك إلى أكثر من شهر. سيتم في موعد أقصاه ${day}.`,
  refused: ({ reference, right, businessName, ground, words, complaint }) =>
    `رفضت ${isolate(businessName)} طلبك. ${nothing[right]}\n${grounds[ground]}${words === null ? '' : `\nكلماتها: ${isolate(words)}`}\n${complaint}\nرقم طلبك: ${isolate(reference)}`,
  refusedLine: 'رُفض طلبك. اكتب هنا لتقرأ السبب وما يمكنك فعله.',
  farewellLine: ({ url, claimSecret }) =>
    `حُذفت بياناتك وتحققنا من ذلك. الإيصال: ${isolate(url)} رمزه السري: ${isolate(claimSecret)}`,
  logged: {
    erasure: ({ businessName, day }) =>
      `وصل إلى ${isolate(businessName)} طلب باسمك يوم ${day}.\nهل تريد حذف بياناتك؟ اكتب هنا: حذف، ثم أكّد.\nما لم تطلب ذلك هنا، لا يُحذف شيء. لست أنت؟ لا تفعل شيئا.`,
    access: ({ businessName, day }) =>
      `وصل إلى ${isolate(businessName)} طلب باسمك يوم ${day}.\nهل تريد نسخة؟ اكتب هنا: أرسل لي بياناتي. يصلك رمز أولا.\nلست أنت؟ لا تفعل شيئا.`,
  },
  loggedBesides: ({ businessName, day }) => `وصل إلى ${isolate(businessName)} طلب باسمك يوم ${day}.`,
  loggedLine: 'وصل طلب باسمك. اكتب هنا لتأكيده. لست أنت؟ لا تفعل شيئا.',
  loggedStanding: ({ reference, day }) => `الطلب ${isolate(reference)}\nمهلة الرد حتى ${day}.`,
  complaint: ({ authority }) =>
    `${authority === null ? 'يمكنك تقديم شكوى إلى هيئة حماية البيانات في بلدك.' : `يمكنك تقديم شكوى إلى ${isolate(authority.name)}: ${isolate(authority.site)}`}\nويمكنك أيضًا اللجوء إلى القضاء.`,
};
