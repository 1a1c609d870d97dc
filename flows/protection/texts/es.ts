import { type RefusalGround } from '../../../src/domain/ground.ts';
import { type Right } from '../../../src/domain/request.ts';
import { type ProtectionTexts } from './texts.ts';

const grounds: Readonly<Record<RefusalGround, string>> = {
  legal_duty: 'La ley obliga a guardar estos datos.',
  legal_claims: 'Los datos hacen falta para un asunto legal abierto.',
  fraud_prevention: 'Los datos hacen falta para evitar fraudes.',
  contract: 'Tu contrato sigue vigente.',
  unfounded: 'Dice que la solicitud no tiene fundamento.',
  excessive: 'Dice que lo has pedido demasiadas veces.',
  not_the_person: 'No tiene la certeza de que seas tú.',
};

const nothing: Readonly<Record<Right, string>> = {
  erasure: 'No se borró nada.',
  access: 'No se hizo ninguna copia.',
};

export const spanish: ProtectionTexts = {
  why: {
    'slow-path': 'Espero una semana porque no se escribió ningún código.',
    'not-me': 'Espero porque alguien escribió desde aquí que no era él.',
    'key-changed': 'Espero porque WhatsApp es nuevo en este teléfono.',
    'name-changed': 'Espero porque tu número cambió hace poco.',
    'rival-request': 'Espero porque otra persona lo pidió con el mismo número.',
    'failed-codes': 'Espero porque se escribieron muchos códigos incorrectos.',
    'first-contact': 'Espero porque acabas de escribir aquí por primera vez.',
    'no-baseline': 'Espero porque aún no sé si este teléfono es tuyo.',
    'chat-code': 'Espero porque el código llegó en este mismo chat.',
  },
  startsLater: ({ reference, day, why }) =>
    `El código es correcto. El borrado empieza el ${day}.\n${why}\nHasta entonces puedes escribir CANCELAR.\nTu referencia: ${reference}`,
  waiting: ({ reference, day }) =>
    `Tus datos se borrarán el ${day}.\n¿No fuiste tú, o cambiaste de idea? Escribe CANCELAR.\nTu referencia: ${reference}`,
  waitingLine: ({ day }) => `Tus datos se borrarán el ${day}. Escribe CANCELAR para pararlo.`,
  noCode: {
    budget: ({ reference }) => `Ahora no puedo enviar un código.\nTu solicitud no se pierde: ${reference}`,
    'no-channel': ({ reference }) => `No tengo cómo enviarte un código.\nTu solicitud no se pierde: ${reference}`,
    'no-number': ({ reference }) => `Tu número sigue oculto.\nTu solicitud no se pierde: ${reference}`,
  },
  withoutNumber: {
    hint: '¿Prefieres no compartirlo? Escribe NO. También funciona sin él, solo que más lento.',
    offer:
      'No pasa nada. Puedo borrar sin tu número, pero tarda una semana.\nTe lo recuerdo cada día, y CANCELAR lo para.\nCompartir tu número arriba es más rápido. ¿Espero una semana en su lugar?',
    wait: 'Esperar una semana',
  },
  slowPath: ({ day }) =>
    `También funciona sin código, solo que más lento. El borrado empieza el ${day}.\nTe lo recuerdo cada día. Escribe CANCELAR para pararlo.`,
  slowOver: ({ reference }) =>
    `Pasó la semana y nadie canceló. Tus datos se están borrando.\nTu referencia: ${reference}`,
  slowOverLine: 'Pasó la semana y nadie canceló. Tus datos se están borrando.',
  slowOverLater: ({ reference, day }) =>
    `Pasó la semana y nadie canceló. El borrado empieza el ${day}.\nHasta entonces puedes escribir CANCELAR.\nTu referencia: ${reference}`,
  slowOverLaterLine: ({ day }) => `Pasó la semana. El borrado empieza el ${day}. Escribe CANCELAR para pararlo.`,
  heldUp: ({ reference }) =>
    `Mucha gente lo pidió a la vez, así que primero lo revisan personas.\nTu solicitud está a salvo y sigue sola.\nTodavía puedes escribir CANCELAR.\nTu referencia: ${reference}`,
  heldUpLine: 'Mucha gente lo pidió a la vez, así que tarda un poco más.',
  extended: ({ reference, day, because, complaint }) =>
    `Tu solicitud tarda más de un mes. Estará lista a más tardar el ${day}.\n${because === 'complex' ? 'El motivo: es un caso difícil.' : 'El motivo: hay muchísimas solicitudes.'}\n${complaint}\nTu referencia: ${reference}`,
  extendedLine: ({ day }) => `Tu solicitud tarda más de un mes. Estará lista a más tardar el ${day}.`,
  refused: ({ reference, right, businessName, ground, words, complaint }) =>
    `La empresa ${businessName} rechazó tu solicitud. ${nothing[right]}\n${grounds[ground]}${words === null ? '' : `\nSus palabras: ${words}`}\n${complaint}\nTu referencia: ${reference}`,
  refusedLine: 'Tu solicitud fue rechazada. Escribe aquí para leer por qué y qué puedes hacer.',
  farewellLine: ({ url, claimSecret }) =>
    `Tus datos están borrados, y lo comprobamos. Recibo: ${url} Clave del recibo: ${claimSecret}`,
  logged: {
    erasure: ({ businessName, day }) =>
      `${businessName} recibió una solicitud en tu nombre el ${day}.\n¿Hay que borrar tus datos? Escribe aquí ELIMINAR y confírmalo.\nSi no lo pides aquí, no se borra nada. ¿No es tuya? No hagas nada.`,
    access: ({ businessName, day }) =>
      `${businessName} recibió una solicitud en tu nombre el ${day}.\n¿Quieres una copia? Escribe aquí: envíame mis datos. Antes recibes un código.\n¿No es tuya? No hagas nada.`,
  },
  loggedBesides: ({ businessName, day }) => `${businessName} recibió una solicitud en tu nombre el ${day}.`,
  loggedLine: 'Llegó una solicitud en tu nombre. Escribe aquí para confirmarla. ¿No es tuya? No hagas nada.',
  loggedStanding: ({ reference, day }) => `Solicitud ${reference}\nPlazo para responder: hasta el ${day}.`,
  complaint: ({ authority }) =>
    `${authority === null ? 'Puedes reclamar ante la autoridad de protección de datos de tu país.' : `Puedes reclamar ante ${authority.name}: ${authority.site}`}\nTambién puedes ir a los tribunales.`,
};
