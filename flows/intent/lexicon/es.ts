import { type Lexicon } from './lexicon.ts';

export const spanish: Lexicon = {
  words: {
    erase:
      'eliminar elimina elimine eliminen eliminas eliminad eliminación eliminenlos borrar borra borre borren borras borrado borrame bórrame bórrenme borrenme olvídame olvídenme olvidadme elimíname elimínenme suprimir suprima suprime supriman supresión',
    'erase-with-object':
      'quitar quita quite quiten sacar saca saquen olvidar olvida olvide olviden retirar retiren destruir destruyan dar darme',
    data: 'datos dato info información informaciones cuenta perfil número ficha todo todos toda registro registros me mí data',
    'part-of-data':
      'mensaje mensajes chat chats conversación conversaciones historial foto fotos nombre correo dirección contacto contactos',
    law: 'rgpd lopd arco habeas olvido',
    stop: 'stop parar pare paren para baja desuscribir desuscribirme desuscribanme desuscribirse',
    ads: 'publicidad anuncios promociones promos ofertas spam mensajes mensaje marketing enviar enviarme mandar mandarme boletín sms propaganda',
    language: 'idioma idiomas lengua lenguaje hablar habla cambiar cambia cambie',
    polite:
      'por favor porfa porfavor pf hola buenas buenos días tardes noches gracias saludos señor señora ahora ya inmediatamente urgente ok vale xfa xfavor oye',
    glue: 'yo quiero quisiera querría deseo necesito solicito solicitar exijo pido pedir me gustaría mi mis lo la los las el un una de del que se a al en con sus su tus tu vuestro vuestra puede pueden puedes podría podrían podéis ustedes usted favor personales personal privados sobre tengo tienen tienes tenéis hay guardados guardan base sistema empresa ejercer derecho todos toda para es por completo definitivamente aquí esta este esto hacer dar de mí y',
    not: 'no nunca jamás sin tampoco ni nada ningún',
    question: 'cómo como cuándo dónde quién cuál por qué porqué si',
    other: 'orden pedido barra barrar pasar donar comprar compra dados',
  },
  phrases: {
    delete:
      'eliminar|borrar|olvídame|olvídenme|olvídense de mí|olvidarme|derecho al olvido|derecho de supresión|borrar todo|eliminar todo',
    cancel:
      'cancelar|cancela|cancele|cancelen|anular|anula|anule|cancelar mi solicitud|cancelar la solicitud|cancelar solicitud|cancelar la eliminación|cancelar el borrado|déjalo|dejalo|olvídalo|he cambiado de opinión|cambié de opinión|cambie de idea|no borrar|no borres|no borre|no borren|no eliminar|no elimine|no eliminen|no borres mis datos|no borren mis datos|no elimine mis datos|no eliminen mis datos',
    status:
      'estado|estatus|mi estado|mi solicitud|estado de mi solicitud|cómo va mi solicitud|cómo va|seguimiento|ya está|novedades',
    help: 'ayuda|ayúdame|ayudame|ayúdenme|necesito ayuda|menú|info|opciones|cómo funciona|qué puedes hacer|socorro',
    human:
      'humano|humana|agente|persona|operador|operadora|asesor|asesora|una persona real|hablar con una persona|hablar con un humano|hablar con alguien|hablar con un agente|alguien|atención al cliente',
    stop: 'stop|baja|parar|pare|paren|alto|darme de baja|dar de baja|quiero darme de baja|no quiero publicidad|no más publicidad|no más mensajes|no quiero más publicidad|no quiero más mensajes|no quiero recibir publicidad|no me escriban más|no me manden publicidad|basta|cancelar suscripción',
    start: 'alta|iniciar|reanudar|volver a recibir|suscribir|suscribirme|darme de alta',
    yes: 'sí|si|claro|confirmar|confirmo|confirma|de acuerdo|ok|vale|continuar|seguir|adelante|acepto|aceptar|sí borrar|sí eliminar|sí borra todo|dale|s',
    no: 'no|no gracias|ahora no|mejor no|volver|atrás|conservar',
    'not-me':
      'no fui yo|no he sido yo|yo no fui|no soy yo|yo no lo pedí|no lo pedí|no lo he pedido|no pedí esto|yo no pedí esto',
    resend:
      'nuevo código|un nuevo código|otro código|un código nuevo|código nuevo|reenviar|reenvía|reenvíe|reenviar código|enviar de nuevo|enviar otra vez|no me llegó|no me llegó el código|no llegó el código|no recibí el código|no tengo código|no me ha llegado el código|código',
    greeting: 'hola|buenas|buenos días|buenas tardes|buenas noches|gracias|muchas gracias',
  },
  languages: { en: 'inglés', fr: 'francés', ar: 'árabe', es: 'español castellano', pt: 'portugués' },
};
