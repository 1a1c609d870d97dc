import { type NoticeTexts } from './texts.ts';

export const spanish: NoticeTexts = {
  happened: {
    'dsr.verified': 'borrado confirmado',
    'dsr.asked': 'una persona pidió algo distinto del borrado',
    'dsr.erased': 'datos borrados y comprobados',
    'dsr.closed': 'las copias de seguridad también desaparecieron',
    'dsr.cancelled': 'borrado cancelado por la persona',
    'log.head': 'cabeza del registro de auditoría',
    'dsr.resurrection': 'se volvieron a encontrar datos ya eliminados',
    'budget.spent': 'se agotó el presupuesto de hoy para mensajes de pago',
    'breaker.held': 'muchos borrados a la vez esperan por ti',
    'human.requested': 'alguien pide hablar con una persona',
    'channel.failed': 'un aviso no les llegó',
    'dsr.digest': 'varios avisos a la vez',
  },
  channels: { staff: 'WhatsApp al teléfono de su equipo', email: 'correo electrónico', webhook: 'webhook' },
  grounds: {
    legal_duty: 'lo exige la ley',
    legal_claims: 'un asunto legal abierto',
    fraud_prevention: 'para evitar fraudes',
    contract: 'un contrato vigente',
  },
  labels: {
    reference: 'Referencia',
    time: 'Hora',
    confirmed: 'Confirmado',
    starts: 'Empieza el borrado',
    due: 'Fecha límite',
    erased: 'Borrado y comprobado',
    receipt: 'Recibo firmado',
    head: 'Cabeza firmada',
    stores: 'Dónde y cuánto',
    held: 'Sigue ahí por poco tiempo',
    notices: 'Los avisos',
  },
  verified: ({ business, confirmedBy }) => [
    confirmedBy === 'slow-path'
      ? `Una persona que escribió a ${business} por WhatsApp pidió que se borren sus datos. No se escribió ningún código: durante siete días se podía parar en el chat, y nadie lo paró.`
      : `Una persona que escribió a ${business} por WhatsApp pidió que se borren sus datos y lo confirmó con un código.`,
    'Nosotros borramos lo que guardamos para ustedes. Para eso no tienen que hacer nada.',
    'Por favor, borren también sus propias copias: listas de clientes, pedidos, envíos.',
  ],
  asked: {
    copy: ({ business }) => [
      `Una persona que escribió a ${business} por WhatsApp pidió una copia de sus datos y lo confirmó con un código.`,
      'Respondemos por lo que guardamos para ustedes. No tienen que hacer nada para eso.',
      'Respondan también por sus propios registros: clientes, pedidos, envíos.',
    ],
    part: ({ business }) => [
      `Una persona que escribió a ${business} por WhatsApp hizo borrar una parte de sus datos y lo confirmó con un código.`,
      'Borramos esa parte de lo que guardamos para ustedes. El resto se queda.',
      'Comprueben si tienen copias.',
    ],
    correction: ({ business }) => [
      `Una persona que escribió a ${business} por WhatsApp dice que un dato que guardan sobre ella está mal.`,
      'El enlace muestra quién es y qué es lo correcto. Compruébenlo y corríjanlo aquí y en sus registros.',
      'Después respondan con la referencia, por la API o con su proveedor. La persona espera.',
    ],
    restriction: ({ business }) => [
      `Una persona que escribió a ${business} por WhatsApp puso en pausa el uso de sus datos.`,
      'No le enviamos nada de su parte hasta que la quite. No se borra nada.',
      'Pónganlo en pausa también en sus sistemas: sin envíos, sin análisis, sin compartir.',
    ],
    'nothing-held': ({ business }) => [
      `Una persona pidió, a través de su proveedor, que ${business} borre sus datos.`,
      'No guardamos nada sobre ella para ustedes. El enlace muestra quién es.',
      'Busquen en sus propios registros: clientes, pedidos, envíos. Luego respondan a la persona.',
    ],
    relay: () => [
      'Una persona pide en su número que una empresa borre sus datos.',
      'La empresa no se conoce aquí con ese nombre, o ya tramita otra solicitud suya.',
      'El enlace muestra cuál es. Pasad la petición y responded a la persona en el chat.',
    ],
    mandate: () => [
      'Alguien pide en vuestro número por otra persona: padre, tutora o representante.',
      'El enlace muestra lo que escribió. Comprobad el mandato y avisad a la persona.',
      'Con esto no se borra nada. Después responded en el chat.',
    ],
    logged: () => [
      'Una solicitud que llegó fuera del chat, y que anotasteis, está por vencer.',
      'El enlace muestra de quién es. Si la persona no la confirmó en el chat, respóndele por donde llegó.',
    ],
    'restriction-lifted': ({ business }) => [`La persona quitó la pausa. ${business} puede usar sus datos de nuevo.`],
  },
  erased: ({ business }) => [
    `Lo que guardábamos para ${business} sobre esta persona está borrado.`,
    'Después volvimos a buscar en todas partes. No queda nada, salvo lo que aparece aquí.',
  ],
  closed: [
    'Las copias de seguridad anteriores al borrado ya no existen, y tampoco las claves de entonces.',
    'Este es el recibo final. No tiene que hacer nada.',
  ],
  logHead: [
    'Esta línea prueba cómo estaba nuestro registro de borrados en ese momento.',
    'Solo guárdela. Si alguien reescribe el pasado, ella lo muestra.',
  ],
  cancelled: ['La persona retiró su solicitud. No se borra nada.', 'No tienen que hacer nada.'],
  resurrection: [
    'Nuestro control nocturno encontró datos de una persona ya eliminada. Se eliminaron de nuevo y lo comprobamos.',
    'Revise qué introduce personas en este servicio: una lista antigua, una importación, otro sistema.',
  ],
  budgetSpent: ({ limit }) => [
    `Se agotó el presupuesto de hoy: ${limit} mensajes de pago a quienes lo piden.`,
    'Nadie pierde su derecho: toman un camino más lento hasta mañana. Si no es un ataque, sube el presupuesto.',
  ],
  breakerHeld: ({ limit }) => [
    `Más de ${limit} borrados en una hora no es habitual. El resto te espera; no se pierde nada.`,
    'Si todo está bien, deja que sigan: POST /v1/breaker/release, o pregunta a tu proveedor. El día 25 siguen solos.',
  ],
  breakerTap: {
    tapIt: 'Si todo está bien, toca el botón y siguen todos. El día 25 siguen solos.',
    button: 'Dejar que sigan',
    goesOn: 'Gracias. Lo que esperaba sigue ahora.',
    over: 'No ha cambiado nada: este botón ya se usó o es de un mensaje anterior. Usa el más reciente.',
  },
  human: [
    'Alguien pide en su chat de WhatsApp hablar con una persona.',
    'Por favor, miren su bandeja y respondan allí.',
  ],
  channelFailed: ({ channel }) => [
    `Nuestros avisos no les llegan por esta vía: ${channel}.`,
    'Seguimos intentándolo tres días. Por favor, revisen la dirección y que acepte nuestros mensajes.',
  ],
  digest: ({ count }) => [`Pasaron muchas cosas en una hora, así que van ${count} avisos juntos.`],
  link: {
    label: 'Ver de quién son los datos',
    note: ({ until }) =>
      `El enlace vale hasta el ${until}. Quien lo tenga ve quién es la persona: compártanlo solo con quienes atienden esta solicitud.`,
  },
  storeLine: ({ store, deleted, kept }) =>
    `${store}: borrados ${deleted}${kept === null ? '' : `, guardados ${kept.count} hasta el ${kept.until} (${kept.ground})`}`,
  held: {
    farewell: ({ until }) => `la dirección para nuestro último mensaje a la persona, hasta el ${until} como máximo`,
    reveal_link: ({ until }) => `el enlace al número de la persona que les enviamos, hasta el ${until}`,
  },
  footer: ({ business }) => `Enviado automáticamente para ${business}. Nadie lee las respuestas a esta dirección.`,
  code: {
    subject: ({ business }) => `Tu código para ${business}`,
    asked: {
      erasure: ({ business }) => `Pediste por WhatsApp a ${business} que borre tus datos.`,
      access: ({ business }) => `Pediste a ${business} por WhatsApp una copia de tus datos.`,
    },
    label: 'Tu código',
    typeIt: ({ minutes }) =>
      `Escríbelo en el chat de WhatsApp. Vale ${minutes}. No lo compartas. Nadie te lo va a pedir.`,
    notYou: {
      erasure: ({ business }) =>
        `¿No fuiste tú? Entonces escribe NO FUI YO en el chat, o avisa a ${business}. Sin el código no se acaba: el borrado puede empezar a los siete días.`,
      access: () => '¿No fuiste tú? Entonces no hagas nada: sin el código no pasa nada.',
    },
    footer: 'Enviado automáticamente. Nadie lee las respuestas a esta dirección.',
  },
  reveal: {
    title: { erasure: 'De quién borrar los datos', other: 'De quién se trata' },
    intro: {
      erasure: 'Esta persona pidió que se borren sus datos. Así pueden encontrarla en sus listas.',
      part: 'Esta persona hizo borrar una parte de sus datos; el resto se queda. Así pueden encontrarla en sus listas.',
      copy: 'Esta persona pidió una copia de sus datos. Así pueden encontrarla en sus registros.',
      correction:
        'Esta persona dice que un dato que guardan sobre ella está mal. Aquí ven quién es y qué es lo correcto.',
      restriction:
        'Esta persona puso en pausa el uso de sus datos. Todo se conserva. Así pueden encontrarla en sus sistemas.',
      'restriction-lifted':
        'Esta persona quitó la pausa: sus datos se pueden usar de nuevo. Así pueden encontrarla en sus sistemas.',
      'nothing-held':
        'Esta persona pidió, a través de su proveedor, que se borren sus datos. Así pueden buscarla en sus propios registros.',
      relay:
        'Esta persona pide en su número que una empresa borre sus datos. Aquí ven quién es y de qué empresa se trata.',
      mandate: 'Esta persona pide en su número por otra persona. Aquí ven quién es y qué escribió.',
      logged: 'Una solicitud de esta persona, que llegó por carta o por correo, está por vencer. Aquí ven quién es.',
    },
    until: ({ until }) => `Pueden abrir esta página hasta el ${until}.`,
    button: 'Mostrar',
    kinds: {
      phone: 'Número de teléfono',
      bsuid: 'Identificador de WhatsApp',
      parent_bsuid: 'Identificador de WhatsApp (cuenta principal)',
      username: 'Nombre de usuario de WhatsApp',
      asked_business: 'Empresa, tal como la nombró',
      asked_about: 'Sobre sí',
      asked_mandate: 'Por quién pide y con qué derecho',
      correct_name: 'Nombre correcto',
      correct_email: 'Correo correcto',
      correct_other: 'Qué está mal y qué es lo correcto',
    },
    careful: {
      erasure: 'Por favor, úsenlo solo para borrar sus copias. No escriban a la persona.',
      part: 'Por favor, úsenlo solo para borrar sus copias de esa parte. El resto se queda.',
      other: 'Por favor, úsenlo solo para esta solicitud y para nada más.',
    },
    incomplete: 'Este enlace no está completo. Ábranlo otra vez desde nuestro mensaje.',
    wrongKey: 'Este enlace no encaja. Ábranlo otra vez desde nuestro mensaje.',
    gone: 'Este enlace ya no vale, o nunca existió.',
    usedUp: 'Este enlace se abrió demasiadas veces. Pregunten a su proveedor y den la referencia.',
    unreachable: 'No funcionó. Inténtenlo otra vez en un momento.',
    needsScript: 'Por favor, permitan JavaScript en esta página: sin él, la clave del enlace no sale de su navegador.',
  },
};
