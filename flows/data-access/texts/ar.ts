import { type Locale } from '../../../src/domain/locale.ts';
import { dayInWords, inWords, isolate } from '../../phrasing.ts';
import { type StatusGroup } from '../../data-deletion/texts/texts.ts';
import { type AccessTexts, type ConsentLine } from './texts.ts';

const locale: Locale = 'ar';

const standing: Readonly<Record<StatusGroup, string>> = {
  'needs-code': 'ينتظر الرمز منك. لم تُجهز نسخة بعد.',
  waiting: 'تم تأكيده. تصلك نسختك قريبًا.',
  'on-hold': 'متوقف لسبب قانوني. سنخبرك بالسبب كتابة.',
  deleting: 'نسختك قيد التجهيز الآن.',
  delayed: 'يستغرق وقتًا أطول من المتوقع. هناك من يعمل عليه.',
  done: 'أُرسلت نسختك إليك على واتساب.',
  ended: 'انتهى الطلب. لم تُجهز أي نسخة.',
  'gave-way': 'حل محله طلبك بحذف كل شيء.',
};

const sources: Readonly<Record<ConsentLine['source'], string>> = {
  api: 'سجّلته الشركة',
  import: 'منقول من قائمة',
  user_preferences: 'إعدادات واتساب لديك',
  chat: 'قلته في هذه المحادثة',
};

export const arabic: AccessTexts = {
  confirm: 'نعم، أرسل نسخة',
  preview: {
    opening: ({ businessName }) => `يمكنك الحصول على نسخة مما تحتفظ به ${isolate(businessName)} عنك هنا.`,
    holds: 'تضم النسخة:',
    consentsOpening: ({ businessName }) => `أستطيع أن أعرض عليك ما وافقت عليه لدى ${isolate(businessName)} ومتى.`,
    delivery: ({ days }) => `أرسل لك رابط النسخة. يُفتح مرة واحدة خلال ${days}.\nمن يحمل هذا الهاتف يستطيع فتحه.`,
    question: 'هل أجهزها؟ سأرسل لك رمزًا أولًا.',
  },
  talk: {
    intentReminder: 'هل أجهز النسخة؟ اضغط زرًا أو اكتب نعم أو إلغاء.',
    nothingDeleted: 'حسنًا، توقفت. لم تُجهز أي نسخة.',
    started: ({ reference }) => `الرمز صحيح. أجهز نسختك الآن.\nرقم طلبك: ${isolate(reference)}`,
    startsLater: ({ reference }) => `الرمز صحيح. أجهز نسختك الآن.\nرقم طلبك: ${isolate(reference)}`,
    running: ({ reference }) => `نسختك قيد التجهيز. تصلك هنا بعد لحظات.\nرقم طلبك: ${isolate(reference)}`,
    cancelled: ({ reference }) => `أُلغي طلبك. لم تُجهز أي نسخة.\nرقم الطلب: ${isolate(reference)}`,
    cancelledNotMe: ({ reference }) =>
      `شكرًا لإخباري. أوقفت الطلب. لم تُجهز أي نسخة.\nلا تعط رمزًا لأحد.\nرقم الطلب: ${isolate(reference)}`,
    cannotCancel: ({ reference }) => `فات أوان الإيقاف. نسختك جاهزة بالفعل.\nرقم طلبك: ${isolate(reference)}`,
  },
  news: {
    blocked: ({ reference }) =>
      `تجهيز نسختك أطول من المتوقع. هناك من ينظر في الأمر الآن.\nلا يلزمك فعل شيء.\nرقم طلبك: ${isolate(reference)}`,
    waiting: ({ reference, day }) =>
      `ستُجهز نسختك في ${day}.\nلم تطلب ذلك، أو غيّرت رأيك؟ اكتب «إلغاء».\nرقم طلبك: ${isolate(reference)}`,
    waitingLine: ({ day }) => `ستُجهز نسختك في ${day}. اكتب «إلغاء» لإيقاف ذلك.`,
  },
  awaits: ({ reference }) => `كانت نسختك في انتظارك. سيصلك رابطها بعد لحظات.\nرقم طلبك: ${isolate(reference)}`,
  awaitsLine: 'نسختك في انتظارك. اكتب أي كلمة هنا ليصلك رابطها.',
  status: ({ reference, group, day }) =>
    `الطلب ${isolate(reference)}\n${standing[group]}${day === null || group === 'done' || group === 'ended' ? '' : `\nأقصى موعد: ${day}.`}`,
  codeMessage: ({ code, minutes }) =>
    `رمزك للحصول على نسخة من بياناتك: ${isolate(code)}\nاكتبه هنا خلال ${inWords(locale, 'minute', minutes)}.\nلا تعطه لأحد. لست أنت؟ اكتب: لست أنا.`,
  ready: ({ reference, url, days }) =>
    `نسختك جاهزة: ${isolate(url)}\nيُفتح الرابط مرة واحدة خلال ${days}. لا تشاركه مع أحد.\nرقم طلبك: ${isolate(reference)}`,
  empty: ({ reference, businessName }) =>
    `بحثت في كل مكان في هذه الخدمة. لا تحتفظ ${isolate(businessName)} بشيء عنك هنا.\nرقم طلبك: ${isolate(reference)}`,
  consents: ({ reference, businessName, lines }) =>
    [
      lines.length === 0
        ? `ليس لدى ${isolate(businessName)} أي اختيار مسجل لك بشأن الإعلانات.`
        : `ما قلته لـ ${isolate(businessName)} عن الإعلانات:`,
      ...lines.map(
        ({ at, isIn, source }) => `• ${dayInWords(locale, at)}: ${isIn ? 'نعم' : 'لا'} (${sources[source]})`,
      ),
      `رقم طلبك: ${isolate(reference)}`,
    ].join('\n'),
  withheld: ({ day, businessName }) =>
    `تغيّر شيء يخص هذا الرقم مؤخرًا. لحمايتك لا تخرج أي نسخة قبل ${day}.\nيمكنك حذف بياناتك في أي وقت. ويمكن لـ ${isolate(businessName)} مساعدتك أيضًا.`,
  busy: ({ reference, what }) =>
    ({
      erasure: `بياناتك على وشك الحذف، ولا يمكن عمل نسخة منها الآن.\nلإيقاف الحذف أولًا اكتب إلغاء.\nرقم طلبك: ${isolate(reference)}`,
      part: `هناك حذف جارٍ لبعض بياناتك. عندما ينتهي، اطلب مجددًا.\nرقم طلبك: ${isolate(reference)}`,
      copy: `نسختك ما زالت قيد التجهيز. عندما تصل، اطلب مجددًا.\nرقم طلبك: ${isolate(reference)}`,
    })[what],
};
