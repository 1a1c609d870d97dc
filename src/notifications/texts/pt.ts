import { type NoticeTexts } from './texts.ts';

export const portuguese: NoticeTexts = {
  happened: {
    'dsr.verified': 'exclusão confirmada',
    'dsr.asked': 'uma pessoa pediu outra coisa além da exclusão',
    'dsr.erased': 'dados apagados e conferidos',
    'dsr.closed': 'as cópias de segurança também sumiram',
    'dsr.cancelled': 'exclusão cancelada pela pessoa',
    'log.head': 'cabeça do registro de auditoria',
    'dsr.resurrection': 'dados já excluídos foram encontrados de novo',
    'budget.spent': 'o orçamento de hoje para mensagens pagas acabou',
    'breaker.held': 'muitas exclusões ao mesmo tempo esperam por você',
    'human.requested': 'alguém pede para falar com uma pessoa',
    'channel.failed': 'um aviso não chegou até vocês',
    'dsr.digest': 'vários avisos de uma vez',
  },
  channels: { staff: 'WhatsApp para o celular da equipe', email: 'e-mail', webhook: 'webhook' },
  grounds: {
    legal_duty: 'a lei exige',
    legal_claims: 'uma questão jurídica em aberto',
    fraud_prevention: 'para evitar fraudes',
    contract: 'um contrato em vigor',
  },
  labels: {
    reference: 'Referência',
    time: 'Hora',
    confirmed: 'Confirmado',
    starts: 'Início da exclusão',
    due: 'Prazo final',
    erased: 'Apagado e conferido',
    receipt: 'Recibo assinado',
    head: 'Cabeça assinada',
    stores: 'Onde e quanto',
    held: 'Ainda fica por pouco tempo',
    notices: 'Os avisos',
  },
  verified: ({ business, confirmedBy }) => [
    confirmedBy === 'slow-path'
      ? `Uma pessoa que escreveu para a ${business} no WhatsApp pediu que seus dados fossem apagados. Nenhum código foi digitado: durante sete dias dava para parar na conversa, e ninguém parou.`
      : `Uma pessoa que escreveu para a ${business} no WhatsApp pediu que seus dados fossem apagados e confirmou com um código.`,
    'Nós apagamos o que guardamos para vocês. Vocês não precisam fazer nada para isso.',
    'Por favor, apaguem também as suas cópias: listas de clientes, pedidos, envios.',
  ],
  asked: {
    copy: ({ business }) => [
      `Uma pessoa que escreveu para ${business} no WhatsApp pediu uma cópia dos dados e confirmou com um código.`,
      'Respondemos pelo que guardamos para vocês. Vocês não precisam fazer nada para isso.',
      'Respondam também pelos seus próprios registros: clientes, pedidos, envios.',
    ],
    part: ({ business }) => [
      `Uma pessoa que escreveu para ${business} no WhatsApp mandou apagar uma parte dos dados e confirmou com um código.`,
      'Apagamos essa parte do que guardamos para vocês. O resto fica.',
      'Verifiquem se vocês têm cópias.',
    ],
    correction: ({ business }) => [
      `Uma pessoa que escreveu para ${business} no WhatsApp diz que um dado guardado sobre ela está errado.`,
      'O link mostra quem é e o que é o certo. Confiram e corrijam aqui e nos seus registros.',
      'Depois respondam com a referência, pela API ou com o seu fornecedor. A pessoa espera.',
    ],
    restriction: ({ business }) => [
      `Uma pessoa que escreveu para ${business} no WhatsApp pausou o uso dos dados.`,
      'Não enviamos nada em nome de vocês até ela retomar. Nada é apagado.',
      'Pausem também nos seus sistemas: sem envios, sem análise, sem compartilhar.',
    ],
    'nothing-held': ({ business }) => [
      `Uma pessoa pediu, por meio do provedor de vocês, que ${business} apague os dados dela.`,
      'Não guardamos nada sobre ela para vocês. O link mostra quem é.',
      'Procurem nos seus próprios registros: clientes, pedidos, envios. Depois respondam à pessoa.',
    ],
    relay: () => [
      'Uma pessoa pediu no seu número que uma empresa apague os dados dela.',
      'A empresa não é conhecida aqui por esse nome, ou já cuida de outro pedido dela.',
      'O link mostra qual é. Encaminhe o pedido e responda à pessoa na conversa.',
    ],
    mandate: () => [
      'Alguém pede no seu número por outra pessoa: pai, mãe, tutor ou representante.',
      'O link mostra o que foi escrito. Confira o mandato e avise a pessoa.',
      'Nada é apagado com isso. Depois responda na conversa.',
    ],
    logged: () => [
      'Um pedido que chegou fora do chat, e que vocês anotaram, está perto do prazo.',
      'O link mostra de quem é. Se a pessoa não confirmou no chat, responda por onde chegou.',
    ],
    'restriction-lifted': ({ business }) => [`A pessoa retomou o uso. ${business} pode usar os dados de novo.`],
  },
  erased: ({ business }) => [
    `O que guardávamos para a ${business} sobre esta pessoa foi apagado.`,
    'Depois procuramos de novo em todos os lugares. Não resta nada, só o que está listado aqui.',
  ],
  closed: [
    'As cópias de segurança de antes da exclusão não existem mais, nem as chaves daquele tempo.',
    'Este é o recibo final. Você não precisa fazer nada.',
  ],
  logHead: [
    'Esta linha prova como estava nosso registro de exclusões naquele momento.',
    'Basta guardá-la. Se alguém reescrever o passado, ela mostra.',
  ],
  cancelled: ['A pessoa desistiu do pedido. Nada é apagado.', 'Vocês não precisam fazer nada.'],
  resurrection: [
    'Nossa verificação noturna encontrou dados de uma pessoa já excluída. Foram excluídos de novo, e verificamos.',
    'Confira o que coloca pessoas neste serviço: uma lista antiga, uma importação, outro sistema.',
  ],
  budgetSpent: ({ limit }) => [
    `O orçamento de hoje acabou: ${limit} mensagens pagas a quem pede.`,
    'Ninguém perde seu direito: seguem um caminho mais lento até amanhã. Se não for um ataque, aumente o orçamento.',
  ],
  breakerHeld: ({ limit }) => [
    `Mais de ${limit} exclusões em uma hora não é comum. O resto espera por você; nada se perde.`,
    'Se está tudo certo, deixe continuar: POST /v1/breaker/release, ou peça ao seu fornecedor. No dia 25 continuam sozinhas.',
  ],
  breakerTap: {
    tapIt: 'Se está tudo certo, toque no botão e todas continuam. No dia 25 continuam sozinhas.',
    button: 'Deixar continuar',
    goesOn: 'Obrigado. O que esperava continua agora.',
    over: 'Nada mudou: este botão já foi usado ou é de uma mensagem anterior. Use o mais recente.',
  },
  human: [
    'Alguém no WhatsApp de vocês pede para falar com uma pessoa.',
    'Por favor, olhem a caixa de entrada e respondam por lá.',
  ],
  channelFailed: ({ channel }) => [
    `Nossos avisos não chegam até vocês por este caminho: ${channel}.`,
    'Vamos tentar por três dias. Por favor, confiram o endereço e se ele aceita nossas mensagens.',
  ],
  digest: ({ count }) => [`Aconteceu muita coisa em uma hora, então aqui vão ${count} avisos juntos.`],
  link: {
    label: 'Ver de quem são os dados',
    note: ({ until }) =>
      `O link vale até ${until}. Quem o tem vê quem é a pessoa: passem só a quem cuida deste pedido.`,
  },
  storeLine: ({ store, deleted, kept }) =>
    `${store}: apagados ${deleted}${kept === null ? '' : `, guardados ${kept.count} até ${kept.until} (${kept.ground})`}`,
  held: {
    farewell: ({ until }) => `o endereço para a nossa última mensagem à pessoa, até ${until} no máximo`,
    reveal_link: ({ until }) => `o link para o número da pessoa que mandamos a vocês, até ${until}`,
  },
  footer: ({ business }) => `Enviado automaticamente para a ${business}. Ninguém lê as respostas a este endereço.`,
  code: {
    subject: ({ business }) => `Seu código para a ${business}`,
    asked: {
      erasure: ({ business }) => `Você pediu no WhatsApp que a ${business} apague seus dados.`,
      access: ({ business }) => `Você pediu a ${business} pelo WhatsApp uma cópia dos seus dados.`,
    },
    label: 'Seu código',
    typeIt: ({ minutes }) =>
      `Digite-o na conversa do WhatsApp. Ele vale ${minutes}. Não passe a ninguém. Ninguém vai pedir esse código.`,
    notYou: {
      erasure: ({ business }) =>
        `Não foi você? Então escreva NÃO FUI EU na conversa, ou avise a ${business}. Sem o código não acaba: a exclusão pode começar depois de sete dias.`,
      access: () => 'Não foi você? Então não faça nada: sem o código, nada acontece.',
    },
    footer: 'Enviado automaticamente. Ninguém lê as respostas a este endereço.',
  },
  reveal: {
    title: { erasure: 'De quem apagar os dados', other: 'De quem se trata' },
    intro: {
      erasure: 'Esta pessoa pediu que seus dados fossem apagados. Assim vocês a encontram nas suas listas.',
      part: 'Esta pessoa mandou apagar uma parte dos dados; o resto fica. Assim vocês a encontram nas suas listas.',
      copy: 'Esta pessoa pediu uma cópia dos dados. Assim vocês a encontram nos seus registros.',
      correction:
        'Esta pessoa diz que um dado que vocês guardam sobre ela está errado. Aqui está quem é e o que é o certo.',
      restriction: 'Esta pessoa pausou o uso dos dados. Tudo fica guardado. Assim vocês a encontram nos seus sistemas.',
      'restriction-lifted':
        'Esta pessoa encerrou a pausa: os dados podem ser usados de novo. Assim vocês a encontram nos seus sistemas.',
      'nothing-held':
        'Esta pessoa pediu, por meio do provedor de vocês, que seus dados fossem apagados. Assim vocês a procuram nos seus próprios registros.',
      relay:
        'Esta pessoa pede no seu número que uma empresa apague os dados dela. Aqui está quem é e qual é a empresa.',
      mandate: 'Esta pessoa pede no seu número por outra pessoa. Aqui está quem é e o que escreveu.',
      logged: 'Um pedido desta pessoa, que chegou por carta ou e-mail, está perto do prazo. Aqui está quem é.',
    },
    until: ({ until }) => `Vocês podem abrir esta página até ${until}.`,
    button: 'Mostrar',
    kinds: {
      phone: 'Número de telefone',
      bsuid: 'Identificador do WhatsApp',
      parent_bsuid: 'Identificador do WhatsApp (conta principal)',
      username: 'Nome de usuário do WhatsApp',
      asked_business: 'Empresa, como a pessoa escreveu',
      asked_about: 'Sobre a pessoa',
      asked_mandate: 'Por quem pede, e com que direito',
      correct_name: 'Nome certo',
      correct_email: 'E-mail certo',
      correct_other: 'O que está errado e o que é o certo',
    },
    careful: {
      erasure: 'Por favor, usem só para apagar as suas cópias. Não escrevam para a pessoa.',
      part: 'Por favor, usem só para apagar as suas cópias dessa parte. O resto fica.',
      other: 'Por favor, usem só para este pedido, e para mais nada.',
    },
    incomplete: 'Este link não está completo. Abram de novo pela nossa mensagem.',
    wrongKey: 'Este link não serve. Abram de novo pela nossa mensagem.',
    gone: 'Este link não vale mais, ou nunca existiu.',
    usedUp: 'Este link foi aberto vezes demais. Falem com o seu provedor e informem a referência.',
    unreachable: 'Não funcionou. Tentem de novo daqui a pouco.',
    needsScript: 'Por favor, permitam JavaScript nesta página: sem ele, a chave do link não sai do navegador.',
  },
};
