import { type Lexicon } from './lexicon.ts';

export const portuguese: Lexicon = {
  words: {
    erase: 'exclu* exlc* esclu* apag* elimin* delet* dlt suprim* dilet*',
    'erase-with-object':
      'remov* tirar tira tire tirem tirassem esquec* esqueç* limp* destru* encerr* retir* fech* sumir desaparecer',
    erased:
      'apagaram apagado apagados apagada apagadas excluíram excluído excluídos excluídas excluída deletado deletados eliminados eliminado apagou excluiu apagaste apaguei esquecido esquecida se_apagou se_apaga',
    data: 'dados dado info infos informações informação informacoes conta perfil cadastro número numero ficha registro registros registo registos tudo todos todas mim me telefone meu_tudo base nos td arquivo arquivos rastro rastros meu_contato meu_contacto',
    information:
      'dados dado info infos informações informação informacoes ficha registro registros registo registos cadastro',
    'part-of-data':
      'mensagem mensagens chat conversa conversas histórico foto fotos nome email endereço contato contatos contacto contactos',
    media:
      'foto fotos imagem imagens vídeo vídeos video videos áudio áudios audio audios nota_de_voz notas_de_voz gravações mídia mídias',
    'opt-ins': 'consentimento consentimentos permissão permissões autorização autorizações inscrições',
    only: 'só somente apenas unicamente uma_parte',
    time: 'antes até desde anterior anteriores passado passada ano anos meses semana semanas velho velhos velha velhas antigo antigos antiga antigas janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro ontem mais_de',
    field:
      'nome sobrenome apelido endereço endereco morada email mail número numero telefone celular nascimento aniversário data_de_nascimento código_postal cep cpf',
    mine: 'meu meus minha minhas meu_contato meu_contacto',
    self: 'mim',
    about: 'sobre de',
    'about-self': 'comigo',
    give: 'envi* mand* manda passa passem passar mostr* export* baix* cópia copia cópias acesso acessar aceder ver receber obter portabilidade forneç* me_dá me_dê descarreg* entreg* transfer* diz diga digam dizer relatório',
    know: 'sabem sabe sabes saber têm tem tens tenham guardam guarda guardado guardados guardas armazenam armazena conservam conhecem possuem possuam coletaram coletam tenha detêm',
    use: 'usem use usar usam uso usando utiliz* trat* process* compartilh* vend*',
    freeze: 'congel* bloque* bloquei* limit* suspend* suspens* restrin* restriç* pausem pausar pausa',
    resume: 'desbloque* retom* descongel* reinscrev*',
    again: 'de_novo novamente voltar voltem volta',
    change:
      'mudar mudança mudem mude muda trocar troca troquem troque atualiz* alter* corrij* corrig* correç* retif* modif* acert*',
    wrong:
      'errado errada errados erradas erro erros incorreto incorreta escreveram erraram mudei novo nova escrito escrita',
    agree: 'aceitei aceito concordei consenti autorizei inscrevi permiti',
    history: 'histórico lista ver',
    want: 'quero queria gostaria desejo preciso solicito exijo devem deve sejam seja ser peço garantam certifiquem tem_que têm_que',
    law: 'lgpd rgpd esquecimento anpd',
    stop: 'stop parar pare parem para sair descadastr* desinscrev* deixem deixe deixa_de chega basta cansei farto oponho opor',
    leave: 'sair descadastr* desinscrev*',
    ads: 'propaganda propagandas publicidade anúncios promoções promoção promo promos ofertas spam mensagens mensagem msg msgs marketing enviar mandar receber sms lista inscrição transmissão whatsapp zap',
    contact:
      'escrevam escreva escrever escrevas enviem envie enviar enviando mandem mande manda mandar mandando contatem contate contatar contactem contactar incomodem incomode incomodar chateiem chateie chatear liguem ligar perturbem perturbar encher',
    'call-off': 'cancel* anul* desist*',
    request: 'solicitação pedido',
    language: 'idioma idiomas língua linguagem falar fala mudar muda trocar',
    polite:
      'por favor pfv pf pfvr oi olá ola bom boa dia tarde noite obrigado obrigada obg valeu agora já ja imediatamente urgente gentileza ok tá senhor senhora atenciosamente cumprimentos porra caralho merda ladrões ladroes golpistas mano cara aí ai aqui gente pessoal equipe seus falei logo vai mentirosos desgraçados safados pqp vtnc fdp prezados prezado att abs abraço abraços por_gentileza plz pls po pô droga encarecidamente',
    glue: 'eu quero queria gostaria desejo preciso solicito solicitar exijo peço pedir o a os as um uma de do da dos das que q se em no na nos nas com meu meus minha minhas seu seus sua suas vosso podem pode poderia poderiam você vocês vcs vc favor pessoais pessoal privados sobre tenho tem têm vocês guardados base sistema empresa exercer exerço direito direitos ao aos à para pra por completo definitivamente aqui este esta isso fazer faz é ser sejam seja devem deve todos toda e clientes cliente agenda lista venho mas guardem guarde mantenham mantenha está estão são foi nos lhe dois três seis dei lista_de_clientes lista_de_contatos mais td tds ke pq porque desde respeito servidores totalmente completamente cada além rastro possam possa fique fiquem vosso vossa vossos vossas sistema_de hj mto tb tbm cê cês ces eh algum alguma gente qualquer seus_contatos seus_contactos e_confirmem e_confirme',
    past: 'foram foi vocês_já',
    not: 'não nao ñ nunca jamais sem nem nada nenhum',
    question: 'quando onde quem porque porquê por_que como',
    what: 'que q o_que qual quais',
    other:
      'pedidos compra comprar incluir passar pagar pagamento pague falta loja nota recibo cardápio mesa horário tamanho pacote encomenda código senha dela dele irmã irmão amigo luz lixo entrega pizza preço preços mercado hotel cebola queijo molho bolo vestido trem ônibus página amanhã link botão amiga chefe mãe pai grupo esquina porta troco data',
  },
  phrases: {
    delete:
      'excluir|apagar|eliminar|eliminar tudo|me esqueça|me esqueçam|esqueça me|esqueçam me|esqueça de mim|esqueçam de mim|direito ao esquecimento|direito de exclusão|apagar tudo|apaga tudo|eliminar conta|excluir conta|apagar conta|excluir perfil|ser esquecido|quero ser esquecido|esqueçam de mim',
    access: 'direito de acesso|pedido de acesso|portabilidade|portabilidade de dados|acesso aos dados',
    restrict: 'congelar|congelar meus dados|limitação do tratamento|direito à limitação',
    'opt-ins':
      'meus consentimentos|minhas permissões|minhas autorizações|histórico de consentimentos|o que aceitei|o que eu aceitei|quando aceitei|quando aceitei isso|o que eu autorizei|em que me inscrevi|com o que eu concordei',
    'erase-part': 'apagar só uma parte|apagar uma parte|excluir só uma parte|apagar parte dos meus dados',
    correct:
      'corrigir um dado|corrigir um erro|nome errado|endereço errado|mudei de endereço|mudança de endereço|alteração de morada|mudei de morada|erraram meu nome|direito de retificação',
    cancel:
      'cancelar|cancela|cancele|cancelem|anular|anula|cancelar meu pedido|cancelar o pedido|cancelar pedido|cancelar minha solicitação|cancelar a exclusão|deixa pra lá|deixa para lá|esquece|mudei de ideia|não apagar|não apague|não apaguem|não exclua|não excluir|não excluam|não apague meus dados|não exclua meus dados|não apaguem meus dados|não excluam meus dados|desistir|parem a exclusão|não exclua nada|não apague nada|não apaguem nada|melhor não apagar nada|cancelem tudo|cancela tudo|mudei de opinião|não me apaguem',
    status:
      'status|estado|situação|minha solicitação|meu pedido|status do meu pedido|estado do meu pedido|andamento|como está meu pedido|como está a minha solicitação|novidades|já foi|já apagaram meus dados|já excluíram meus dados|como anda meu pedido',
    rights: 'meus direitos|direitos|quais são os meus direitos',
    help: 'ajuda|me ajuda|me ajude|ajude me|preciso de ajuda|menu|info|opções|como funciona|o que você faz|socorro|como isso funciona|o que posso fazer',
    human:
      'humano|humana|atendente|agente|pessoa|operador|uma pessoa|uma pessoa real|falar com uma pessoa|falar com um atendente|falar com atendente|falar com alguém|falar com um humano|alguém|suporte|me passa pra uma pessoa|falar com o responsável|responsável|falar com um responsável',
    stop: 'stop|parar|pare|parem|sair|não quero propaganda|não quero mais propaganda|não quero mais mensagens|não quero receber propaganda|chega de propaganda|sem propaganda|não me mande mais mensagens|me tira da lista|me tire da lista|sair da lista|descadastrar|me descadastre|basta|cancelar inscrição|chega de promoção|me deixem em paz|me deixa em paz|chega de mensagens|chega de mensagem|quero sair da lista|cancelar a inscrição|sair da lista de transmissão|me tirem da lista',
    start:
      'iniciar|começar|voltar a receber|inscrever|retomar|recomeçar|me inscrever de novo|me inscreve de novo|me inscrevam de novo|voltar a receber ofertas',
    yes: 'sim|claro|confirmar|confirmo|confirma|concordo|ok|tá bom|pode|pode apagar|pode excluir|continuar|aceito|aceitar|sim apagar|sim excluir|sim apaga tudo|isso|s|sim pode|sim por favor|pode ir|pode sim|sim claro',
    no: 'não|nao|n|não obrigado|não obrigada|agora não|melhor não|voltar|manter|nop',
    'not-me':
      'não fui eu|nao fui eu|não sou eu|eu não pedi|não pedi|não pedi isso|eu não pedi isso|não fui eu que pedi|eu não pedi nada|eu não pedi nada disso|não pedi nada',
    resend:
      'novo código|um novo código|outro código|código novo|reenviar|reenvie|reenvia|reenviar código|enviar de novo|manda de novo|não chegou|o código não chegou|não recebi o código|não recebi|não tenho código|código|manda outro código|manda o código de novo|me manda outro código|não veio o código|o código não veio',
    greeting: 'oi|olá|bom dia|boa tarde|boa noite|obrigado|obrigada|valeu',
  },
  languages: { en: 'inglês', fr: 'francês', ar: 'árabe', es: 'espanhol', pt: 'português' },
};
