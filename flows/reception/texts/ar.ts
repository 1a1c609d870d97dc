import { isolate } from '../../phrasing.ts';
import { type ReceptionTexts } from './texts.ts';

export const arabic: ReceptionTexts = {
  labels: {
    delete: 'حذف بياناتي',
    human: 'التحدث مع شخص',
    rights: 'حقوقي',
    language: 'اللغة',
    help: 'مساعدة',
    status: 'طلبي',
    stop: 'لا أريد إعلانات',
  },
  menu: ({ businessName }) =>
    `أهلا بك! هنا خدمة البيانات الشخصية لدى ${isolate(businessName)}.\nيمكنني حذف ما يحتفظون به عنك.\nاضغط على زر، أو اكتب حذف.`,
  offerDeletion: ({ businessName }) =>
    `هل تريد أن تحذف ${isolate(businessName)} بياناتك؟\nلن يحدث شيء حتى تضغط على الزر.`,
  offerStop: ({ businessName }) =>
    `ألا تريد إعلانات من ${isolate(businessName)} بعد الآن؟\nاضغط على الزر، أو اكتب إيقاف.`,
  help: ({ businessName, human }) =>
    [
      `يمكنك كتابة هذه الكلمات في أي وقت:`,
      `• حذف: تحذف ${isolate(businessName)} بياناتك`,
      `• حالة: أين وصل طلبك`,
      `• إلغاء: إيقاف طلبك`,
      ...(human === 'here' ? [`• موظف: يجيبك شخص`] : []),
      ...(human === 'elsewhere' ? [`• موظف: كيف تصل إلى شخص`] : []),
      `• لغة: تغيير اللغة`,
      `• إيقاف: لا إعلانات بعد الآن`,
      `ما يحتفظ به واتساب نفسه: في إعداداته، الحساب، طلب معلومات الحساب.`,
    ].join('\n'),
  cannotRead: ({ isVoice }) =>
    isVoice
      ? 'شكرا لك! لا أستطيع سماع الرسائل الصوتية بعد. اكتبها لي بكلمات قليلة.'
      : 'شكرا لك! أقرأ النصوص فقط. اكتبها لي بكلمات قليلة.',
  codeNotExpected: 'شكرا، لكن لا أحتاج إلى رمز الآن.',
  oldButton: 'هذا الزر من وقت سابق. إليك ما نحن فيه الآن.',
  nothingToCancel: 'لا يوجد ما يلغى. لا حذف جار في هذه المحادثة.',
  growsQuiet: 'سأصمت الآن قليلًا. ما زالت كلمات حذف وإلغاء وحالة وإيقاف تعمل.',
  rights: {
    body: 'ماذا تريد أن تفعل؟',
    button: 'اختر',
    access: 'نسخة من بياناتي',
    part: 'حذف جزء فقط',
    consents: 'ما وافقت عليه',
    correct: 'تصحيح معلومة',
    restrict: 'تجميد بياناتي',
  },
  parts: {
    body: 'ما الذي أحذفه؟ ويبقى الباقي.\nويمكنك كتابة تاريخ: يُحذف ما هو أقدم منه.',
    button: 'اختر',
    media: 'الصور والملفات',
    month: 'أقدم من شهر',
    year: 'أقدم من سنة',
    consents: 'ما وافقت عليه',
  },
  languageList: { body: 'ما اللغة التي تفضلها؟', button: 'اختر' },
  languageChanged: 'تم. سأكتب لك بالعربية.',
  humanTold: ({ businessName }) => `أخبرت فريق ${isolate(businessName)}. سيكتب لك شخص هنا.`,
  humanNotTold: ({ businessName, contact }) =>
    `لم أتمكن من إبلاغ فريق ${isolate(businessName)} الآن. حاول لاحقا، أو تواصل معهم مباشرة${contact === null ? '.' : `: ${isolate(contact)}`}`,
  noHuman: ({ businessName, contact }) =>
    `لا أحد يجيب في هذه المحادثة. تواصل مباشرة مع ${isolate(businessName)}${contact === null ? '.' : `: ${isolate(contact)}`}`,
  stopped: ({ businessName, isDeleting }) =>
    `تم. لن ترسل لك ${isolate(businessName)} إعلانات بعد الآن.\n${
      isDeleting ? 'الحذف مستمر. لإيقافه اكتب إلغاء.' : 'لتصلك من جديد اكتب ابدأ.'
    }`,
  started: ({ businessName }) => `تم. يمكن أن ترسل لك ${isolate(businessName)} عروضها من جديد.\nلإيقافها اكتب إيقاف.`,
  notStarted: ({ businessName }) =>
    `لم أغيّر شيئا، فلديك طلب جارٍ.\nحتى ينتهي لن ترسل لك ${isolate(businessName)} عروضا.\nبعد ذلك اكتب ابدأ من جديد.`,
  referenceUnreadable: `لا أستطيع قراءة هذا الرقم المرجعي. شكله هكذا: ${isolate('ER-XXXX-XXXX-XXXX')}. تحقق منه وأرسله من جديد.`,
  statusUnknown: 'لم أجد لك طلبا مفتوحا. لحذف بياناتك اكتب حذف.',
};
