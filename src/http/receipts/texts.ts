import { type Locale } from '../../domain/locale.ts';

/** What the page behind a reference says beside the status itself. */
export interface ReceiptTexts {
  /** `any`: where it is not known, or not said, of what kind it is. */
  readonly title: { readonly erasure: string; readonly access: string; readonly any: string };
  readonly unknown: string;
  readonly tooMany: string;
  readonly receipt: { readonly live: string; readonly final: string };
  readonly download: string;
  readonly explain: string;
  readonly verify: string;
  readonly finalLater: string;
}

export const receiptTexts: Readonly<Record<Locale, ReceiptTexts>> = {
  en: {
    title: { erasure: 'Your deletion request', access: 'Your request for a copy', any: 'Your request' },
    unknown: 'There is nothing to show for this reference. It may be mistyped, not confirmed, or too long ago.',
    tooMany: 'There are too many questions just now. Please try again in a minute.',
    receipt: { live: 'Signed receipt', final: 'Final receipt: backups are gone as well' },
    download: 'Save the file',
    explain: 'The receipt names nobody. With the secret from your chat you can show that it is yours.',
    verify: 'Check a receipt',
    finalLater: 'A final receipt follows when backups are gone as well, within 30 days.',
  },
  fr: {
    title: { erasure: 'Votre demande d’effacement', access: 'Votre demande de copie', any: 'Votre demande' },
    unknown: 'Rien à montrer pour cette référence. Elle est peut-être mal tapée, non confirmée ou trop ancienne.',
    tooMany: 'Il y a trop de questions en ce moment. Réessayez dans une minute.',
    receipt: { live: 'Reçu signé', final: 'Reçu final : les sauvegardes ont disparu aussi' },
    download: 'Enregistrer le fichier',
    explain: 'Le reçu ne nomme personne. Avec le secret de votre discussion, vous montrez qu’il est à vous.',
    verify: 'Vérifier un reçu',
    finalLater: 'Un reçu final suivra quand les sauvegardes auront disparu aussi, sous 30 jours.',
  },
  ar: {
    title: { erasure: 'طلبك بالحذف', access: 'طلبك نسخة من بياناتك', any: 'طلبك' },
    unknown: 'لا شيء يُعرض لهذا الرقم المرجعي. ربما كُتب خطأً، أو لم يُؤكَّد، أو مضى عليه زمن طويل.',
    tooMany: 'الأسئلة كثيرة الآن. حاول مرة أخرى بعد دقيقة.',
    receipt: { live: 'إيصال موقّع', final: 'الإيصال النهائي: اختفت النسخ الاحتياطية أيضًا' },
    download: 'احفظ الملف',
    explain: 'الإيصال لا يذكر اسم أحد. بالرمز السري في محادثتك تُثبت أنه لك.',
    verify: 'تحقق من إيصال',
    finalLater: 'يتبعه إيصال نهائي عندما تختفي النسخ الاحتياطية أيضًا، خلال 30 يومًا.',
  },
  es: {
    title: { erasure: 'Tu solicitud de borrado', access: 'Tu solicitud de una copia', any: 'Tu solicitud' },
    unknown: 'No hay nada que mostrar para esta referencia. Quizá tiene un error, no se confirmó o es muy antigua.',
    tooMany: 'Hay demasiadas preguntas ahora. Inténtalo en un minuto.',
    receipt: { live: 'Recibo firmado', final: 'Recibo final: las copias de seguridad también desaparecieron' },
    download: 'Guardar el archivo',
    explain: 'El recibo no nombra a nadie. Con el secreto de tu chat demuestras que es tuyo.',
    verify: 'Comprobar un recibo',
    finalLater: 'Habrá un recibo final cuando desaparezcan también las copias de seguridad, en 30 días como máximo.',
  },
  pt: {
    title: { erasure: 'Seu pedido de exclusão', access: 'Seu pedido de cópia', any: 'Seu pedido' },
    unknown:
      'Não há nada para mostrar com esta referência. Talvez tenha um erro, não foi confirmada ou é muito antiga.',
    tooMany: 'Há perguntas demais agora. Tente de novo em um minuto.',
    receipt: { live: 'Recibo assinado', final: 'Recibo final: as cópias de segurança também sumiram' },
    download: 'Salvar o arquivo',
    explain: 'O recibo não cita ninguém. Com o segredo da sua conversa você mostra que ele é seu.',
    verify: 'Conferir um recibo',
    finalLater: 'Um recibo final virá quando as cópias de segurança também sumirem, em até 30 dias.',
  },
};
