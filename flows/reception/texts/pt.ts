import { type ReceptionTexts } from './texts.ts';

export const portuguese: ReceptionTexts = {
  labels: {
    delete: 'Apagar meus dados',
    human: 'Falar com alguém',
    rights: 'Meus direitos',
    language: 'Idioma',
    help: 'Ajuda',
    status: 'Meu pedido',
    stop: 'Sem propaganda',
  },
  menu: ({ businessName }) =>
    `Olá! Aqui você cuida dos seus dados na ${businessName}.\nPosso apagar o que guardam sobre você.\nToque num botão ou escreva EXCLUIR.`,
  offerDeletion: ({ businessName }) =>
    `Você quer que a ${businessName} apague seus dados?\nNada acontece até você tocar no botão.`,
  offerStop: ({ businessName }) =>
    `Você não quer mais propaganda da ${businessName}?\nToque no botão ou escreva PARAR.`,
  help: ({ businessName, human }) =>
    [
      `Você pode escrever estas palavras quando quiser:`,
      `• EXCLUIR: a ${businessName} apaga seus dados`,
      `• STATUS: como está seu pedido`,
      `• CANCELAR: parar seu pedido`,
      ...(human === 'here' ? [`• ATENDENTE: uma pessoa responde`] : []),
      ...(human === 'elsewhere' ? [`• ATENDENTE: como falar com uma pessoa`] : []),
      `• IDIOMA: mudar de idioma`,
      `• PARAR: sem propaganda`,
      `Para o que o próprio WhatsApp guarda: nas configurações dele, Conta, Solicitar dados da conta.`,
    ].join('\n'),
  cannotRead: ({ isVoice }) =>
    isVoice
      ? 'Obrigado! Ainda não consigo ouvir áudios. Escreva em poucas palavras, por favor.'
      : 'Obrigado! Só consigo ler texto. Escreva em poucas palavras, por favor.',
  codeNotExpected: 'Obrigado, mas agora não preciso de código.',
  oldButton: 'Esse botão é de antes. É aqui que estamos agora.',
  nothingToCancel: 'Não há nada para cancelar. Nenhuma exclusão está em andamento nesta conversa.',
  growsQuiet: 'Vou ficar em silêncio um pouco. EXCLUIR, CANCELAR, STATUS e PARAR ainda funcionam.',
  rights: {
    body: 'O que você quer fazer?',
    button: 'Escolher',
    access: 'Uma cópia dos dados',
    part: 'Apagar só uma parte',
    consents: 'O que aceitei',
    correct: 'Corrigir um dado',
    restrict: 'Congelar meus dados',
  },
  parts: {
    body: 'O que apagar? O resto fica.\nVocê também pode escrever uma data: apago o que for mais antigo.',
    button: 'Escolher',
    media: 'Fotos e arquivos',
    month: 'Com mais de um mês',
    year: 'Com mais de um ano',
    consents: 'O que aceitei',
  },
  languageList: { body: 'Qual idioma você prefere?', button: 'Escolher' },
  languageChanged: 'Pronto. Agora escrevo em português.',
  humanTold: ({ businessName }) => `Avisei a equipe da ${businessName}. Uma pessoa vai escrever para você aqui.`,
  humanNotTold: ({ businessName, contact }) =>
    `Agora não consigo avisar a equipe da ${businessName}. Tente mais tarde ou fale direto com a empresa${contact === null ? '.' : `: ${contact}`}`,
  noHuman: ({ businessName, contact }) =>
    `Ninguém responde nesta conversa. Fale diretamente com a ${businessName}${contact === null ? '.' : `: ${contact}`}`,
  stopped: ({ businessName, isDeleting }) =>
    `Pronto. A ${businessName} não vai mais mandar propaganda.\n${
      isDeleting
        ? 'A exclusão continua. Para parar, escreva CANCELAR.'
        : 'Para receber de novo, escreva VOLTAR A RECEBER.'
    }`,
  started: ({ businessName }) =>
    `Pronto. A ${businessName} pode mandar ofertas de novo.\nPara não receber, escreva PARAR.`,
  notStarted: ({ businessName }) =>
    `Não mudei nada: um pedido seu está em andamento.\nAté ele terminar, a ${businessName} não manda ofertas.\nDepois, escreva VOLTAR A RECEBER outra vez.`,
  referenceUnreadable:
    'Não consigo ler essa referência. Ela é parecida com ER-XXXX-XXXX-XXXX. Confira e mande de novo.',
  statusUnknown: 'Não encontrei nenhum pedido aberto. Para apagar seus dados, escreva EXCLUIR.',
};
