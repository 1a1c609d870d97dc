import { type Ground } from '../../domain/ground.ts';
import { type CopyTexts } from './texts.ts';

const grounds: Readonly<Record<Ground, string>> = {
  legal_duty: 'a lei exige',
  legal_claims: 'uma questão legal em aberto',
  fraud_prevention: 'para prevenir fraude',
  contract: 'seu contrato está em vigor',
};

export const portuguese: CopyTexts = {
  fromWhom: ({ businessName }) =>
    `A maior parte vem de você e do WhatsApp, quando você escreveu para ${businessName}. O resto foi anotado por ${businessName}.`,
  toWhom: ({ businessName }) => [
    businessName,
    `o fornecedor que opera este serviço para ${businessName}`,
    'o WhatsApp (Meta), que transporta as mensagens',
  ],
  yourRights:
    'Você pode pedir correção, limitação ou exclusão, e se opor ao uso. Escreva na conversa. Também pode reclamar à autoridade de proteção de dados.',
  decisions: 'Nenhuma máquina toma decisões sobre você aqui.',
  howLong: {
    untilErased: 'Até você pedir a exclusão.',
    days: ({ days }) => `Por ${days} dias.`,
    words: ({ days }) => `As palavras de uma mensagem por ${days} dias.`,
    byItself: 'Some sozinho, algumas semanas depois da resposta.',
    kept: ({ days, ground }) => `Depois de uma exclusão, uma parte pode ficar ${days} dias: ${grounds[ground]}.`,
  },
  own: {
    corrections: {
      what: 'O que você pediu para corrigir',
      why: 'Para a empresa corrigir e você poder perguntar como está.',
    },
    relays: {
      what: 'O que você pediu a outras empresas neste número',
      why: 'Para repassar e você poder perguntar como está.',
    },
  },
  page: {
    title: 'Seus dados',
    intro: 'Esta é a cópia que você pediu. Ela abre uma única vez: salve antes de sair da página.',
    button: 'Abrir minha cópia',
    saveJson: 'Salvar para máquinas (JSON)',
    savePage: 'Salvar para ler (página)',
    reference: 'Referência',
    incomplete: 'Este link está incompleto. Abra de novo pela conversa.',
    wrongKey: 'Este link não está certo. Abra de novo pela conversa.',
    gone: 'Esta cópia já foi aberta, ou o prazo acabou. Você pode pedir outra na conversa.',
    unreachable: 'Não funcionou. Verifique sua conexão e tente de novo.',
    needsScript: 'Esta página precisa de JavaScript para abrir a cópia com a chave do seu link.',
    opening: 'Abrindo …',
    empty: 'Nada.',
    file: 'Um arquivo',
    until: ({ until }) => `Pode ser aberta até ${until}.`,
    labels: {
      at: 'Quando',
      direction: 'De',
      type: 'Tipo',
      text: 'Palavras',
      names: 'Nomes',
      email: 'E-mail',
      attributes: 'Notas',
      createdAt: 'Desde',
      updatedAt: 'Mudou',
      template: 'Modelo',
      language: 'Idioma',
      state: 'Escolha',
      source: 'Como',
      proof: 'Prova',
      kind: 'Tipo',
      mimeType: 'Formato',
      bytes: 'Arquivo',
      category: 'Sobre',
      origin: 'Via',
      statuses: 'Entrega',
      phones: 'Seus números',
      businessScopedUserIds: 'Identificadores do WhatsApp',
      usernames: 'Nomes de usuário',
      reference: 'Referência',
      field: 'O quê',
      value: 'O certo',
      reason: 'Resposta',
      dueAt: 'Resposta até',
      businesses: 'Empresas',
      about: 'Sobre você',
      mandate: 'Para quem você pede',
    },
  },
};
