import { type CorrectionField, type CorrectionRefusal } from '../../../src/domain/correction.ts';
import { type CorrectionTexts } from './texts.ts';

const what: Readonly<Record<CorrectionField, string>> = {
  name: 'tu nombre es',
  email: 'tu correo es',
  other: 'lo correcto es',
};

const reasons: Readonly<Record<CorrectionRefusal, string>> = {
  is_right: 'lo revisaron y lo anotado es correcto',
  not_shown: 'nada muestra que el nuevo valor sea correcto',
  not_held: 'no guardan ese dato sobre ti',
};

export const spanish: CorrectionTexts = {
  confirm: 'Sí, pídelo',
  list: { body: '¿Qué está mal?', button: 'Elegir', name: 'Mi nombre', email: 'Mi correo', other: 'Otra cosa' },
  ask: {
    name: '¿Cuál es tu nombre correcto? Escríbelo aquí.',
    email: '¿Cuál es tu correo correcto? Escríbelo aquí.',
    other: '¿Qué está mal y qué es lo correcto? Escríbelo en un mensaje corto.',
  },
  tooLong: 'Es demasiado largo para mí. Escríbelo más corto, por favor.',
  noEmail: 'Eso no parece un correo. Revísalo, por favor.',
  readBack: ({ field, value, businessName }) => `Le diré a ${businessName} que ${what[field]}:\n${value}\n¿De acuerdo?`,
  filed: ({ reference, businessName, day }) =>
    `Ya lo pasé. ${businessName} tiene hasta el ${day} para responder.\nTu referencia: ${reference}`,
  stopped: 'De acuerdo, lo dejo. No se cambió nada.',
  waiting: ({ reference, businessName, day }) =>
    `Solicitud ${reference}\n${businessName} todavía no ha respondido. Tiene hasta el ${day}.`,
  late: ({ reference, businessName, complaint }) =>
    `${businessName} no te respondió a tiempo.\nAvisé a las personas que llevan este servicio.\n${complaint}\nTu referencia: ${reference}`,
  done: ({ reference, businessName }) => `${businessName} lo corrigió, como pediste.\nTu referencia: ${reference}`,
  refused: ({ reference, businessName, reason }) =>
    `${businessName} no lo cambió: ${reasons[reason]}.\nPuedes reclamar ante tu autoridad de protección de datos, o ante un juez.\nTu referencia: ${reference}`,
  restricted: ({ businessName }) =>
    `Hecho. ${businessName} guarda tus datos, pero no los usa.\nNo llegarán mensajes, salvo aquí sobre tus derechos.\nPara quitar la pausa, escribe ALTA.`,
  unrestricted: ({ businessName, adsAreStopped }) =>
    `Hecho. ${businessName} puede usar tus datos de nuevo.\nPara pausarlos, escribe CONGELAR.${adsAreStopped ? '\nLa publicidad sigue parada. Para recibirla otra vez, escribe ALTA.' : ''}`,
};
