import { type Lexicon } from './lexicon.ts';

export const portuguese: Lexicon = {
  words: {
    erase:
      'excluir exclua exclui excluam excluo exclusão excluindo apagar apaga apague apaguem apagam apagando apagado eliminar elimine elimina eliminem eliminação deletar deleta delete deletem',
    'erase-with-object':
      'remover remova remove removam tirar tira tire tirem esquecer esqueça esqueçam esquece limpar limpe destruir encerrar',
    data: 'dados dado info informações informação informacoes conta perfil cadastro número ficha registro registros registo tudo todos todas mim me data',
    'part-of-data':
      'mensagem mensagens chat conversa conversas histórico foto fotos nome email endereço contato contatos contacto contactos',
    law: 'lgpd rgpd esquecimento anpd',
    stop: 'stop parar pare parem sair descadastrar descadastre descadastrem desinscrever',
    ads: 'propaganda propagandas publicidade anúncios promoções promoção promos ofertas spam mensagens mensagem marketing enviar mandar sms lista',
    language: 'idioma idiomas língua linguagem falar fala mudar muda trocar',
    polite:
      'por favor pfv pf pfvr oi olá ola bom boa dia tarde noite obrigado obrigada obg valeu agora já imediatamente urgente gentileza ok tá senhor senhora',
    glue: 'eu quero queria gostaria desejo preciso solicito solicitar exijo peço pedir o a os as um uma de do da dos das que se em no na nos nas com meu meus minha minhas seu seus sua suas vosso podem pode poderia poderiam você vocês vcs vc favor pessoais pessoal privados sobre tenho tem têm vocês guardados base sistema empresa exercer direito ao à para pra por completo definitivamente aqui este esta isso fazer é ser sejam todos toda e',
    not: 'não nao nunca jamais sem nem nada nenhum',
    question: 'como quando onde quem qual porque porquê se',
    other: 'pedido pedidos compra comprar incluir passar pagar pagamento pague falta',
  },
  phrases: {
    delete:
      'excluir|apagar|eliminar|eliminar tudo|me esqueça|me esqueçam|esqueça me|esqueçam me|esqueça de mim|esqueçam de mim|direito ao esquecimento|direito de exclusão|apagar tudo|apaga tudo',
    cancel:
      'cancelar|cancela|cancele|cancelem|anular|anula|cancelar meu pedido|cancelar o pedido|cancelar pedido|cancelar minha solicitação|cancelar a exclusão|deixa pra lá|deixa para lá|esquece|mudei de ideia|não apagar|não apague|não apaguem|não exclua|não excluir|não excluam|não apague meus dados|não exclua meus dados|não apaguem meus dados|não excluam meus dados|desistir',
    status:
      'status|estado|situação|minha solicitação|meu pedido|status do meu pedido|estado do meu pedido|andamento|como está meu pedido|como está a minha solicitação|novidades|já foi',
    help: 'ajuda|me ajuda|me ajude|ajude me|preciso de ajuda|menu|info|opções|como funciona|o que você faz|socorro',
    human:
      'humano|humana|atendente|agente|pessoa|operador|uma pessoa|uma pessoa real|falar com uma pessoa|falar com um atendente|falar com atendente|falar com alguém|falar com um humano|alguém|suporte',
    stop: 'stop|parar|pare|parem|sair|não quero propaganda|não quero mais propaganda|não quero mais mensagens|não quero receber propaganda|chega de propaganda|sem propaganda|não me mande mais mensagens|me tira da lista|me tire da lista|sair da lista|descadastrar|me descadastre|basta|cancelar inscrição',
    start: 'iniciar|começar|voltar a receber|inscrever|retomar|recomeçar',
    yes: 'sim|claro|confirmar|confirmo|confirma|concordo|ok|tá bom|pode|pode apagar|pode excluir|continuar|aceito|aceitar|sim apagar|sim excluir|sim apaga tudo|isso|s',
    no: 'não|nao|n|não obrigado|não obrigada|agora não|melhor não|voltar|manter',
    'not-me':
      'não fui eu|nao fui eu|não sou eu|eu não pedi|não pedi|não pedi isso|eu não pedi isso|não fui eu que pedi',
    resend:
      'novo código|um novo código|outro código|código novo|reenviar|reenvie|reenvia|reenviar código|enviar de novo|manda de novo|não chegou|o código não chegou|não recebi o código|não recebi|não tenho código|código',
    greeting: 'oi|olá|bom dia|boa tarde|boa noite|obrigado|obrigada|valeu',
  },
  languages: { en: 'inglês', fr: 'francês', ar: 'árabe', es: 'espanhol', pt: 'português' },
};
