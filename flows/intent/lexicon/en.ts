import { type Lexicon } from './lexicon.ts';

export const english: Lexicon = {
  words: {
    erase: 'delete delate deleting deletion deleted erase erasing erasure erased del delet dlt',
    'erase-with-object': 'remove removing removed removal wipe purge destroy clear forget scrub',
    data: 'data datas information informations info infos details detail account profile number everything all me records record',
    'part-of-data':
      'messages message chat chats history conversation photos photo picture pictures email address contact contacts name',
    law: 'gdpr ccpa forgotten',
    stop: 'stop unsubscribe unsub optout',
    ads: 'ads ad advertising advertisements marketing promotions promotion promotional promo promos offers newsletter newsletters spam messages message texts texting messaging sms sending writing receiving getting me contacting',
    language: 'language lang languages speak switch change',
    polite:
      'please pls plz hi hello hey dear sir madam thanks thank thx you kindly now today asap immediately ok okay good morning afternoon evening u bot team guys bye',
    glue: 'i we my mine our want wants wanna would like need wish to the a an of for from in on at with your yours you can could may will id im am is are have has hold keep kept stored that which this these request requesting ask asking personal private any and it right permanently completely get rid system database business company whatsapp phone let us do about off',
    not: 'not dont doesnt didnt cant wont isnt wasnt havent shouldnt never no without unless nor neither stopping nobody',
    question: 'how why when where who what which if whether did does',
    other:
      'dates remote forgot cancer order orders related dating forgive stocks status shop start started person deliver delivery delayed clean relate',
  },
  phrases: {
    delete:
      'delete|forget me|forget me please|right to be forgotten|right to erasure|right of erasure|delete everything|erase all|opt out of everything and delete',
    cancel:
      'cancel|cancel it|cancel that|cancel request|cancel my request|cancel the deletion|cancel deletion|stop deletion|stop the deletion|stop deleting|stop my request|abort|undo|never mind|forget it|forget about it|nevermind|i changed my mind|changed my mind|keep my data|do not delete|dont delete|do not delete my data|don t delete my data|don t delete',
    status:
      'status|my status|status of my request|request status|my request|progress|where is my request|what is the status|is it done|any news|how is my request going',
    help: 'help|help me|can you help me|i need help|menu|info|options|what can you do|commands|how does this work|how does it work',
    human:
      'human|agent|person|operator|real person|talk to a human|talk to a person|speak to a human|speak to someone|talk to someone|speak with an agent|talk to an agent|customer service|staff|somebody|someone',
    stop: 'stop|stop all|stopall|stop it|unsubscribe|opt out|no more ads|no more marketing|no more messages|no ads|no marketing|no promotions|no spam|stop texting me|do not contact me|don t contact me|don t send me ads|don t send me messages|do not send me ads|leave me alone|stop spam|take me off your list|remove me from your list|remove me from the list|end',
    start: 'start|unstop|subscribe|resubscribe|opt in|start again',
    yes: 'yes|y|yes please|yep|yeah|sure|confirm|i confirm|ok|okay|go ahead|continue|agree|i agree|yes delete|yes delete it|yes delete everything|do it|accept',
    no: 'no|n|nope|no thanks|not now|don t|keep|no keep it|back',
    'not-me':
      'not me|it was not me|it wasn t me|that was not me|wasn t me|i did not ask|i didn t ask|i did not request this|i didn t request this|i did not ask for this|i didn t ask for this|not mine',
    resend:
      'new code|resend|resend code|send again|send it again|send a new code|send me a new code|another code|send code|send the code again|no code|i got no code|i did not get the code|i didn t get the code|i have no code|code please|code',
    greeting: 'hi|hello|hey|good morning|good evening|good afternoon|thanks|thank you',
  },
  languages: { en: 'english', fr: 'french', ar: 'arabic', es: 'spanish', pt: 'portuguese' },
};
