import { type ReceptionTexts } from './texts.ts';

export const spanish: ReceptionTexts = {
  labels: {
    delete: 'Borrar mis datos',
    human: 'Hablar con alguien',
    rights: 'Mis derechos',
    language: 'Idioma',
    help: 'Ayuda',
    status: 'Mi solicitud',
    stop: 'No más publicidad',
  },
  menu: ({ businessName }) =>
    `¡Hola! Aquí se cuidan tus datos en ${businessName}.\nPuedo borrar lo que guardan sobre ti.\nToca un botón o escribe ELIMINAR.`,
  offerDeletion: ({ businessName }) =>
    `¿Quieres que ${businessName} borre tus datos?\nNo pasa nada hasta que toques el botón.`,
  offerStop: ({ businessName }) => `¿No quieres más publicidad de ${businessName}?\nToca el botón o escribe STOP.`,
  help: ({ businessName, human }) =>
    [
      `Puedes escribir estas palabras cuando quieras:`,
      `• ELIMINAR: ${businessName} borra tus datos`,
      `• ESTADO: cómo va tu solicitud`,
      `• CANCELAR: parar tu solicitud`,
      ...(human === 'here' ? [`• PERSONA: te responde una persona`] : []),
      ...(human === 'elsewhere' ? [`• PERSONA: cómo hablar con una persona`] : []),
      `• IDIOMA: cambiar de idioma`,
      `• STOP: no más publicidad`,
      `Para lo que guarda WhatsApp mismo: sus ajustes, Cuenta, Solicitar información de la cuenta.`,
    ].join('\n'),
  cannotRead: ({ isVoice }) =>
    isVoice
      ? '¡Gracias! Todavía no puedo escuchar notas de voz. Escríbelo en pocas palabras.'
      : '¡Gracias! Solo puedo leer texto. Escríbelo en pocas palabras.',
  codeNotExpected: 'Gracias, pero ahora no necesito ningún código.',
  oldButton: 'Ese botón es de antes. Aquí es donde estamos.',
  nothingToCancel: 'No hay nada que cancelar. No hay ningún borrado en marcha en este chat.',
  growsQuiet: 'Ahora guardo silencio un rato. ELIMINAR, CANCELAR, ESTADO y STOP siguen funcionando.',
  rights: {
    body: '¿Qué quieres hacer?',
    button: 'Elegir',
    access: 'Una copia de mis datos',
    part: 'Borrar solo una parte',
    consents: 'Lo que acepté',
    correct: 'Corregir un dato',
    restrict: 'Congelar mis datos',
  },
  parts: {
    body: '¿Qué se borra? El resto se queda.\nTambién puedes escribir una fecha: se borra lo anterior.',
    button: 'Elegir',
    media: 'Fotos y archivos',
    month: 'De hace más de un mes',
    year: 'De hace más de un año',
    consents: 'Lo que acepté',
  },
  languageList: { body: '¿Qué idioma prefieres?', button: 'Elegir' },
  languageChanged: 'Listo. Te escribo en español.',
  humanTold: ({ businessName }) => `Ya avisé al equipo de ${businessName}. Una persona te escribirá aquí.`,
  humanNotTold: ({ businessName, contact }) =>
    `Ahora no logro avisar al equipo de ${businessName}. Prueba más tarde o contacta directamente${contact === null ? '.' : `: ${contact}`}`,
  noHuman: ({ businessName, contact }) =>
    `En este chat no responde nadie. Contacta directamente con ${businessName}${contact === null ? '.' : `: ${contact}`}`,
  stopped: ({ businessName, isDeleting }) =>
    `Listo. ${businessName} no te enviará más publicidad.\n${
      isDeleting ? 'El borrado sigue. Para pararlo, escribe CANCELAR.' : 'Para recibirla otra vez, escribe ALTA.'
    }`,
  started: ({ businessName }) =>
    `Listo. ${businessName} puede enviarte ofertas otra vez.\nPara pararlas, escribe STOP.`,
  notStarted: ({ businessName }) =>
    `No cambié nada: tienes una solicitud en curso.\nHasta que termine, ${businessName} no te envía ofertas.\nDespués, escribe ALTA otra vez.`,
  referenceUnreadable: 'No puedo leer esa referencia. Se parece a ER-XXXX-XXXX-XXXX. Revísala y envíala otra vez.',
  statusUnknown: 'No encuentro ninguna solicitud abierta. Para borrar tus datos, escribe ELIMINAR.',
};
