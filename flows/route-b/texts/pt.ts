import { type RouteBTexts } from './texts.ts';

export const portuguese: RouteBTexts = {
  who: 'Posso pedir a empresas que apaguem seus dados.\nSão aquelas a quem você escreveu no WhatsApp.\nÉ para você?',
  me: 'Sim, para mim',
  somebodyElse: 'Outra pessoa',
  skip: 'Pular',
  confirm: 'Sim, pode pedir',
  confirmMandate: 'Sim, encaminhe',
  whichBusinesses:
    'Para quais empresas você escreveu?\nEscreva os nomes, um por linha ou com vírgulas. No máximo cinco.',
  about: 'Qual é o seu nome completo, e quando escreveu, mais ou menos?\nPor exemplo: Ana Silva, outono de 2024.',
  tooMany: 'São muitas de uma vez. Escreva cinco no máximo. Depois você pode pedir mais.',
  tooLong: 'Ficou longo demais para mim. Escreva mais curto, por favor.',
  otherNumber:
    'Vejo um número longo. Só posso pedir pelo número que me escreve.\nPara outro número, toque em “Outra pessoa”, e alguém da equipe ajuda.\nEscreva datas com palavras, como março de 2024.',
  statement: ({ list, about }) =>
    [
      'Vou pedir a:',
      list,
      ...(about === null ? [] : [`Sobre você: ${about}`]),
      '',
      'Sua declaração: “Este é o meu número. Apaguem o que têm sobre mim.”',
      'Posso pedir? Antes eu envio um código.',
    ].join('\n'),
  talk: {
    intentReminder: 'Posso pedir? Toque em um botão, ou escreva SIM ou CANCELAR.',
    nothingDeleted: 'Tudo bem, parei. Não pedi nada a ninguém.',
    started: () => 'O código está certo. Estou pedindo agora.',
    startsLater: () => 'O código está certo. Estou pedindo agora.',
    running: () => 'Estou pedindo agora. Suas referências chegam aqui em instantes.',
  },
  handedOver: ({ list, day }) =>
    `O código está certo, e já encaminhei. Suas referências:\n${list}\n${
      day === '' ? '' : `Você terá resposta até ${day}. `
    }Para ver como está, escreva STATUS e a referência.`,
  slowPath: ({ day }) =>
    `Também funciona sem código, só que mais devagar. Peço a elas em ${day}.\nEu lembro você todo dia. Escreva CANCELAR para parar.`,
  waiting: ({ reference, day }) =>
    `Peço às empresas em ${day}.\nNão foi você, ou mudou de ideia? Escreva CANCELAR.\nSua referência: ${reference}`,
  waitingLine: ({ day }) => `Peço às empresas em ${day}. Escreva CANCELAR para parar.`,
  slowOver: ({ list, day }) =>
    `A semana passou e ninguém cancelou. Já pedi. Suas referências:\n${list}\n${day === '' ? '' : `Você terá resposta até ${day}. `}Para ver como está, escreva STATUS e a referência.`,
  slowOverLine: 'A semana passou e ninguém cancelou. Já pedi às empresas.',
  takenBack: {
    cancelled: 'Cancelei estes pedidos. Nada é apagado:',
    told: 'Alguém já está cuidando destes. Avisei para parar:',
    'too-late': 'Já é tarde para estes. A exclusão começou:',
    notMe: 'Obrigado por avisar. Não passe seus códigos a ninguém.',
  },
  passedOn: ({ reference, day }) =>
    `Pedido ${reference}\nNossa equipe está encaminhando.${day === '' ? '' : ` Você terá resposta até ${day}.`}`,
  nothingHeld: ({ reference, day }) =>
    `Pedido ${reference}\nNão guardo nada sobre você para esta empresa. Avisei mesmo assim.${day === '' ? '' : `\nEla responde até ${day}.`}`,
  answered: ({ reference }) => `Pedido ${reference}\nJá teve resposta. Não chegou nada? Escreva ATENDENTE.`,
  mandateAsk:
    'Encaminho com prazer a uma pessoa da equipe.\nEscreva em uma mensagem quem você é e por quem pede.\nDiga por que pode, por exemplo como mãe, e qual é a empresa.',
  mandateReadBack: ({ told }) => `Vou encaminhar isto:\n${told}\nPosso?`,
  mandatePassed: ({ reference, day }) =>
    `Encaminhei. Alguém da equipe verifica se você pode pedir por essa pessoa.\nA pessoa também é avisada. Nada é apagado antes disso.\n${
      day === '' ? '' : `Você terá resposta até ${day}.\n`
    }Sua referência: ${reference}`,
  mandateTooOften: 'Você já pediu várias vezes hoje. Nossa equipe está cuidando disso. Escreva de novo amanhã.',
  stopped: 'Tudo bem, parei. Não pedi nada a ninguém.',
};
