import { type RouteBTexts } from './texts.ts';

export const spanish: RouteBTexts = {
  who: 'Puedo pedir a empresas que borren tus datos.\nSon aquellas a las que escribiste por WhatsApp.\n¿Es para ti?',
  me: 'Sí, para mí',
  somebodyElse: 'Otra persona',
  skip: 'Omitir',
  confirm: 'Sí, adelante',
  confirmMandate: 'Sí, pásalo',
  whichBusinesses: '¿A qué empresas escribiste?\nEscribe sus nombres, uno por línea o con comas. Cinco como máximo.',
  about:
    '¿Cuál es tu nombre completo y cuándo les escribiste, más o menos?\nPor ejemplo: Ana Silva, primavera de 2024.',
  tooMany: 'Son muchas a la vez. Escribe cinco como máximo. Luego puedes pedir más.',
  tooLong: 'Es demasiado largo para mí. Escríbelo más corto, por favor.',
  otherNumber:
    'Veo un número largo. Solo puedo pedir por el número desde el que escribes.\nPara otro número, toca «Otra persona» y te ayuda alguien del equipo.\nEscribe las fechas con palabras, como marzo de 2024.',
  statement: ({ list, about }) =>
    [
      'Voy a pedírselo a:',
      list,
      ...(about === null ? [] : [`Sobre ti: ${about}`]),
      '',
      'Tu declaración: «Este es mi número. Borren lo que tienen sobre mí».',
      '¿Lo pido? Antes te envío un código.',
    ].join('\n'),
  talk: {
    intentReminder: '¿Se lo pido? Toca un botón, o escribe SÍ o CANCELAR.',
    nothingDeleted: 'Bien, lo dejo. No pedí nada a nadie.',
    started: () => 'El código es correcto. Lo pido ahora.',
    startsLater: () => 'El código es correcto. Lo pido ahora.',
    running: () => 'Lo estoy pidiendo. Tus referencias llegan aquí en un momento.',
  },
  handedOver: ({ list, day }) =>
    `El código es correcto y ya lo pasé. Tus referencias:\n${list}\n${
      day === '' ? '' : `Tendrás respuesta a más tardar el ${day}. `
    }Para ver cómo va, escribe ESTADO y la referencia.`,
  slowPath: ({ day }) =>
    `También funciona sin código, solo que más lento. Se lo pido el ${day}.\nTe lo recuerdo cada día. Escribe CANCELAR para pararlo.`,
  waiting: ({ reference, day }) =>
    `Se lo pido a las empresas el ${day}.\n¿No fuiste tú, o cambiaste de idea? Escribe CANCELAR.\nTu referencia: ${reference}`,
  waitingLine: ({ day }) => `Se lo pido a las empresas el ${day}. Escribe CANCELAR para pararlo.`,
  slowOver: ({ list, day }) =>
    `Pasó la semana y nadie canceló. Ya lo pedí. Tus referencias:\n${list}\n${day === '' ? '' : `Tendrás respuesta a más tardar el ${day}. `}Para ver cómo va, escribe ESTADO y la referencia.`,
  slowOverLine: 'Pasó la semana y nadie canceló. Ya se lo pedí a las empresas.',
  takenBack: {
    cancelled: 'Cancelé estas solicitudes. No se borra nada:',
    told: 'Alguien ya se ocupa de estas. Avisé de que paren:',
    'too-late': 'Ya es tarde para estas. El borrado empezó:',
    notMe: 'Gracias por avisar. No des tus códigos a nadie.',
  },
  passedOn: ({ reference, day }) =>
    `Solicitud ${reference}\nNuestro equipo la está pasando.${day === '' ? '' : ` Tendrás respuesta a más tardar el ${day}.`}`,
  nothingHeld: ({ reference, day }) =>
    `Solicitud ${reference}\nNo guardo nada sobre ti para esta empresa. La avisé de todos modos.${day === '' ? '' : `\nTe responde a más tardar el ${day}.`}`,
  answered: ({ reference }) => `Solicitud ${reference}\nYa tuvo respuesta. ¿No te llegó nada? Escribe PERSONA.`,
  mandateAsk:
    'Con gusto lo paso a una persona.\nEscribe en un mensaje quién eres y por quién pides.\nDi por qué puedes, por ejemplo como madre, y qué empresa es.',
  mandateReadBack: ({ told }) => `Voy a pasar esto:\n${told}\n¿Lo hago?`,
  mandatePassed: ({ reference, day }) =>
    `Ya lo pasé. Alguien del equipo comprueba que puedes pedir por esa persona.\nLa persona también recibe aviso. Nada se borra antes.\n${
      day === '' ? '' : `Tendrás respuesta a más tardar el ${day}.\n`
    }Tu referencia: ${reference}`,
  mandateTooOften: 'Hoy lo pediste varias veces. Nuestro equipo ya lo tiene. Escribe de nuevo mañana.',
  stopped: 'Bien, lo dejo. No pedí nada a nadie.',
};
