import { type Lexicon } from './lexicon.ts';

export const french: Lexicon = {
  words: {
    erase:
      'supprim* suprim* suppression supression suppr supr effac* efas* effas* nsupprim* tsupprim* ysupprim* nsuprim* tsuprim* ysuprim*',
    'erase-with-object':
      'sup supp enlev* retir* détrui* destruction oublie oubliez oublier oubliiez vid* vire virez virer viriez désinscri* purg* ferm* clôtur* nettoy* dégag* disparaître disparaisse disparition jet* fermeture clôture',
    erased: 'supprimés supprimées effacés effacées supprimée effacée',
    data: 'données donnée donnees donné donnés data datas infos info informations information renseignements compte cpte profil fiche numéro numero coordonnées dossier tout toutes tous moi me totalité ensemble intégralité fichier fichiers base ttes tt tte ts nous cpt trace traces num mon_contact',
    information:
      'données donnée donnees donné donnés data datas infos info informations information renseignements coordonnées dossier fiche fichier fichiers',
    'part-of-data':
      'message messages discussion conversation historique photo photos nom adresse mail contact contacts',
    media:
      'photo photos tof tofs image images vidéo vidéos vocal vocaux note_vocale notes_vocales message_vocal messages_vocaux audio audios média médias enregistrements',
    'opt-ins': 'consentement consentements accords autorisation autorisations permissions abonnements opt_ins optins',
    only: 'seulement uniquement juste une_partie rien_que simplement qu_une_partie ne_que seuls seules',
    time: 'avant jusque jusqu depuis dernier dernière derniers passé passée un_an ans année années mois semaine semaines jour jours vieux vieille vieilles ancien anciens anciennes antérieur antérieures antérieurs janvier février mars avril mai juin juillet août septembre octobre novembre décembre hier date datent datant a_plus_de de_plus_de plus_vieux plus_anciens',
    field:
      'nom prénom adresse adrese mail email e_mail numéro téléphone tel naissance anniversaire identité date_de_naissance nom_de_famille code_postal',
    mine: 'mon ma mes mon_contact',
    self: 'moi mon_sujet',
    about: 'sur de à',
    'about-self': 'me_concernant',
    give: 'envoy* envoi envoie transmett* communiqu* donne donnez donner montr* fourni* export* télécharg* récupér* recevoir accès accéder accède copie copies obtenir voir consulter portabilité transfert partag* remett* extraire dites dis dire remettre donné_moi transférer rapport peux_avoir je_avoir pourrais_avoir',
    know: 'savez savoir sais sait connaissez avez tu_as détenez détiens gardez garde stockez stocke conservez conserve possédez collectez collecté enregistré enregistrez gardiez ayez détient',
    use: 'utilis* traiter traitez traitiez exploit* servez servir serviez vend* partag* réutilis*',
    freeze: 'gel gelez geler gèle gèles bloqu* limit* suspend* restrein* restriction verrouill* figer figez',
    resume: 'débloqu* réabonn* dégel*',
    again: 'nouveau encore recommenc* repren* réutilis* re',
    change:
      'chang* modif* corrig* correction rectif* actualis* remplac* updat* mettre_à_jour mise_à_jour mettez_à_jour met_à_jour',
    wrong:
      'faux fausse fausses erreur erreurs mauvais mauvaise mal incorrect incorrecte erroné erronée trompés trompé trompez orthographié travers déménagé nouvelle nouveau changé écrit écrite incorrectes erronées',
    agree: 'accepté consenti consens dit_oui inscrit inscrite autorisé approuvé mon_accord',
    history: 'historique liste voir montrez montre',
    want: 'veux voudrais voudrai souhaite souhaiterais aimerais aimerai demande exige désire doivent doit soient soit être jveux faut voulons merci_de prière_de veuillez aurais_voulu tiens_à',
    law: 'rgpd oubli cnil',
    stop: 'stop stopper stoppez arrêt arrêter arrêtez arrête arrêtiez cessez cesser désabonn* désabon* désinscription désinscri* marre ras_le_bol ça_suffit assez oppose opposer opposition',
    leave: 'désabonn* désabon* désinscription désinscri*',
    ads: 'pub pubs publicité publicités pubicité promo promos promotions promotion offre offres newsletter newsletters sms spam spams message messages msg msgs marketing démarchage envoyer envois envoi diffusion whatsapp recevoir liste pourriels réclames démarchages notifications',
    contact:
      'écri* ecri* contact* envoy* harcel* harcèl* dérang* embêt* relanc* sollicit* spam* emmerd* appel* téléphon*',
    'call-off': 'annul* abandonn* laisse_tomber',
    request: 'demande requête',
    language: 'langue langues langage parler parle parlez changer change changez',
    polite:
      'svp stp bonjour bonsoir salut coucou merci bien cordialement maintenant immédiatement immédiat immédiate plaît plait plai s sil il vous te monsieur madame allo cc slt bjr d accord ok putain bordel merde bande voleurs escrocs enfoirés salopards fait chier urgent vite rapidement immédiatement avance meilleures salutations équipe foutu foutue dit abusez abusé honte salaud connards arnaqueurs arnaque pitié sérieux bonne journée soirée équipes madame_monsieur lol',
    glue: 'je j veux voudrais voudrai souhaite souhaiterais aimerais aimerai demande exige désire mon ma mes le la les l un une des de d du dans sur chez par que qu qui et à a au aux votre vos vous tu ton ta tes peux pouvez pourriez peut puis ai avez on nous notre personnelles personnelle personnels personnel perso privées concernant fichier fichiers système base bases entreprise clients client répertoire contacts téléphone veuillez vouloir faire faites exercer droit droits demander il elles ils faut est ce c pour toute définitivement complètement ici cette mettre donc en avec doivent doit être soient soit sont ont procéder conformément afin maintenant devez dois jveux jvoudrais voulez quoi comme où aussi alors prière bref le_monde ensemble totalité sujet mais deux trois six liste_de_clients liste_clients donné elles me te nous m t n_hésitez ça merci_de il_y_a vs ns pr ds jveu veu veut koi ke qd etre y auprès sein parce puisque car votre_système répertoires mémoire plutôt entièrement définitif serveurs serveur vos_fichiers vos_bases cela ceci celui leur si_possible alors possible mettre_fin carnet chacune chaque dès vos_contacts tes_contacts et_confirmez confirmez_moi',
    past: 'ai as a avez ont est sont été ete avons n_ai',
    not: 'pas ne n non jamais rien aucun aucune sans ni plus',
    question: 'comment pourquoi quand combien si',
    what: 'quoi quel quelle quels quelles que qu c_koi est_ce koi',
    other:
      'argent aimer donnez_moi_code conte comte comte commande commander commandes compter suprême livraison livre magasin prix facture menu panier rendez pain table menu il_n_y_a taille colis code son sa ses leur frère sœur ami appli ma_commande rdv retour mère père copain patron groupe oignons fromage sauce gâteau robe colis produit article bus train site lien bouton étage étages mon_ami rue porte date_de_livraison prix',
  },
  phrases: {
    delete:
      'supprimer|oubliez moi|oublie moi|oubliez nous|droit à l oubli|droit à l effacement|supprimer tout|efface tout|supprime moi|suppression de compte|supprimer le compte|tout effacer|tout supprimer|être oublié|suppression compte|je voudrais être oublié|être oubliée|être effacé|être supprimé',
    access: 'droit d accès|demande d accès|portabilité|droit à la portabilité|accès aux données',
    restrict: 'geler|gelez|geler mes données|gelez mes données|limitation du traitement|droit à la limitation',
    'opt-ins':
      'mes consentements|mes autorisations|historique des consentements|quand est ce que j ai accepté|à quoi je me suis inscrit|qu est ce que j ai accepté|à quoi j ai dit oui',
    'erase-part':
      'effacer une partie|supprimer une partie|effacer seulement une partie|supprimer une partie de mes données',
    correct:
      'corriger une erreur|corriger quelque chose|mauvais nom|mauvaise adresse|changement d adresse|changement de nom|droit de rectification|j ai changé d adresse|j ai changé de nom|mon adresse a changé',
    cancel:
      'annuler|annule|annulez|annulation|annuler ma demande|annule ma demande|annulez ma demande|annulez la demande|annulez tout|annule tout|annuler la demande|annuler la suppression|arrêter la suppression|laisse tomber|laissez tomber|j ai changé d avis|changé d avis|garder mes données|gardez mes données|ne supprimez pas|ne supprime pas|ne supprimez rien|ne supprimez pas mes données|ne supprime pas mes données|abandonner|annuler la suppression|arrêtez la suppression|stop la suppression|je change d avis|ne supprimez pas encore mes données|ne m effacez pas|ne supprimez rien du tout|non ne supprime rien|non ne supprimez rien|finalement non',
    status:
      'statut|état|mon statut|ma demande|statut de ma demande|état de ma demande|où en est ma demande|ou en est ma demande|suivi|avancement|c est fait|c est fini|des nouvelles|c est supprimé|vous en êtes où|où en êtes vous|suivi de ma demande|ma demande en est où|mes données sont effacées|c est effacé',
    rights: 'mes droits|droits|quels sont mes droits',
    help: 'aide|aidez moi|aide moi|besoin d aide|j ai besoin d aide|menu|comment ça marche|que peux tu faire|options|au secours|comment ça fonctionne|que pouvez vous faire',
    human:
      'humain|conseiller|conseillère|agent|personne|une vraie personne|opérateur|parler à un humain|parler à quelqu un|parler à un conseiller|parler à une personne|quelqu un|service client|un humain|une vraie personne svp|responsable|parler à un responsable|passez moi quelqu un|passez moi un responsable|parler avec quelqu un',
    stop: 'stop|arrêt|arrêter|arrêtez|arrête|stop pub|plus de pub|plus de publicité|plus de publicités|plus de messages|pas de pub|pas de publicité|je ne veux plus de pub|je ne veux plus de publicité|je ne veux plus recevoir de publicité|je ne veux plus de messages|ne m écrivez plus|désabonner|me désabonner|désabonnement|désinscription|arrêtez de m écrire|laissez moi tranquille|stop sms|plus de pubs|plus de sms|stop à la pub|foutez moi la paix|fichez moi la paix|ça suffit|lâchez moi|lâche moi|plus de messages de votre part|je veux me désinscrire|me désinscrire|plus aucun message|plus rien m envoyer',
    start:
      'reprendre|commencer|recommencer|réabonner|me réabonner|abonner|m abonner|je veux me réabonner|réabonnez moi|abonnez moi',
    yes: 'oui|ouais|oui merci|confirmer|je confirme|confirme|d accord|ok|vas y|allez y|continuer|j accepte|accepter|oui supprimer|oui supprimez|oui tout|valider|je valide|o|oui vas y|oui allez y|ok vas y',
    no: 'non|nan|non merci|pas maintenant|garder|retour|surtout pas|nn|nn merci|nop',
    'not-me':
      'pas moi|ce n est pas moi|c est pas moi|c était pas moi|ce n était pas moi|je n ai rien demandé|j ai rien demandé|je n ai pas demandé|je n ai pas demandé ça|j ai pas demandé ça|j ai pas demandé|c est pas moi qui ai demandé|ce n est pas moi qui ai demandé|je n ai pas fait cette demande',
    resend:
      'nouveau code|un nouveau code|renvoyer|renvoyez|renvoie|renvoyer le code|renvoyez le code|renvoie le code|autre code|un autre code|pas de code|pas reçu|pas reçu le code|je n ai pas reçu le code|j ai pas reçu le code|j ai pas de code|je n ai pas de code|code svp|encore|renvoie moi un code|renvoyez moi un code|renvoyez moi le code|j ai pas eu le code|pas de code reçu|code pas reçu|le code n est pas arrivé',
    greeting: 'bonjour|bonsoir|salut|coucou|merci|merci beaucoup|slt|bjr',
  },
  languages: { en: 'anglais', fr: 'français', ar: 'arabe', es: 'espagnol', pt: 'portugais' },
};
