import { isolate } from '../../phrasing.ts';
import { type PartTexts } from './texts.ts';

export const arabic: PartTexts = {
  goes: 'سيُحذف هذا ولا شيء غيره:',
  question: 'هل أحذفه؟ لا يمكن التراجع. سأرسل لك رمزًا أولًا.',
  media: 'صورك ورسائلك الصوتية وملفاتك',
  consents: 'سجل ما وافقت عليه',
  before: ({ day }) => `الرسائل والملفات والقوالب المرسلة قبل ${day}`,
  dates: {
    either: ({ first, second }) =>
      `هل تقصد ${isolate(first)} أم ${isolate(second)}؟ اضغط على أحدهما، أو اكتب اسم الشهر.`,
    notPast: 'هذا اليوم لم ينتهِ بعد. اكتب يومًا مضى من فضلك.',
    unreadable: 'لم أفهم التاريخ. اكتبه مثلًا هكذا: 3 مايو 2023، أو مارس 2024، أو قبل سنتين.',
  },
  talk: {
    intentReminder: 'هل أحذفه؟ اضغط زرًا أو اكتب نعم أو إلغاء.',
    nothingDeleted: 'حسنًا، توقفت. لم يُحذف شيء.',
    started: ({ reference }) => `الرمز صحيح. أحذفه الآن.\nرقم طلبك: ${isolate(reference)}`,
    running: ({ reference }) => `الحذف جارٍ. سأكتب هنا عند الانتهاء.\nرقم طلبك: ${isolate(reference)}`,
  },
  news: {
    blocked: ({ reference }) =>
      `حذف هذا الجزء أطول من المتوقع. هناك من ينظر في الأمر الآن.\nلا يلزمك فعل شيء.\nرقم طلبك: ${isolate(reference)}`,
    waiting: ({ reference, day }) =>
      `سيُحذف الجزء الذي اخترته في ${day}. وتبقى بقية بياناتك.\nلم تطلب ذلك، أو غيّرت رأيك؟ اكتب «إلغاء».\nرقم طلبك: ${isolate(reference)}`,
    waitingLine: ({ day }) => `سيُحذف الجزء الذي اخترته في ${day}. اكتب «إلغاء» لإيقاف ذلك.`,
  },
  standing: { deleting: 'يجري حذف الجزء الذي اخترته الآن. وتبقى بقية بياناتك.' },
  done: ({ reference }) => `تم، وتحققنا من ذلك. تبقى بقية بياناتك.\nرقم طلبك: ${isolate(reference)}`,
  doneButKept: ({ reference }) =>
    `تم، وتحققنا من ذلك. كان لا بد أن يبقى شيء. أخبرتك ما هو ولماذا.\nرقم طلبك: ${isolate(reference)}`,
  refusalStays: 'يبقى مسجلًا رفضك الساري للإعلانات أو إيقافك الساري، لكي تلتزم به الشركة.',
};
