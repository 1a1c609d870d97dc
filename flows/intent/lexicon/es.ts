import { type Lexicon } from './lexicon.ts';

export const spanish: Lexicon = {
  words: {
    erase: 'elimin* borr* suprim* supresión',
    'erase-with-object':
      'quit* saca saque saquen sacar sacá sáquenme sacame sácame olvid* retir* destru* limpi* dar_de_baja dame_de_baja denme_de_baja cierr* cerr* desaparecer',
    erased:
      'borraron borrado borrados borrada borradas eliminaron eliminado eliminados eliminada eliminadas borraste eliminaste suprimidos borrarían olvidado olvidada se_borró se_eliminó se_borraron se_borran se_borra',
    data: 'datos dato datso info información informaciones cuenta perfil número numero ficha todo todos toda registro registros me mí mio míos mía lo_mío data teléfono telefono base nos todito rastro rastros mi_contacto',
    information: 'datos dato datso info información informaciones registro registros data ficha',
    'part-of-data':
      'mensaje mensajes chat chats conversación conversaciones historial foto fotos nombre correo dirección contacto contactos',
    media:
      'foto fotos imagen imágenes video videos vídeo vídeos audio audios nota_de_voz notas_de_voz grabaciones selfies multimedia',
    'opt-ins': 'consentimiento consentimientos permiso permisos autorización autorizaciones suscripciones',
    only: 'solo solamente únicamente nomás nomas nada_más una_parte',
    time: 'antes hasta desde anterior anteriores pasado pasada año años meses semana semanas día viejo viejos vieja viejas antiguo antiguos antiguas hace enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre ayer',
    field:
      'nombre apellido apellidos dirección direccion domicilio correo email mail número numero teléfono telefono celular nacimiento cumpleaños fecha_de_nacimiento código_postal',
    mine: 'mi mis míos mío mía mías mi_contacto',
    self: 'mí mi',
    about: 'sobre de d',
    'about-self': 'conmigo',
    give: 'envi* envíenme mand* mánd* dame denme dar_me pásame pásenme pasame pasa pasen pasas muéstr* muestr* mostrar export* descarg* copia copias acceso acceder ver recibir obtener portabilidad entreg* proporcion* facilit* dime díganme dígame decime dame_acceso informe',
    know: 'saben sabe sabes sabés saber tienen tiene tienes tenés guardan guarda guardas guardado guardados almacenan almacena conservan conserva conocen conoces poseen recopilan recopilado conocer tengan tengas guarden sepan',
    use: 'usen use usar usan uso usando utilic* utiliz* trat* proces* comparti* vend*',
    freeze: 'congel* bloque* limit* suspend* suspensión restring* restricción pausen pausar pausa',
    resume: 'desbloque* reanud* descongel* resuscrib*',
    again: 'otra_vez de_nuevo volver vuelvan vuelva nuevamente',
    change: 'cambi* cambio actualic* actualiz* corrij* correg* corrig* correcc* rectif* modif* arregl*',
    wrong:
      'mal equivocad* equivocaron error errores incorrecto incorrecta errado erróneo escribieron mudé mude nuevo nueva escrito escrita',
    agree: 'acepté aceptado consentí consentimiento autoricé autorizado suscribí di_permiso',
    history: 'historial lista ver',
    want: 'quiero quisiera querría deseo necesito solicito exijo deben debe sean sea ser pido ruego asegúrense asegúrate les_pido ruego_que',
    law: 'rgpd lopd arco habeas olvido',
    stop: 'stop parar pare paren pará parad para baja desuscri* dejen dejá deja deje dejad basta alto cesen no_más harto harta cansado cansada no_mas opongo oponerme',
    leave: 'baja desuscri*',
    ads: 'publicidad anuncios promociones promo promos ofertas spam mensajes mensaje msj msjs marketing enviar enviarme mandar mandarme recibir boletín sms propaganda wsp whatsapp lista difusión suscripción',
    contact:
      'escriban escribas escriba escribirme escribir escribáis escribas envíen envíes enviar enviarme enviando manden mandes mande mandar mandarme mandando contacten contactes contactar contactarme molesten molestes molestar molestando molestarme llamen llames llamar llamarme hostigar acosar fastidien fastidiar',
    'call-off': 'cancel* anul* detengan detener',
    request: 'solicitud petición',
    language: 'idioma idiomas lengua lenguaje hablar habla cambiar cambia cambie',
    polite:
      'por favor porfa porfavor pf hola buenas buenos días tardes noches gracias saludos cordiales cordial señor señora ahora ya inmediatamente urgente ok vale xfa xfavor oye che hermano carajo mierda ladrones estafadores pinche pinches cabrones joder coño boludo boludos puta madre putos rateros amigos equipo desgraciados mentirosos infelices chingada weyes wey güey pendejos estimados estimado cordialmente atentamente amable amables mil gracias_de_antemano bola plis pliss plz por_dios ja',
    glue: 'yo quiero quisiera querría deseo necesito solicito solicitar exijo pido pedir le les ruego me gustaría mi mis lo la los las el un una de del d que q se a al en con sus su tus tu vos vuestro vuestra puede pueden puedes podés podes podría podrían podéis usted ustedes favor personales personal privados sobre tengo tiene tienen tienes tenés hay guardados guardan base bases sistema empresa ejercer ejerzo derecho todos toda para es por completo definitivamente aquí esta este esto hacer hagan haz el_favor dar de mí y clientes cliente lista agenda tengas tengan deben ser sean sea dijo dije acá mios suya cordialmente pero guárden* guarden guarda eso ese nos han lo_que saber dos tres seis di lista_de_clientes lista_de_contactos más k ke xq tb pq porque desde_ya ningún_dato vosotros nosotros usté respecto acerca dejar servidores totalmente completamente urgentemente cada además tampoco_x está están quede queden rastro archivos archivo puedan pueda ustds uds ud ese_registro agenda_de sus_contactos tus_contactos y_confirmen y_confirme son',
    past: 'han ha he habéis has hemos',
    not: 'no nunca jamás sin tampoco ni nada ningún',
    question: 'cómo cuándo dónde quién cuál por_qué porqué como',
    what: 'qué q que cuáles',
    other:
      'orden pedido barra barrar pasar donar comprar compra dados factura recibo menú carta mesa pedidos cita talla paquete producto código contraseña hermana hermano_de amigo hay borracho envío entrega pizza precio precios mercado hotel cebolla queso salsa torta pastel vestido tren autobús página enlace botón amiga jefe mamá papá grupo esquina puerta mañana',
  },
  phrases: {
    delete:
      'eliminar|borrar|olvídame|olvídenme|olvídense de mí|olvidarme|derecho al olvido|derecho de supresión|borrar todo|eliminar todo|eliminar cuenta|borrar cuenta|eliminar perfil|olvídense de mi|que se olviden de mi|olvidate de mi|olvídate de mi',
    access: 'derecho de acceso|solicitud de acceso|portabilidad|portabilidad de datos|acceso a los datos',
    restrict: 'congelar|congelar mis datos|limitación del tratamiento|derecho a la limitación',
    'opt-ins':
      'mis consentimientos|mis permisos|mis autorizaciones|historial de consentimientos|qué acepté|cuándo acepté|cuándo acepté esto|qué autoricé|a qué me suscribí',
    'erase-part': 'borrar solo una parte|borrar una parte|eliminar solo una parte|borrar parte de mis datos',
    correct:
      'corregir un dato|corregir un error|nombre equivocado|dirección equivocada|cambio de domicilio|cambio de dirección|cambié de dirección|cambié de domicilio|se equivocaron de nombre|derecho de rectificación',
    cancel:
      'cancelar|cancela|cancele|cancelen|anular|anula|anule|cancelar mi solicitud|cancelar la solicitud|cancelar solicitud|cancelar la eliminación|cancelar el borrado|déjalo|dejalo|olvídalo|he cambiado de opinión|cambié de opinión|cambie de idea|no borrar|no borres|no borre|no borren|no eliminar|no elimine|no eliminen|no borres mis datos|no borren mis datos|no elimine mis datos|no eliminen mis datos|detengan el borrado|no borren nada|no borre nada|no borres nada|no elimines nada|no eliminen nada|mejor no borren nada|cancelen todo|cambié de idea|no me borren',
    status:
      'estado|estatus|mi estado|mi solicitud|estado de mi solicitud|cómo va mi solicitud|cómo va|seguimiento|ya está|novedades|ya eliminaron mis datos|ya borraron mis datos|cómo va lo de mi solicitud',
    rights: 'mis derechos|derechos|cuáles son mis derechos',
    help: 'ayuda|ayúdame|ayudame|ayúdenme|necesito ayuda|menú|info|opciones|cómo funciona|qué puedes hacer|socorro|cómo funciona esto|qué puedo hacer',
    human:
      'humano|humana|agente|persona|operador|operadora|asesor|asesora|una persona real|hablar con una persona|hablar con un humano|hablar con alguien|hablar con un agente|alguien|atención al cliente|pásame con una persona|pásame con alguien|hablar con un encargado|encargado|quiero hablar con alguien',
    stop: 'stop|baja|parar|pare|paren|alto|darme de baja|dar de baja|quiero darme de baja|no quiero publicidad|no más publicidad|no más mensajes|no quiero más publicidad|no quiero más mensajes|no quiero recibir publicidad|no me escriban más|no me manden publicidad|basta|cancelar suscripción|déjenme en paz|déjame en paz|ya no quiero recibir mensajes|ya no quiero recibir sus mensajes|no me molesten|dejen de molestar|cancelar la suscripción|cancelar suscripción al boletín|no me interesa',
    start:
      'alta|iniciar|reanudar|volver a recibir|suscribir|suscribirme|darme de alta|volver a suscribirme|suscríbanme de nuevo|suscribirme otra vez|suscríbeme',
    yes: 'sí|si|claro|confirmar|confirmo|confirma|de acuerdo|ok|vale|continuar|seguir|adelante|acepto|aceptar|sí borrar|sí eliminar|sí borra todo|dale|s|sí adelante|si claro|sí por favor',
    no: 'no|no gracias|ahora no|mejor no|volver|atrás|conservar|nop|nel',
    'not-me':
      'no fui yo|no he sido yo|yo no fui|no soy yo|yo no lo pedí|no lo pedí|no lo he pedido|no pedí esto|yo no pedí esto|yo no pedí nada|yo no pedí nada de esto|no he pedido esto|no he pedido nada',
    resend:
      'nuevo código|un nuevo código|otro código|un código nuevo|código nuevo|reenviar|reenvía|reenvíe|reenviar código|enviar de nuevo|enviar otra vez|no me llegó|no me llegó el código|no llegó el código|no recibí el código|no tengo código|no me ha llegado el código|código|mándame otro código|manda el código otra vez|mándame el código otra vez|no recibí ningún código|no me llega el código|no llega el código',
    greeting: 'hola|buenas|buenos días|buenas tardes|buenas noches|gracias|muchas gracias',
  },
  languages: { en: 'inglés', fr: 'francés', ar: 'árabe', es: 'español castellano', pt: 'portugués' },
};
