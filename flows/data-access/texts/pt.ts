import { type Locale } from '../../../src/domain/locale.ts';
import { dayInWords, inWords } from '../../phrasing.ts';
import { type StatusGroup } from '../../data-deletion/texts/texts.ts';
import { type AccessTexts, type ConsentLine } from './texts.ts';

const locale: Locale = 'pt';

const standing: Readonly<Record<StatusGroup, string>> = {
  'needs-code': 'Espera o seu código. Nenhuma cópia foi feita ainda.',
  waiting: 'Está confirmado. A sua cópia chega logo.',
  'on-hold': 'Está em pausa por um motivo legal. Vão explicar por escrito.',
  deleting: 'A sua cópia está sendo preparada.',
  delayed: 'Está demorando mais que o previsto. Há pessoas cuidando disso.',
  done: 'A sua cópia foi enviada pelo WhatsApp.',
  ended: 'Terminou. Nenhuma cópia foi feita.',
  'gave-way': 'Ele deu lugar ao seu pedido de apagar tudo.',
};

const sources: Readonly<Record<ConsentLine['source'], string>> = {
  api: 'anotado pela empresa',
  import: 'vindo de uma lista',
  user_preferences: 'seus ajustes do WhatsApp',
  chat: 'dito nesta conversa',
};

export const portuguese: AccessTexts = {
  confirm: 'Sim, uma cópia',
  preview: {
    opening: ({ businessName }) => `Você pode receber uma cópia do que ${businessName} guarda aqui sobre você.`,
    holds: 'A cópia contém:',
    consentsOpening: ({ businessName }) => `Posso mostrar o que você aceitou com ${businessName} e quando.`,
    delivery: ({ days }) =>
      `Envio um link para a cópia. Ele abre uma única vez, durante ${days}.\nQuem estiver com este celular pode abrir.`,
    question: 'Preparo a cópia? Antes envio um código.',
  },
  talk: {
    intentReminder: 'Preparo a cópia? Toque em um botão, ou escreva SIM ou CANCELAR.',
    nothingDeleted: 'Tudo bem, parei. Nenhuma cópia foi feita.',
    started: ({ reference }) => `O código está certo. Estou preparando a sua cópia.\nSua referência: ${reference}`,
    startsLater: ({ reference }) => `O código está certo. Estou preparando a sua cópia.\nSua referência: ${reference}`,
    running: ({ reference }) =>
      `A sua cópia está sendo preparada. Ela chega aqui em instantes.\nSua referência: ${reference}`,
    cancelled: ({ reference }) => `Seu pedido foi cancelado. Nenhuma cópia foi feita.\nReferência: ${reference}`,
    cancelledNotMe: ({ reference }) =>
      `Obrigado por avisar. Parei o pedido. Nenhuma cópia foi feita.\nNão passe códigos a ninguém.\nReferência: ${reference}`,
    cannotCancel: ({ reference }) => `Já não dá para parar. A sua cópia já foi feita.\nSua referência: ${reference}`,
  },
  news: {
    blocked: ({ reference }) =>
      `A sua cópia está demorando mais do que o previsto. Já estão olhando.\nVocê não precisa fazer nada.\nSua referência: ${reference}`,
    waiting: ({ reference, day }) =>
      `A sua cópia será feita em ${day}.\nNão foi você, ou mudou de ideia? Escreva CANCELAR.\nSua referência: ${reference}`,
    waitingLine: ({ day }) => `A sua cópia será feita em ${day}. Escreva CANCELAR para parar.`,
  },
  awaits: ({ reference }) =>
    `A sua cópia estava à sua espera. O link chega em um instante.\nSua referência: ${reference}`,
  awaitsLine: 'A sua cópia está à sua espera. Escreva qualquer palavra aqui e o link chega.',
  status: ({ reference, group, day }) =>
    `Pedido ${reference}\n${standing[group]}${day === null || group === 'done' || group === 'ended' ? '' : `\nNo máximo até ${day}.`}`,
  codeMessage: ({ code, minutes }) =>
    `Seu código para uma cópia dos seus dados: ${code}\nEscreva aqui em até ${inWords(locale, 'minute', minutes)}.\nNão compartilhe. Não foi você? Escreva NÃO FUI EU.`,
  ready: ({ reference, url, days }) =>
    `A sua cópia está pronta: ${url}\nO link abre uma única vez, durante ${days}. Não compartilhe.\nSua referência: ${reference}`,
  empty: ({ reference, businessName }) =>
    `Procurei em todo este serviço. ${businessName} não guarda nada sobre você aqui.\nSua referência: ${reference}`,
  consents: ({ reference, businessName, lines }) =>
    [
      lines.length === 0
        ? `${businessName} não tem registro de nenhuma escolha sua sobre publicidade.`
        : `O que você disse a ${businessName} sobre publicidade:`,
      ...lines.map(
        ({ at, isIn, source }) => `• ${dayInWords(locale, at)}: ${isIn ? 'sim' : 'não'} (${sources[source]})`,
      ),
      `Sua referência: ${reference}`,
    ].join('\n'),
  withheld: ({ day, businessName }) =>
    `Algo mudou há pouco neste número. Para proteger você, nenhuma cópia sai antes de ${day}.\nVocê pode apagar seus dados a qualquer momento. ${businessName} também pode ajudar.`,
  busy: ({ reference, what }) =>
    ({
      erasure: `Seus dados estão prestes a ser apagados e não posso copiá-los agora.\nPara parar antes, escreva CANCELAR.\nSua referência: ${reference}`,
      part: `Algo seu está sendo apagado agora. Quando terminar, peça de novo.\nSua referência: ${reference}`,
      copy: `A sua cópia ainda está sendo preparada. Quando chegar, peça de novo.\nSua referência: ${reference}`,
    })[what],
};
