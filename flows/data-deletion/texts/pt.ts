import { type HoldGround } from '../../../src/domain/ground.ts';
import { bullets, dayInWords, inWords } from '../../phrasing.ts';
import { type DeletionTexts, type KeptLine, type StatusGroup } from './texts.ts';

const grounds: Readonly<Record<HoldGround, string>> = {
  legal_duty: 'a lei exige',
  legal_claims: 'uma questão jurídica em aberto',
  fraud_prevention: 'para evitar fraudes',
  contract: 'seu contrato ainda vale',
  identity_doubt: 'para ter certeza de que é você',
};

const standing: Readonly<Record<StatusGroup, string>> = {
  'needs-code': 'Ele espera seu código. Nada foi apagado ainda.',
  waiting: 'Ele está confirmado. A exclusão ainda não começou.',
  'on-hold': 'Ele está em pausa. Já explicaram a você o motivo, por escrito.',
  deleting: 'Seus dados estão sendo apagados agora.',
  delayed: 'Está demorando mais do que o previsto. Há pessoas cuidando disso.',
  done: 'Seus dados foram apagados.',
  ended: 'Ele terminou. Nada foi apagado.',
  'gave-way': 'Ele deu lugar ao seu pedido de apagar tudo.',
};

function kept({ what, ground, until }: KeptLine): string {
  return `${what}: até ${dayInWords('pt', until)}, ${grounds[ground]}`;
}

export const portuguese: DeletionTexts = {
  labels: { confirm: 'Sim, apagar', cancel: 'Cancelar', resend: 'Novo código', notMe: 'Não fui eu' },
  preview: {
    opening: ({ businessName }) => `Você pode pedir que a ${businessName} apague seus dados.`,
    goes: 'Isto será apagado:',
    goesAll: 'Tudo o que é seu neste serviço.',
    stays: 'Isto precisa ficar por enquanto:',
    kept,
    outOfReach: 'Não consigo alcançar:',
    outOfReachLines: ({ businessName }) => [
      'esta conversa no seu próprio celular',
      `as cópias que a ${businessName} guarda em outro lugar; vamos avisar`,
      'o que o WhatsApp (Meta) guarda, até 30 dias',
    ],
    question: ({ wait }) =>
      wait === null
        ? 'Posso apagar? Não dá para desfazer. Antes eu mando um código.'
        : `Posso apagar? Não dá para desfazer. Antes eu mando um código.\nComeça ${wait} depois do código. Até lá você pode cancelar.`,
    questionFollows: 'Minha pergunta vem a seguir.',
  },
  intentReminder: 'Posso apagar seus dados? Toque num botão ou escreva SIM ou CANCELAR.',
  nothingDeleted: 'Tudo bem, parei. Nada foi apagado.',
  oneMoment: 'Um momento, já estou cuidando disso.',
  codeSent: ({ channel, digits, minutes }) =>
    `${channel === 'email' ? 'Mandei um código por e-mail.' : 'Mandei um código para você.'}\nDigite aqui os ${digits} números. Ele vale ${minutes}.\nNão passe a ninguém. Ninguém vai pedir esse código.`,
  codeExpected: ({ digits }) =>
    digits === null ? 'Digite aqui o código que você recebeu.' : `Digite aqui os ${digits} números do seu código.`,
  codeExpired: 'Esse código venceu. Quer um novo?',
  codeWrong: ({ triesLeft }) =>
    `Esse código não está certo. ${triesLeft === 1 ? 'Você tem mais uma tentativa.' : `Você tem mais ${triesLeft} tentativas.`}`,
  codeVoid: 'Esse código não vale mais. Quer um novo?',
  identityChanged:
    'Seu número ou seu celular mudou. Para proteger você, o código anterior não vale mais.\nQuer que eu envie um novo?',
  notIssued: {
    tooSoon: ({ wait }) => `Acabei de mandar um código. Se não chegar, peça outro em ${wait}.`,
    dailyLimit: ({ wait, reference }) =>
      `Esse foi o último código por agora. Peça outro em ${wait}.\nSeu pedido continua aberto: ${reference}`,
    noChannel: ({ businessName, reference }) =>
      `Não tenho como mandar um código para você. Fale com a ${businessName}.\nPasse esta referência: ${reference}`,
    failed: 'Não consegui mandar o código. Nada se perdeu. Peça um novo.',
    unknown: 'Talvez um código tenha sido enviado. Se não chegou, peça um novo.',
  },
  locked: ({ wait, reference }) =>
    `Foram códigos errados demais. Para proteger você, espero ${wait}.\nSeu pedido não se perde: ${reference}\nDepois, peça aqui um código novo.`,
  lockOver: 'Agora você pode tentar de novo. Mando um código novo?',
  started: ({ reference }) =>
    `O código está certo. Estou apagando seus dados.\nSua referência: ${reference}\nEscrevo aqui quando terminar.`,
  startsLater: ({ reference, day }) =>
    `O código está certo. A exclusão começa em ${day}.\nSua referência: ${reference}\nAté lá você pode escrever CANCELAR.`,
  running: ({ reference }) =>
    `A exclusão está em andamento. Escrevo aqui quando terminar.\nSua referência: ${reference}\nEscreva STATUS para saber como está.`,
  cancelling: 'Estou parando. Um momento.',
  cancelled: ({ reference }) => `Seu pedido foi cancelado. Nada foi apagado.\nReferência: ${reference}`,
  cancelledNotMe: ({ reference }) =>
    `Obrigado por avisar. Parei o pedido. Nada foi apagado.\nNão passe seus códigos a ninguém.\nReferência: ${reference}`,
  cannotCancel: ({ reference }) =>
    `Já é tarde para parar. Seus dados já estão sendo apagados.\nSua referência: ${reference}`,
  status: ({ reference, group, day, instead = null }) =>
    `Pedido ${reference}\n${instead ?? standing[group]}${day === null || group === 'done' || group === 'ended' ? '' : `\nNo máximo até ${day}.`}`,
  doneButKept: ({ reference }) => `Pedido ${reference}\nSeus dados foram apagados, menos o que precisa ficar.`,
  phraseWords: 'APAGAR MEUS DADOS',
  phraseMessage: ({ phrase, minutes }) =>
    `Para confirmar, digite aqui estas palavras e números:\n${phrase}\nValem ${inWords('pt', 'minute', minutes)}. Não foi você? Escreva NÃO FUI EU.`,
  phraseExpected: 'Digite as palavras com os números, como eu mandei.',
  numberNeeded:
    'Só posso mandar um código para o seu número, e não consigo vê-lo.\nToque no botão abaixo para compartilhar comigo.\nOu escreva CANCELAR. Aí nada é apagado.',
  codeMessage: ({ code, minutes }) =>
    `Seu código para apagar seus dados: ${code}\nDigite aqui. Ele vale ${inWords('pt', 'minute', minutes)}.\nNão passe a ninguém. Não foi você? Escreva NÃO FUI EU.`,
  progress: () => 'Ainda estou apagando. Demora mais um pouco. Escrevo aqui quando terminar.',
  paused: ({ reference, ground, day }) =>
    `O pedido ${reference} está em pausa: ${grounds[ground]}.\nContinua sozinho em ${day}, ou antes.\nVocê não precisa fazer nada. Dúvidas? Escreva HUMANO.`,
  blocked: ({ reference }) =>
    `A exclusão está demorando mais do que o previsto. Já estão olhando.\nVocê não precisa fazer nada.\nSua referência: ${reference}`,
  farewell: ({ reference, businessName, erased, kept: keptLines, receipt }) =>
    [
      `Pronto. A ${businessName} apagou seus dados, e nós conferimos.`,
      ...(erased.length === 0 ? [] : [`\nApagado:\n${bullets(erased)}`]),
      ...(keptLines.length === 0 ? [] : [`\nFica por enquanto:\n${bullets(keptLines.map(kept))}`]),
      `\nSua referência: ${reference}`,
      `\nSeu recibo assinado, que qualquer um pode conferir: ${receipt.url}`,
      receipt.isMirrored
        ? `Seu segredo para o recibo: ${receipt.claimSecret}\nEle mostra que o recibo é seu. A empresa também vê esta conversa no telefone dela.`
        : `Seu segredo para o recibo: ${receipt.claimSecret}\nSó você tem. Ele mostra que o recibo é seu.`,
      `A conversa no seu celular você mesmo pode apagar. Cuide-se!`,
    ].join('\n'),
};
