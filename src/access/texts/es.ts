import { type Ground } from '../../domain/ground.ts';
import { type CopyTexts } from './texts.ts';

const grounds: Readonly<Record<Ground, string>> = {
  legal_duty: 'la ley lo exige',
  legal_claims: 'un asunto legal abierto',
  fraud_prevention: 'para prevenir el fraude',
  contract: 'tu contrato sigue vigente',
};

export const spanish: CopyTexts = {
  fromWhom: ({ businessName }) =>
    `La mayor parte viene de ti y de WhatsApp, cuando escribiste a ${businessName}. El resto lo anotó ${businessName}.`,
  toWhom: ({ businessName }) => [
    businessName,
    `el proveedor que opera este servicio para ${businessName}`,
    'WhatsApp (Meta), que transporta los mensajes',
  ],
  yourRights:
    'Puedes pedir que se corrijan, limiten o borren, y oponerte a su uso. Escríbelo en el chat. También puedes reclamar ante tu autoridad de protección de datos.',
  decisions: 'Ninguna máquina toma aquí decisiones sobre ti.',
  howLong: {
    untilErased: 'Hasta que pidas borrarlos.',
    days: ({ days }) => `Durante ${days} días.`,
    words: ({ days }) => `Las palabras de un mensaje durante ${days} días.`,
    kept: ({ days, ground }) => `Tras un borrado, una parte puede quedarse ${days} días: ${grounds[ground]}.`,
  },
  page: {
    title: 'Tus datos',
    intro: 'Esta es la copia que pediste. Se abre una sola vez: guárdala antes de salir de la página.',
    button: 'Abrir mi copia',
    saveJson: 'Guardar para máquinas (JSON)',
    savePage: 'Guardar para leer (página)',
    reference: 'Referencia',
    incomplete: 'Este enlace está incompleto. Ábrelo otra vez desde el chat.',
    wrongKey: 'Este enlace no es correcto. Ábrelo otra vez desde el chat.',
    gone: 'Esta copia ya se abrió, o su plazo terminó. Puedes pedir otra en el chat.',
    unreachable: 'No funcionó. Revisa tu conexión e inténtalo otra vez.',
    needsScript: 'Esta página necesita JavaScript para abrir la copia con la clave de tu enlace.',
    opening: 'Abriendo …',
    empty: 'Nada.',
    file: 'Un archivo',
    until: ({ until }) => `Se puede abrir hasta el ${until}.`,
    labels: {
      at: 'Cuándo',
      direction: 'De',
      type: 'Tipo',
      text: 'Palabras',
      names: 'Nombres',
      email: 'Correo',
      attributes: 'Notas',
      createdAt: 'Desde',
      updatedAt: 'Cambiado',
      template: 'Plantilla',
      language: 'Idioma',
      state: 'Decisión',
      source: 'Cómo',
      proof: 'Prueba',
      kind: 'Tipo',
      mimeType: 'Formato',
      bytes: 'Archivo',
      category: 'Sobre',
      origin: 'Vía',
      statuses: 'Entrega',
      phones: 'Tus números',
      businessScopedUserIds: 'Identificadores de WhatsApp',
      usernames: 'Nombres de usuario',
    },
  },
};
