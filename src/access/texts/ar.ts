import { type Ground } from '../../domain/ground.ts';
import { type CopyTexts } from './texts.ts';

const grounds: Readonly<Record<Ground, string>> = {
  legal_duty: 'القانون يفرض ذلك',
  legal_claims: 'مسألة قانونية مفتوحة',
  fraud_prevention: 'لمنع الاحتيال',
  contract: 'عقدك ما زال ساريًا',
};

export const arabic: CopyTexts = {
  fromWhom: ({ businessName }) => `معظمها منك ومن واتساب حين راسلت ${businessName}. والباقي سجلته ${businessName}.`,
  toWhom: ({ businessName }) => [
    businessName,
    `مزود الخدمة الذي يشغلها لصالح ${businessName}`,
    'واتساب (Meta) الذي ينقل الرسائل',
  ],
  yourRights:
    'يمكنك طلب تصحيحها أو تقييدها أو حذفها والاعتراض على استخدامها. اكتب ذلك في المحادثة. ويمكنك الشكوى إلى هيئة حماية البيانات.',
  decisions: 'لا تتخذ أي آلة قرارات بشأنك هنا.',
  howLong: {
    untilErased: 'حتى تطلب حذفها.',
    days: ({ days }) => `لمدة ${days} يومًا.`,
    words: ({ days }) => `نص الرسالة لمدة ${days} يومًا.`,
    kept: ({ days, ground }) => `بعد الحذف قد يبقى بعضها ${days} يومًا: ${grounds[ground]}.`,
  },
  page: {
    title: 'بياناتك',
    intro: 'هذه النسخة التي طلبتها. تُفتح مرة واحدة: احفظها قبل مغادرة الصفحة.',
    button: 'افتح نسختي',
    saveJson: 'حفظ للآلات (JSON)',
    savePage: 'حفظ للقراءة (صفحة)',
    reference: 'رقم الطلب',
    incomplete: 'هذا الرابط ناقص. افتحه من المحادثة مرة أخرى.',
    wrongKey: 'هذا الرابط غير صحيح. افتحه من المحادثة مرة أخرى.',
    gone: 'فُتحت هذه النسخة من قبل أو انتهت مدتها. يمكنك طلب نسخة جديدة في المحادثة.',
    unreachable: 'لم ينجح ذلك. تحقق من الاتصال وحاول مجددًا.',
    needsScript: 'تحتاج هذه الصفحة إلى JavaScript لفتح النسخة بمفتاح رابطك.',
    opening: 'جارٍ الفتح …',
    empty: 'لا شيء.',
    file: 'ملف',
    until: ({ until }) => `يمكن فتحها حتى ${until}.`,
    labels: {
      at: 'متى',
      direction: 'من',
      type: 'النوع',
      text: 'النص',
      names: 'الأسماء',
      email: 'البريد',
      attributes: 'ملاحظات',
      createdAt: 'منذ',
      updatedAt: 'تغيّر',
      template: 'القالب',
      language: 'اللغة',
      state: 'الاختيار',
      source: 'كيف',
      proof: 'الدليل',
      kind: 'النوع',
      mimeType: 'الصيغة',
      bytes: 'الملف',
      category: 'بشأن',
      origin: 'الطريق',
      statuses: 'التسليم',
      phones: 'أرقامك',
      businessScopedUserIds: 'معرفات واتساب',
      usernames: 'أسماء المستخدم',
    },
  },
};
