import { type PartTexts } from './texts.ts';

export const portuguese: PartTexts = {
  goes: 'Isto será apagado, e nada mais:',
  question: 'Apago? Não dá para desfazer. Antes envio um código.',
  media: 'suas fotos, áudios e arquivos',
  consents: 'o registro do que você aceitou',
  before: ({ day }) => `mensagens, arquivos e modelos enviados antes de ${day}`,
  dates: {
    either: ({ first, second }) => `Você quer dizer ${first} ou ${second}? Toque no dia ou escreva o mês por extenso.`,
    notPast: 'Esse dia ainda não passou. Escreva um dia que já passou, por favor.',
    unreadable: 'Não entendi a data. Escreva, por exemplo, 3 de maio de 2023, março de 2024 ou há 2 anos.',
  },
  talk: {
    intentReminder: 'Apago? Toque em um botão, ou escreva SIM ou CANCELAR.',
    nothingDeleted: 'Tudo bem, parei. Nada foi apagado.',
    started: ({ reference }) => `O código está certo. Estou apagando agora.\nSua referência: ${reference}`,
    running: ({ reference }) => `Está sendo apagado. Escrevo aqui quando terminar.\nSua referência: ${reference}`,
  },
  news: {
    blocked: ({ reference }) =>
      `Apagar esta parte está demorando mais do que o previsto. Já estão olhando.\nVocê não precisa fazer nada.\nSua referência: ${reference}`,
    waiting: ({ reference, day }) =>
      `A parte que você escolheu será apagada em ${day}. O resto fica.\nNão foi você, ou mudou de ideia? Escreva CANCELAR.\nSua referência: ${reference}`,
    waitingLine: ({ day }) => `A parte que você escolheu será apagada em ${day}. Escreva CANCELAR para parar.`,
  },
  standing: { deleting: 'A parte que você escolheu está sendo apagada agora. O resto fica.' },
  done: ({ reference }) => `Pronto, e verificamos. O resto dos seus dados fica.\nSua referência: ${reference}`,
  doneButKept: ({ reference }) =>
    `Pronto, e verificamos. Algo teve de ficar. Eu disse o quê e por quê.\nSua referência: ${reference}`,
  refusalStays: 'Um não à publicidade ou uma pausa em vigor fica anotado. Assim a empresa respeita isso.',
};
