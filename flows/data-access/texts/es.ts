import { type Locale } from '../../../src/domain/locale.ts';
import { dayInWords, inWords } from '../../phrasing.ts';
import { type StatusGroup } from '../../data-deletion/texts/texts.ts';
import { type AccessTexts, type ConsentLine } from './texts.ts';

const locale: Locale = 'es';

const standing: Readonly<Record<StatusGroup, string>> = {
  'needs-code': 'Espera tu código. Todavía no hay ninguna copia.',
  waiting: 'Está confirmada. Tu copia llega pronto.',
  'on-hold': 'Está en pausa por un motivo legal. Te lo explicarán por escrito.',
  deleting: 'Tu copia se está preparando.',
  delayed: 'Tarda más de lo previsto. Hay personas trabajando en ello.',
  done: 'Tu copia se te envió por WhatsApp.',
  ended: 'Ha terminado. No se hizo ninguna copia.',
  'gave-way': 'Dejó paso a tu solicitud de borrarlo todo.',
};

const sources: Readonly<Record<ConsentLine['source'], string>> = {
  api: 'anotado por la empresa',
  import: 'tomado de una lista',
  user_preferences: 'tus ajustes de WhatsApp',
  chat: 'dicho en este chat',
};

export const spanish: AccessTexts = {
  confirm: 'Sí, una copia',
  preview: {
    opening: ({ businessName }) => `Puedes recibir una copia de lo que ${businessName} guarda aquí sobre ti.`,
    holds: 'La copia contiene:',
    consentsOpening: ({ businessName }) => `Puedo mostrarte qué aceptaste con ${businessName} y cuándo.`,
    delivery: ({ days }) =>
      `Te envío un enlace a la copia. Se abre una sola vez, durante ${days}.\nQuien tenga este teléfono puede abrirlo.`,
    question: '¿La preparo? Antes te enviaré un código.',
  },
  talk: {
    intentReminder: '¿Preparo la copia? Toca un botón, o escribe SÍ o CANCELAR.',
    nothingDeleted: 'De acuerdo, lo dejo. No se hizo ninguna copia.',
    started: ({ reference }) => `El código es correcto. Estoy preparando tu copia.\nTu referencia: ${reference}`,
    startsLater: ({ reference }) => `El código es correcto. Estoy preparando tu copia.\nTu referencia: ${reference}`,
    running: ({ reference }) => `Tu copia se está preparando. Llega aquí en un momento.\nTu referencia: ${reference}`,
    cancelled: ({ reference }) => `Tu solicitud está cancelada. No se hizo ninguna copia.\nReferencia: ${reference}`,
    cancelledNotMe: ({ reference }) =>
      `Gracias por avisarme. Lo he parado. No se hizo ninguna copia.\nNo des códigos a nadie.\nReferencia: ${reference}`,
    cannotCancel: ({ reference }) => `Ya no se puede parar. Tu copia ya está hecha.\nTu referencia: ${reference}`,
  },
  news: {
    blocked: ({ reference }) =>
      `Tu copia tarda más de lo previsto. Ya lo están mirando.\nNo tienes que hacer nada.\nTu referencia: ${reference}`,
    waiting: ({ reference, day }) =>
      `Tu copia se hará el ${day}.\n¿No fuiste tú, o cambiaste de idea? Escribe CANCELAR.\nTu referencia: ${reference}`,
    waitingLine: ({ day }) => `Tu copia se hará el ${day}. Escribe CANCELAR para pararlo.`,
  },
  awaits: ({ reference }) =>
    `Tu copia te estaba esperando. Su enlace llega en un momento.\nTu referencia: ${reference}`,
  awaitsLine: 'Tu copia te espera. Escribe cualquier palabra aquí y llega su enlace.',
  status: ({ reference, group, day }) =>
    `Solicitud ${reference}\n${standing[group]}${day === null || group === 'done' || group === 'ended' ? '' : `\nA más tardar el ${day}.`}`,
  codeMessage: ({ code, minutes }) =>
    `Tu código para una copia de tus datos: ${code}\nEscríbelo aquí antes de ${inWords(locale, 'minute', minutes)}.\nNo lo compartas. ¿No fuiste tú? Escribe NO FUI YO.`,
  ready: ({ reference, url, days }) =>
    `Tu copia está lista: ${url}\nSe abre una sola vez, durante ${days}. No compartas este enlace.\nTu referencia: ${reference}`,
  empty: ({ reference, businessName }) =>
    `Busqué en todo este servicio. ${businessName} no guarda nada sobre ti aquí.\nTu referencia: ${reference}`,
  consents: ({ reference, businessName, lines }) =>
    [
      lines.length === 0
        ? `${businessName} no tiene anotada ninguna decisión tuya sobre publicidad.`
        : `Lo que dijiste a ${businessName} sobre la publicidad:`,
      ...lines.map(({ at, isIn, source }) => `• ${dayInWords(locale, at)}: ${isIn ? 'sí' : 'no'} (${sources[source]})`),
      `Tu referencia: ${reference}`,
    ].join('\n'),
  withheld: ({ day, businessName }) =>
    `Algo cambió hace poco en este número. Para protegerte, ninguna copia sale antes del ${day}.\nPuedes borrar tus datos en cualquier momento. ${businessName} también puede ayudarte.`,
  busy: ({ reference, what }) =>
    ({
      erasure: `Tus datos están a punto de borrarse y ahora no puedo copiarlos.\nPara parar antes el borrado, escribe CANCELAR.\nTu referencia: ${reference}`,
      part: `Se está borrando algo tuyo ahora mismo. Cuando termine, pídelo de nuevo.\nTu referencia: ${reference}`,
      copy: `Tu copia todavía se está preparando. Cuando llegue, pídelo de nuevo.\nTu referencia: ${reference}`,
    })[what],
};
