import { type HoldGround } from '../../../src/domain/ground.ts';
import { bullets, dayInWords, inWords } from '../../phrasing.ts';
import { type DeletionTexts, type KeptLine, type StatusGroup } from './texts.ts';

const grounds: Readonly<Record<HoldGround, string>> = {
  legal_duty: 'lo exige la ley',
  legal_claims: 'un asunto legal abierto',
  fraud_prevention: 'para evitar fraudes',
  contract: 'tu contrato sigue vigente',
  identity_doubt: 'para saber que eres tú',
};

const standing: Readonly<Record<StatusGroup, string>> = {
  'needs-code': 'Espera tu código. Todavía no se ha borrado nada.',
  waiting: 'Está confirmada. El borrado aún no ha empezado.',
  'on-hold': 'Está en pausa. Te explicaron por escrito el motivo.',
  deleting: 'Tus datos se están borrando ahora.',
  delayed: 'Tarda más de lo previsto. Hay personas trabajando en ello.',
  done: 'Tus datos están borrados.',
  ended: 'Ha terminado. No se borró nada.',
  'gave-way': 'Dejó paso a tu solicitud de borrarlo todo.',
};

function kept({ what, ground, until }: KeptLine): string {
  return `${what}: hasta el ${dayInWords('es', until)}, ${grounds[ground]}`;
}

export const spanish: DeletionTexts = {
  labels: { confirm: 'Sí, borrar', cancel: 'Cancelar', resend: 'Nuevo código', notMe: 'No fui yo' },
  preview: {
    opening: ({ businessName }) => `Puedes hacer que ${businessName} borre tus datos.`,
    goes: 'Esto se borrará:',
    goesAll: 'Todo lo que tiene que ver contigo en este servicio.',
    stays: 'Esto tiene que quedarse por ahora:',
    kept,
    outOfReach: 'No puedo llegar a:',
    outOfReachLines: ({ businessName }) => [
      'este chat en tu propio teléfono',
      `las copias que ${businessName} guarda en otros sitios; les avisaremos`,
      'lo que guarda WhatsApp (Meta), hasta 30 días',
    ],
    question: ({ wait }) =>
      wait === null
        ? '¿Lo borramos? No se puede deshacer. Antes te envío un código.'
        : `¿Lo borramos? No se puede deshacer. Antes te envío un código.\nEmpieza ${wait} después del código. Hasta entonces puedes cancelar.`,
    questionFollows: 'Ahora viene mi pregunta.',
  },
  intentReminder: '¿Borro tus datos? Toca un botón o escribe SÍ o CANCELAR.',
  nothingDeleted: 'De acuerdo, lo dejo. No se borró nada.',
  oneMoment: 'Un momento, estoy en ello.',
  codeSent: ({ channel, digits, minutes }) =>
    `${channel === 'email' ? 'Te envié un código por correo.' : 'Te envié un código.'}\nEscribe aquí sus ${digits} números. Vale ${minutes}.\nNo lo compartas. Nadie te lo va a pedir.`,
  codeExpected: ({ digits }) =>
    digits === null ? 'Escribe aquí el código que recibiste.' : `Escribe aquí los ${digits} números de tu código.`,
  codeExpired: 'Ese código ya no vale. ¿Quieres uno nuevo?',
  codeWrong: ({ triesLeft }) =>
    `Ese código no es correcto. ${triesLeft === 1 ? 'Te queda un intento.' : `Te quedan ${triesLeft} intentos.`}`,
  codeVoid: 'Ese código ya no funciona. ¿Quieres uno nuevo?',
  identityChanged:
    'Tu número o tu teléfono cambió. Para protegerte, el código anterior ya no vale.\n¿Te envío uno nuevo?',
  notIssued: {
    tooSoon: ({ wait }) => `Acabo de enviarte un código. Si no llega, pídelo otra vez en ${wait}.`,
    dailyLimit: ({ wait, reference }) =>
      `Ese fue el último código por ahora. Pide otro en ${wait}.\nTu solicitud sigue abierta: ${reference}`,
    noChannel: ({ businessName, reference }) =>
      `No tengo cómo enviarte un código. Contacta con ${businessName}.\nDales esta referencia: ${reference}`,
    failed: 'No se pudo enviar el código. No se perdió nada. Pide uno nuevo.',
    unknown: 'Puede que te haya llegado un código. Si no llegó, pide uno nuevo.',
  },
  locked: ({ wait, reference }) =>
    `Hubo demasiados códigos equivocados. Para protegerte, espero ${wait}.\nTu solicitud no se pierde: ${reference}\nDespués, pide aquí un código nuevo.`,
  lockOver: 'Ya puedes intentarlo otra vez. ¿Te envío un código nuevo?',
  started: ({ reference }) =>
    `El código es correcto. Estoy borrando tus datos.\nTu referencia: ${reference}\nTe escribo aquí cuando termine.`,
  startsLater: ({ reference, day }) =>
    `El código es correcto. El borrado empieza el ${day}.\nTu referencia: ${reference}\nHasta entonces puedes escribir CANCELAR.`,
  running: ({ reference }) =>
    `El borrado está en marcha. Te escribo aquí cuando termine.\nTu referencia: ${reference}\nEscribe ESTADO para saber cómo va.`,
  cancelling: 'Lo estoy parando. Un momento.',
  cancelled: ({ reference }) => `Tu solicitud está cancelada. No se borró nada.\nReferencia: ${reference}`,
  cancelledNotMe: ({ reference }) =>
    `Gracias por avisar. Paré la solicitud. No se borró nada.\nNo des tus códigos a nadie.\nReferencia: ${reference}`,
  cannotCancel: ({ reference }) =>
    `Ya es tarde para pararlo. Tus datos se están borrando.\nTu referencia: ${reference}`,
  status: ({ reference, group, day, instead = null }) =>
    `Solicitud ${reference}\n${instead ?? standing[group]}${day === null || group === 'done' || group === 'ended' ? '' : `\nA más tardar el ${day}.`}`,
  doneButKept: ({ reference }) => `Solicitud ${reference}\nTus datos están borrados, salvo lo que tiene que quedarse.`,
  phraseWords: 'BORRAR MIS DATOS',
  phraseMessage: ({ phrase, minutes }) =>
    `Para confirmar, escribe aquí estas palabras y números:\n${phrase}\nValen ${inWords('es', 'minute', minutes)}. ¿No fuiste tú? Escribe NO FUI YO.`,
  phraseExpected: 'Escribe las palabras con sus números, tal como te las mandé.',
  numberNeeded:
    'Solo puedo enviar un código a tu número, y no lo veo.\nToca el botón de abajo para compartirlo conmigo.\nO escribe CANCELAR. Entonces no se borra nada.',
  codeMessage: ({ code, minutes }) =>
    `Tu código para borrar tus datos: ${code}\nEscríbelo aquí. Vale ${inWords('es', 'minute', minutes)}.\nNo lo compartas. ¿No fuiste tú? Escribe NO FUI YO.`,
  progress: () => 'Sigo borrando. Tarda un poco más. Te escribo aquí cuando termine.',
  paused: ({ reference, ground, day }) =>
    `La solicitud ${reference} está en pausa: ${grounds[ground]}.\nSigue sola el ${day}, o antes.\nNo tienes que hacer nada. ¿Preguntas? Escribe HUMANO.`,
  blocked: ({ reference }) =>
    `El borrado tarda más de lo previsto. Ya lo están mirando.\nNo tienes que hacer nada.\nTu referencia: ${reference}`,
  farewell: ({ reference, businessName, erased, kept: keptLines, receipt }) =>
    [
      `Listo. ${businessName} borró tus datos, y lo comprobamos.`,
      ...(erased.length === 0 ? [] : [`\nBorrado:\n${bullets(erased)}`]),
      ...(keptLines.length === 0 ? [] : [`\nSe queda por ahora:\n${bullets(keptLines.map(kept))}`]),
      `\nTu referencia: ${reference}`,
      `\nTu recibo firmado, que cualquiera puede comprobar: ${receipt.url}`,
      receipt.isMirrored
        ? `Tu secreto para el recibo: ${receipt.claimSecret}\nDemuestra que el recibo es tuyo. La empresa también ve este chat en su teléfono.`
        : `Tu secreto para el recibo: ${receipt.claimSecret}\nSolo lo tienes tú. Demuestra que el recibo es tuyo.`,
      `El chat en tu teléfono lo puedes borrar tú. ¡Cuídate!`,
    ].join('\n'),
};
