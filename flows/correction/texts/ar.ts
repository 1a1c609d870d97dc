import { type CorrectionField, type CorrectionRefusal } from '../../../src/domain/correction.ts';
import { isolate } from '../../phrasing.ts';
import { type CorrectionTexts } from './texts.ts';

const what: Readonly<Record<CorrectionField, string>> = {
  name: 'اسمك هو',
  email: 'بريدك الإلكتروني هو',
  other: 'الصواب هو',
};

const reasons: Readonly<Record<CorrectionRefusal, string>> = {
  is_right: 'تحققت ووجدت أن المسجل صحيح',
  not_shown: 'لا دليل على صحة القيمة الجديدة',
  not_held: 'لا تحتفظ بهذه المعلومة عنك',
};

export const arabic: CorrectionTexts = {
  confirm: 'نعم، اطلب ذلك',
  list: { body: 'ما الخطأ؟', button: 'اختر', name: 'اسمي', email: 'بريدي الإلكتروني', other: 'شيء آخر' },
  ask: {
    name: 'ما اسمك الصحيح؟ اكتبه هنا.',
    email: 'ما بريدك الإلكتروني الصحيح؟ اكتبه هنا.',
    other: 'ما الخطأ وما الصواب؟ اكتبه في رسالة قصيرة.',
  },
  tooLong: 'هذا طويل عليّ. اكتبه أقصر من فضلك.',
  noEmail: 'هذا لا يشبه بريدًا إلكترونيًا. تحقق منه.',
  readBack: ({ field, value, businessName }) =>
    `سأخبر ${isolate(businessName)} أن ${what[field]}:\n${isolate(value)}\nهل أفعل؟`,
  filed: ({ reference, businessName, day }) =>
    `أرسلت طلبك. لدى ${isolate(businessName)} حتى ${day} للرد.\nرقم طلبك: ${isolate(reference)}`,
  stopped: 'حسنًا، توقفت. لم يتغير شيء.',
  waiting: ({ reference, businessName, day }) =>
    `الطلب ${isolate(reference)}\nلم ترد ${isolate(businessName)} بعد. المهلة حتى ${day}.`,
  late: ({ reference, businessName, complaint }) =>
    `لم ترد عليك ${isolate(businessName)} في الموعد.\nأخبرت القائمين على هذه الخدمة.\n${complaint}\nرقم طلبك: ${isolate(reference)}`,
  done: ({ reference, businessName }) => `صححت ${isolate(businessName)} ذلك كما طلبت.\nرقم طلبك: ${isolate(reference)}`,
  refused: ({ reference, businessName, reason }) =>
    `لم تغيّر ${isolate(businessName)} ذلك: ${reasons[reason]}.\nيمكنك الشكوى إلى هيئة حماية البيانات أو إلى القضاء.\nرقم طلبك: ${isolate(reference)}`,
  restricted: ({ businessName }) =>
    `تم. تحتفظ ${isolate(businessName)} ببياناتك دون أن تستخدمها.\nلن تصلك رسائل إلا هنا بشأن حقوقك.\nلرفع التجميد اكتب ابدأ.`,
  unrestricted: ({ businessName, adsAreStopped }) =>
    `تم. يمكن لـ ${isolate(businessName)} استخدام بياناتك من جديد.\nلتجميدها اكتب تجميد.${adsAreStopped ? '\nتبقى الإعلانات متوقفة. لتصلك من جديد اكتب ابدأ.' : ''}`,
};
