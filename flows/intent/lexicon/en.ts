import { type Lexicon } from './lexicon.ts';

export const english: Lexicon = {
  words: {
    erase: 'delete delate delet* deleet dleete deelte erase eraze erasing erasure',
    'erase-with-object': 'remov* wip* purg* destroy* clear forget scrub del dlt get_rid rid off out close take_down',
    erased: 'deleted erased removed wiped gone forgotten purged wiped_out taken_off',
    data: 'data datas dta dtaa information informations info infos details detail account acount acct acc profile number everything all me records record stuff file us evrything evrythin everythin file files dossier phone_no number_s nr trace traces customer_account customer_record contact_info contact_details contact_information my_contact',
    information:
      'data datas dta dtaa information informations info infos details records record stuff file file files dossier contact_info contact_details contact_information',
    'part-of-data':
      'messages message msgs chat chats history conversation photo photos picture pictures email address contact contacts name',
    media:
      'photos photo pictures picture pics pic images image videos video media audios voice_notes voice_messages voice_note recordings selfies',
    'opt-ins': 'consents consent opt_ins optins permissions permission authorisations authorizations subscriptions',
    only: 'only just solely part_of some_of',
    time: 'before until till older prior since last_year last_month last_week year years month months week weeks day days old january february march april june july august september october november december ago up_to yesterday',
    field:
      'name surname lastname last_name first_name email e_mail mail address adress birthday birthdate date_of_birth phone phone_number number spelling dob postcode zip_code',
    mine: 'my mine my_contact',
    self: 'me',
    about: 'about abt on regarding concerning',
    give: 'send snd tell give gimme show provide download* export* see view access copy copies portability disclose transfer extract take report summary can_i_have could_i_have may_i_have receive gave given share',
    know: 'know have has hold holds keep keeps kept store stores stored collect collected saved got ve possess holding keeping',
    use: 'use uses using process processes processing share sharing sell selling',
    freeze: 'freez* restrict* suspend* pause on_hold block lock limit',
    resume: 'unfreeze unblock resubscribe resume unstop',
    again: 'again back',
    change: 'change changed update correct correction rectify rectification fix modify edit amend replace',
    wrong:
      'wrong incorrect mistake misspelled misspelt misspell error outdated typo spelled spelt moved new wrongly not_my not_the_right',
    agree: 'agree agreed consent consented sign_up signed_up accept accepted opt_in opted_in',
    history: 'history list show log overview see',
    want: 'want wants wanna would_like need needs must demand should get be wish make_sure ensure has_to have_to d_like i_d_like id_like',
    law: 'gdpr ccpa',
    stop: 'stop stopping quit cease stahp unsubscribe unsub optout opt_out enough sick_of tired_of no_more object oppose',
    leave: 'unsubscribe unsub optout opt_out',
    ads: 'ads ad adverts advertising advertisements marketing promotions promotion promotional promo promos offers newsletter newsletters spam messages message msgs msg texts texting messaging sms sending writing receiving receive getting contacting mailing list crap junk notifications',
    contact:
      'text texting message messaging msg contact contacting write writing send sending bother bothering spamming spam disturb advertise call calling harass harassing email',
    'call-off': 'cancel abort undo call_off',
    request: 'request requests',
    language: 'language lang languages speak switch change',
    polite:
      'please pls plz kindly hi hello hey heya yo dear sir madam thanks thank thx ta cheers regards best now today asap immediately ok okay good morning afternoon evening u bot team guys people bye actually really fucking fuckin damn bloody shit crap fking wtf scammers idiots thieves bastards you_people said there ur very much urgently idiot morons assholes crooks liars spammers spammer ffs omg god jesus please_and dude mate bro sis love everyone there_please sincerely yours_sincerely yours_truly advance appreciated lol haha again_please alright right_now straight_away at_once promptly sincerely',
    glue: 'i im i_d we mine our want wants wanna would like need needs wish to the a an of for from in at with your yours you can could may will id am is are be been that s this these it it_s right rights permanently completely get system database books business company whatsapp phone customer_list contact_list client_list let us make sure made so then and any more anymore longer every day single any_more no_longer personal private hereby formally under here than two three six ask asking requesting must should demand article 17 15 have has hold keep kept d as own whole thing exercise exercising exercised grateful if_you_could by else possible do about but phone_book directory address_book make submit lodge hope so_that would_you they them since because cause cuz bc as_soon_as_possible rn ya lemme gonna whole life ever still my_right my_rights number_and got_it tho though jus file thing things held servers server side end crm mailing your_contacts your_phone existence anything anyone something else trace no_matter away somewhere in_your_possession possession possess theres there_s there_is there whatever and_confirm put take through thru both either well obviously simply consider action actioned arrange complete carry carried able list_of_customers list_of_clients',
    past: 'did didnt didn_t havent haven_t hasnt hasn_t wasnt wasn_t',
    not: 'not dont doesnt didnt didn_t haven_t hasn_t wasn_t hasnt cant wont isnt wasnt havent shouldnt don_t doesn_t never no no_longer without unless nor neither nobody nothing',
    question: 'how why when where who whose if whether did does do_you',
    what: 'what which wat whatever how_much whats what_s',
    other:
      'dates remote forgot cancer order orders related dating forgive stocks status shop start started person deliver delivery delayed clean relate cart basket bill invoice menu price prices photo_booth item parcel table booking appointment password code his her their brother sister friend app size checkout yours theirs cheese onion tip bread pizza burger cake dress shoes phone_case weather train bus price receipt refund parcel package website page link button photoshoot driver tomorrow tonight friend group dad mom mum mother father wife husband boss',
  },
  phrases: {
    delete:
      'delete|forget me|forget me please|right to be forgotten|right to erasure|right of erasure|delete everything|erase all|delete it all|remove everything|opt out of everything and delete|data erasure|erase everything|wipe it all|wipe everything|clear all my data',
    access:
      'access request|data access|data access request|subject access|subject access request|make a subject access request|dsar|sar|data portability|portability|right of access|right to access|gdpr access request|data subject access request',
    restrict:
      'pause|pause my data|pause use of my data|freeze|freeze my data|restriction of processing|right to restriction|restrict processing|stop using it',
    'opt-ins':
      'opt ins|opt in history|consent history|my consents|my permissions|when did i agree|when did i agree to this|what did i say yes to',
    'erase-part': 'delete only a part|delete a part|delete part of my data|erase only a part|remove a part of my data',
    correct:
      'correct something|correct a mistake|fix a mistake|wrong name|wrong address|wrong email|right to rectification|that s not my name|thats not my name|not my name|change of address',
    cancel:
      'cancel|cancel it|cancel that|cancel request|cancel my request|cancel the deletion|cancel deletion|stop deletion|stop the deletion|stop deleting|stop my request|abort|undo|never mind|forget it|forget about it|nevermind|i changed my mind|changed my mind|keep my data|call it off|stop my deletion|do not delete|dont delete|do not delete me|don t delete me|don t delete it|no don t delete it|do not delete it|do not delete anything|don t delete anything|do not delete my data|don t delete my data|don t delete',
    status:
      'status|my status|status of my request|request status|my request|progress|where is my request|what is the status|is it done|is it done yet|any update|any update on my request|update on my request|any news|how is my request going',
    rights: 'my rights|rights|my data rights|what are my rights',
    help: 'help|help me|what are my options|my options|can you help me|i need help|menu|info|options|what can you do|commands|how does this work|how does it work',
    human:
      'human|agent|person|operator|real person|talk to a human|talk to a person|speak to a human|speak to someone|talk to someone|speak with an agent|talk to an agent|customer service|talk to someone real|let me talk to someone|let me talk to someone real|speak to a manager|talk to a manager|privacy officer|speak to your privacy officer|speak to a person|talk to a real person|can i talk to a person|staff|somebody|someone',
    stop: 'stop|stop all|stopall|stop it|unsubscribe|opt out|no more ads|no more marketing|no more messages|no ads|no marketing|no promotions|no spam|stop texting me|do not contact me|don t contact me|don t send me ads|don t send me messages|do not send me ads|leave me alone|stop all of it|stop the spam|stop spam|take me off your list|remove me from your list|remove me from the list|end|no thanks stop texting|no thanks stop',
    start:
      'start|unstop|subscribe|resubscribe|opt in|start again|resume|opt me in again|subscribe me again|you can message me again',
    yes: 'yes|y|yup|yup go ahead|yes go ahead|yes please|yep|yeah|sure|confirm|i confirm|ok|okay|go ahead|continue|agree|i agree|yes delete|yes delete it|yes delete everything|do it|accept',
    no: 'no|n|nope|nah|no thanks|not now|don t|keep|no keep it|back',
    'not-me':
      'not me|it was not me|it wasn t me|that was not me|wasn t me|i did not ask|i didn t ask|i did not request this|i didn t request this|i did not ask for this|i didn t ask for this|not mine|i never asked|i never asked for this|i did not ask for a code|i didn t ask for a code|i did not request a code|i didn t request a code',
    resend:
      'new code|resend|resend code|send again|send it again|send a new code|send me a new code|another code|send code|send the code again|no code|i got no code|i did not get the code|i didn t get the code|i have no code|code please|code|i haven t received the code|i have not received the code|i did not receive the code|i didn t receive the code|the code did not arrive|the code didn t arrive|code did not come',
    greeting: 'hi|hello|hey|good morning|good evening|good afternoon|thanks|thank you',
  },
  languages: { en: 'english', fr: 'french', ar: 'arabic', es: 'spanish', pt: 'portuguese' },
};
