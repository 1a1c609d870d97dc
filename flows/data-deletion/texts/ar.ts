import { type HoldGround } from '../../../src/domain/ground.ts';
import { bullets, dayInWords, inWords, isolate } from '../../phrasing.ts';
import { type DeletionTexts, type KeptLine, type StatusGroup } from './texts.ts';

const grounds: Readonly<Record<HoldGround, string>> = {
  legal_duty: 'القانون يفرض ذلك',
  legal_claims: 'قضية قانونية جارية',
  fraud_prevention: 'لمنع الاحتيال',
  contract: 'عقدك ما زال ساريا',
  identity_doubt: 'للتأكد من أنك صاحب الطلب',
};

const standing: Readonly<Record<StatusGroup, string>> = {
  'needs-code': 'الطلب ينتظر الرمز منك. لم يحذف شيء بعد.',
  waiting: 'تم تأكيد الطلب. لم يبدأ الحذف بعد.',
  'on-hold': 'الطلب متوقف مؤقتا. وصلك السبب كتابة.',
  deleting: 'يجري حذف بياناتك الآن.',
  delayed: 'الأمر أطول من المتوقع. هناك من يعمل عليه.',
  done: 'تم حذف بياناتك.',
  ended: 'انتهى الطلب. لم يحذف شيء.',
  'gave-way': 'حل محله طلبك بحذف كل شيء.',
};

function kept({ what, ground, until }: KeptLine): string {
  return `${what}: حتى ${dayInWords('ar', until)}، ${grounds[ground]}`;
}

export const arabic: DeletionTexts = {
  labels: { confirm: 'نعم، احذف', cancel: 'إلغاء', resend: 'رمز جديد', notMe: 'لست أنا' },
  preview: {
    opening: ({ businessName }) => `يمكنك أن تطلب من ${isolate(businessName)} حذف بياناتك.`,
    goes: 'سيتم حذف:',
    goesAll: 'كل ما يخصك في هذه الخدمة.',
    stays: 'يجب أن يبقى هذا الآن:',
    kept,
    outOfReach: 'لا أستطيع الوصول إلى:',
    outOfReachLines: ({ businessName }) => [
      'هذه المحادثة في هاتفك',
      `نسخ تحتفظ بها ${isolate(businessName)} في مكان آخر، وسنخبرهم`,
      `ما يخزنه واتساب (${isolate('Meta')})، حتى 30 يوما`,
    ],
    question: ({ wait }) =>
      wait === null
        ? 'هل أحذفها؟ لا رجوع بعد ذلك. سأرسل لك رمزا أولا.'
        : `هل أحذفها؟ لا رجوع بعد ذلك. سأرسل لك رمزا أولا.\nيبدأ الحذف بعد الرمز بمدة ${wait}. يمكنك الإلغاء حتى ذلك الحين.`,
    questionFollows: 'سؤالي في الرسالة التالية.',
  },
  intentReminder: 'هل أحذف بياناتك؟ اضغط على زر، أو اكتب نعم أو إلغاء.',
  nothingDeleted: 'حسنا، توقفت. لم يحذف شيء.',
  oneMoment: 'لحظة من فضلك، أعمل على ذلك.',
  codeSent: ({ channel, digits, minutes }) =>
    `${channel === 'email' ? 'أرسلت لك رمزا بالبريد الإلكتروني.' : 'أرسلت لك رمزا.'}\nاكتب هنا أرقامه (${digits}). الرمز صالح لمدة ${minutes}.\nلا تعطه لأحد. لن يطلبه منك أحد.`,
  codeExpected: ({ digits }) => (digits === null ? 'اكتب هنا الرمز الذي وصلك.' : `اكتب هنا أرقام الرمز (${digits}).`),
  codeExpired: 'انتهت مدة هذا الرمز. هل تريد رمزا جديدا؟',
  codeWrong: ({ triesLeft }) =>
    `هذا الرمز غير صحيح. ${triesLeft === 1 ? 'بقيت لك محاولة واحدة.' : `المحاولات الباقية: ${triesLeft}.`}`,
  codeVoid: 'هذا الرمز لم يعد صالحا. هل تريد رمزا جديدا؟',
  identityChanged: 'تغير رقمك أو هاتفك. لحمايتك، لم يعد الرمز السابق صالحا.\nهل أرسل رمزا جديدا؟',
  notIssued: {
    tooSoon: ({ wait }) => `أرسلت رمزا قبل قليل. إن لم يصل، اطلبه من جديد بعد ${wait}.`,
    dailyLimit: ({ wait, reference }) =>
      `كان هذا آخر رمز الآن. يمكنك طلب رمز جديد بعد ${wait}.\nطلبك ما زال مفتوحا: ${isolate(reference)}`,
    noChannel: ({ businessName, reference }) =>
      `لا أملك طريقة لإرسال رمز إليك. تواصل مع ${isolate(businessName)}.\nأعطهم هذا الرقم المرجعي: ${isolate(reference)}`,
    failed: 'لم نتمكن من إرسال الرمز. لم يضع شيء. اطلب رمزا جديدا.',
    unknown: 'ربما أرسل إليك رمز. إن لم يصل، اطلب رمزا جديدا.',
  },
  locked: ({ wait, reference }) =>
    `هناك رموز خاطئة كثيرة. لحمايتك سأنتظر ${wait}.\nطلبك لم يضع: ${isolate(reference)}\nبعد ذلك اطلب رمزا جديدا هنا.`,
  lockOver: 'يمكنك المحاولة الآن من جديد. هل أرسل لك رمزا جديدا؟',
  started: ({ reference }) =>
    `الرمز صحيح. أحذف بياناتك الآن.\nرقمك المرجعي: ${isolate(reference)}\nسأكتب لك هنا عند الانتهاء.`,
  startsLater: ({ reference, day }) =>
    `الرمز صحيح. يبدأ الحذف يوم ${day}.\nرقمك المرجعي: ${isolate(reference)}\nحتى ذلك اليوم يمكنك كتابة إلغاء.`,
  running: ({ reference }) =>
    `الحذف جار الآن. سأكتب لك هنا عند الانتهاء.\nرقمك المرجعي: ${isolate(reference)}\nاكتب حالة لتعرف أين وصل.`,
  cancelling: 'أوقف الطلب الآن. لحظة من فضلك.',
  cancelled: ({ reference }) => `تم إلغاء طلبك. لم يحذف شيء.\nالرقم المرجعي: ${isolate(reference)}`,
  cancelledNotMe: ({ reference }) =>
    `شكرا لأنك أخبرتني. أوقفت الطلب. لم يحذف شيء.\nلا تعط رموزك لأحد.\nالرقم المرجعي: ${isolate(reference)}`,
  cannotCancel: ({ reference }) => `فات وقت الإيقاف. يجري حذف بياناتك الآن.\nرقمك المرجعي: ${isolate(reference)}`,
  status: ({ reference, group, day, instead = null }) =>
    `الطلب ${isolate(reference)}\n${instead ?? standing[group]}${day === null || group === 'done' || group === 'ended' ? '' : `\nأقصى موعد: ${day}.`}`,
  doneButKept: ({ reference }) => `الطلب ${isolate(reference)}\nتم حذف بياناتك، ما عدا ما يجب أن يبقى.`,
  phraseWords: 'احذف بياناتي',
  phraseMessage: ({ phrase, minutes }) =>
    `للتأكيد، اكتب هنا هذه الكلمات مع أرقامها:\n${phrase.replace(/[0-9]+/, isolate)}\nصالحة لمدة ${inWords('ar', 'minute', minutes)}. لست أنت من طلبها؟ اكتب: لست أنا.`,
  phraseExpected: 'اكتب الكلمات مع أرقامها كما كتبتها لك.',
  numberNeeded:
    'لا أستطيع إرسال الرمز إلا إلى رقمك، وأنا لا أراه.\nاضغط على الزر في الأسفل لمشاركته معي.\nأو اكتب: إلغاء. عندها لا يحذف شيء.',
  codeMessage: ({ code, minutes }) =>
    `رمز حذف بياناتك: ${isolate(code)}\nاكتبه هنا. الرمز صالح لمدة ${inWords('ar', 'minute', minutes)}.\nلا تعطه لأحد. لست أنت من طلبه؟ اكتب: لست أنا.`,
  progress: () => 'ما زلت أحذف. يحتاج الأمر وقتا أطول قليلا. سأكتب لك هنا عند الانتهاء.',
  paused: ({ reference, ground, day }) =>
    `الطلب ${isolate(reference)} متوقف مؤقتا: ${grounds[ground]}.\nيستمر وحده في ${day} أو قبل ذلك.\nلا يلزمك فعل شيء. لديك سؤال؟ اكتب: موظف.`,
  blocked: ({ reference }) =>
    `الحذف أطول من المتوقع. هناك من ينظر في الأمر الآن.\nلا يلزمك فعل شيء.\nرقمك المرجعي: ${isolate(reference)}`,
  farewell: ({ reference, businessName, erased, kept: keptLines, receipt }) =>
    [
      `تم. حذفت ${isolate(businessName)} بياناتك، وتحققنا من ذلك.`,
      ...(erased.length === 0 ? [] : [`\nما تم حذفه:\n${bullets(erased)}`]),
      ...(keptLines.length === 0 ? [] : [`\nما يبقى الآن:\n${bullets(keptLines.map(kept))}`]),
      `\nرقمك المرجعي: ${isolate(reference)}`,
      `\nإيصالك الموقّع، ويمكن لأي شخص التحقق منه: ${isolate(receipt.url)}`,
      receipt.isMirrored
        ? `رمزك السري للإيصال: ${isolate(receipt.claimSecret)}\nبه تُثبت أن الإيصال لك. وتظهر هذه المحادثة أيضًا على هاتف الشركة.`
        : `رمزك السري للإيصال: ${isolate(receipt.claimSecret)}\nلا يملكه أحد غيرك. به تُثبت أن الإيصال لك.`,
      `المحادثة في هاتفك يمكنك حذفها بنفسك. مع السلامة!`,
    ].join('\n'),
};
