import { type PartTexts } from './texts.ts';

export const spanish: PartTexts = {
  goes: 'Se borrará esto y nada más:',
  question: '¿Lo borro? No se puede deshacer. Antes te enviaré un código.',
  media: 'tus fotos, notas de voz y archivos',
  consents: 'el registro de lo que aceptaste',
  before: ({ day }) => `los mensajes, archivos y plantillas anteriores al ${day}`,
  talk: {
    intentReminder: '¿Lo borro? Toca un botón, o escribe SÍ o CANCELAR.',
    nothingDeleted: 'De acuerdo, lo dejo. No se borró nada.',
    started: ({ reference }) => `El código es correcto. Lo estoy borrando.\nTu referencia: ${reference}`,
    running: ({ reference }) => `Se está borrando. Te escribo aquí cuando termine.\nTu referencia: ${reference}`,
  },
  done: ({ reference }) => `Hecho, y lo comprobamos. El resto de tus datos se queda.\nTu referencia: ${reference}`,
};
