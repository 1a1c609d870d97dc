import { type PartTexts } from './texts.ts';

export const spanish: PartTexts = {
  goes: 'Se borrará esto y nada más:',
  question: '¿Lo borro? No se puede deshacer. Antes te enviaré un código.',
  media: 'tus fotos, notas de voz y archivos',
  consents: 'el registro de lo que aceptaste',
  before: ({ day }) => `los mensajes, archivos y plantillas anteriores al ${day}`,
  dates: {
    either: ({ first, second }) =>
      `¿Quieres decir el ${first} o el ${second}? Toca el día o escribe el mes con letras.`,
    notPast: 'Ese día aún no ha pasado. Escribe un día pasado, por favor.',
    unreadable: 'No entendí la fecha. Escribe, por ejemplo, 3 de mayo de 2023, marzo de 2024 o hace 2 años.',
  },
  talk: {
    intentReminder: '¿Lo borro? Toca un botón, o escribe SÍ o CANCELAR.',
    nothingDeleted: 'De acuerdo, lo dejo. No se borró nada.',
    started: ({ reference }) => `El código es correcto. Lo estoy borrando.\nTu referencia: ${reference}`,
    running: ({ reference }) => `Se está borrando. Te escribo aquí cuando termine.\nTu referencia: ${reference}`,
  },
  news: {
    blocked: ({ reference }) =>
      `Borrar esta parte tarda más de lo previsto. Ya lo están mirando.\nNo tienes que hacer nada.\nTu referencia: ${reference}`,
    waiting: ({ reference, day }) =>
      `La parte que elegiste se borrará el ${day}. El resto se queda.\n¿No fuiste tú, o cambiaste de idea? Escribe CANCELAR.\nTu referencia: ${reference}`,
    waitingLine: ({ day }) => `La parte que elegiste se borrará el ${day}. Escribe CANCELAR para pararlo.`,
  },
  standing: { deleting: 'La parte que elegiste se está borrando ahora. El resto se queda.' },
  done: ({ reference }) => `Hecho, y lo comprobamos. El resto de tus datos se queda.\nTu referencia: ${reference}`,
  doneButKept: ({ reference }) =>
    `Hecho, y lo comprobamos. Algo tuvo que quedarse. Te dije qué y por qué.\nTu referencia: ${reference}`,
  refusalStays: 'Un no a la publicidad o una pausa en vigor queda anotado. Así la empresa lo respeta.',
};
