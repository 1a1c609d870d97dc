import { type RefusalGround } from '../../../src/domain/ground.ts';
import { type Right } from '../../../src/domain/request.ts';
import { type ProtectionTexts } from './texts.ts';

const grounds: Readonly<Record<RefusalGround, string>> = {
  legal_duty: 'A lei obriga a guardar estes dados.',
  legal_claims: 'Os dados são necessários para uma questão jurídica em aberto.',
  fraud_prevention: 'Os dados são necessários para evitar fraudes.',
  contract: 'Seu contrato ainda está valendo.',
  unfounded: 'Ela diz que o pedido não tem fundamento.',
  excessive: 'Ela diz que você pediu vezes demais.',
  not_the_person: 'Ela não tem certeza de que é você.',
};

const nothing: Readonly<Record<Right, string>> = {
  erasure: 'Nada foi apagado.',
  access: 'Nenhuma cópia foi feita.',
};

export const portuguese: ProtectionTexts = {
  why: {
    'slow-path': 'Espero uma semana porque nenhum código foi digitado.',
    'not-me': 'Espero porque alguém escreveu daqui que não foi ele.',
    'key-changed': 'Espero porque o WhatsApp é novo neste telefone.',
    'name-changed': 'Espero porque seu número mudou há pouco tempo.',
    'rival-request': 'Espero porque outra pessoa pediu com o mesmo número.',
    'failed-codes': 'Espero porque muitos códigos errados foram digitados.',
    'first-contact': 'Espero porque você acabou de escrever aqui pela primeira vez.',
    'no-baseline': 'Espero porque ainda não sei se este telefone é seu.',
    'chat-code': 'Espero porque o código veio nesta mesma conversa.',
  },
  startsLater: ({ reference, day, why }) =>
    `O código está certo. A exclusão começa em ${day}.\n${why}\nAté lá você pode escrever CANCELAR.\nSua referência: ${reference}`,
  waiting: ({ reference, day }) =>
    `Seus dados serão apagados em ${day}.\nNão foi você, ou mudou de ideia? Escreva CANCELAR.\nSua referência: ${reference}`,
  waitingLine: ({ day }) => `Seus dados serão apagados em ${day}. Escreva CANCELAR para parar.`,
  noCode: {
    budget: ({ reference }) => `Não consigo enviar um código agora.\nSeu pedido não se perde: ${reference}`,
    'no-channel': ({ reference }) =>
      `Não tenho como enviar um código para você.\nSeu pedido não se perde: ${reference}`,
    'no-number': ({ reference }) => `Seu número continua oculto.\nSeu pedido não se perde: ${reference}`,
  },
  withoutNumber: {
    hint: 'Prefere não compartilhar? Escreva NÃO. Também funciona sem ele, só que mais devagar.',
    offer:
      'Tudo bem. Posso apagar sem o seu número, mas leva uma semana.\nEu lembro você todo dia, e CANCELAR para tudo.\nCompartilhar o número acima é mais rápido. Espero uma semana em vez disso?',
    wait: 'Esperar uma semana',
  },
  slowPath: ({ day }) =>
    `Também funciona sem código, só que mais devagar. A exclusão começa em ${day}.\nEu lembro você todo dia. Escreva CANCELAR para parar.`,
  slowOver: ({ reference }) =>
    `A semana passou e ninguém cancelou. Seus dados estão sendo apagados.\nSua referência: ${reference}`,
  slowOverLine: 'A semana passou e ninguém cancelou. Seus dados estão sendo apagados.',
  slowOverLater: ({ reference, day }) =>
    `A semana passou e ninguém cancelou. A exclusão começa em ${day}.\nAté lá você pode escrever CANCELAR.\nSua referência: ${reference}`,
  slowOverLaterLine: ({ day }) => `A semana passou. A exclusão começa em ${day}. Escreva CANCELAR para parar.`,
  heldUp: ({ reference }) =>
    `Muita gente pediu ao mesmo tempo, então pessoas olham primeiro.\nSeu pedido está seguro e continua sozinho.\nVocê ainda pode escrever CANCELAR.\nSua referência: ${reference}`,
  heldUpLine: 'Muita gente pediu ao mesmo tempo, então demora um pouco mais.',
  extended: ({ reference, day, because, complaint }) =>
    `Seu pedido leva mais de um mês. Ficará pronto até ${day}.\n${because === 'complex' ? 'O motivo: é um caso difícil.' : 'O motivo: há muitos pedidos.'}\n${complaint}\nSua referência: ${reference}`,
  extendedLine: ({ day }) => `Seu pedido leva mais de um mês. Ficará pronto até ${day}.`,
  refused: ({ reference, right, businessName, ground, words, complaint }) =>
    `A empresa ${businessName} recusou seu pedido. ${nothing[right]}\n${grounds[ground]}${words === null ? '' : `\nAs palavras dela: ${words}`}\n${complaint}\nSua referência: ${reference}`,
  refusedLine: 'Seu pedido foi recusado. Escreva aqui para ler o motivo e o que fazer.',
  farewellLine: ({ url, claimSecret }) =>
    `Seus dados foram apagados, e conferimos. Recibo: ${url} Segredo do recibo: ${claimSecret}`,
  logged: {
    erasure: ({ businessName, day }) =>
      `${businessName} recebeu um pedido em seu nome em ${day}.\nÉ para apagar seus dados? Escreva aqui EXCLUIR e confirme.\nSe você não pedir aqui, nada é apagado. Não é seu? Não faça nada.`,
    access: ({ businessName, day }) =>
      `${businessName} recebeu um pedido em seu nome em ${day}.\nQuer uma cópia? Escreva aqui: me envie meus dados. Antes chega um código.\nNão é seu? Não faça nada.`,
  },
  loggedBesides: ({ businessName, day }) => `${businessName} recebeu um pedido em seu nome em ${day}.`,
  loggedLine: 'Chegou um pedido em seu nome. Escreva aqui para confirmar. Não é seu? Não faça nada.',
  loggedStanding: ({ reference, day }) => `Pedido ${reference}\nPrazo para responder: até ${day}.`,
  complaint: ({ authority }) =>
    `${authority === null ? 'Você pode reclamar à autoridade de proteção de dados do seu país.' : `Você pode reclamar à ${authority.name}: ${authority.site}`}\nVocê também pode ir à Justiça.`,
};
