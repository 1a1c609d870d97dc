import { type CorrectionField, type CorrectionRefusal } from '../../../src/domain/correction.ts';
import { type CorrectionTexts } from './texts.ts';

const what: Readonly<Record<CorrectionField, string>> = {
  name: 'o seu nome é',
  email: 'o seu e-mail é',
  other: 'o certo é',
};

const reasons: Readonly<Record<CorrectionRefusal, string>> = {
  is_right: 'conferiram, e o que está anotado é o certo',
  not_shown: 'nada mostra que o novo valor é o certo',
  not_held: 'não guardam esse dado sobre você',
};

export const portuguese: CorrectionTexts = {
  confirm: 'Sim, peça',
  list: { body: 'O que está errado?', button: 'Escolher', name: 'Meu nome', email: 'Meu e-mail', other: 'Outra coisa' },
  ask: {
    name: 'Qual é o seu nome certo? Escreva aqui.',
    email: 'Qual é o seu e-mail certo? Escreva aqui.',
    other: 'O que está errado e o que é o certo? Escreva em uma mensagem curta.',
  },
  tooLong: 'Ficou longo demais para mim. Escreva mais curto, por favor.',
  noEmail: 'Isso não parece um e-mail. Confira, por favor.',
  readBack: ({ field, value, businessName }) =>
    `Vou dizer para ${businessName} que ${what[field]}:\n${value}\nPode ser?`,
  filed: ({ reference, businessName, day }) =>
    `Já passei adiante. ${businessName} tem até ${day} para responder.\nSua referência: ${reference}`,
  stopped: 'Tudo bem, parei. Nada foi mudado.',
  waiting: ({ reference, businessName, day }) =>
    `Pedido ${reference}\n${businessName} ainda não respondeu. O prazo vai até ${day}.`,
  late: ({ reference, businessName, complaint }) =>
    `${businessName} não respondeu a você no prazo.\nAvisei as pessoas que cuidam deste serviço.\n${complaint}\nSua referência: ${reference}`,
  done: ({ reference, businessName }) => `${businessName} corrigiu, como você pediu.\nSua referência: ${reference}`,
  refused: ({ reference, businessName, reason }) =>
    `${businessName} não mudou: ${reasons[reason]}.\nVocê pode reclamar à autoridade de proteção de dados, ou ir à Justiça.\nSua referência: ${reference}`,
  restricted: ({ businessName }) =>
    `Pronto. ${businessName} guarda os seus dados, mas não os usa.\nNenhuma mensagem virá, só aqui sobre os seus direitos.\nPara retomar, escreva RETOMAR.`,
  unrestricted: ({ businessName, adsAreStopped }) =>
    `Pronto. ${businessName} pode usar os seus dados de novo.\nPara pausar, escreva CONGELAR.${adsAreStopped ? '\nA propaganda continua parada. Para receber de novo, escreva VOLTAR A RECEBER.' : ''}`,
};
