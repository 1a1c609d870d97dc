import { type Lexicon } from './lexicon.ts';

export const french: Lexicon = {
  words: {
    erase:
      'supprimer supprime supprimez supprimes supprimons suppression suprimer suprime suprimez suppr effacer efface effacez effaces effacement',
    'erase-with-object':
      'enlever enlève enlevez retirer retire retirez détruire détruisez détruis oublier oublie oubliez vider videz désinscrire désinscrivez purger',
    data: 'données donnée donnees infos info informations information compte profil fiche numéro coordonnées dossier tout toutes tous moi me data',
    'part-of-data':
      'message messages discussion conversation historique photo photos nom adresse mail contact contacts',
    law: 'rgpd oubli cnil',
    stop: 'stop stopper stoppez désabonner désabonnez désabonne désabonnement désinscription',
    ads: 'pub pubs publicité publicités promo promos promotions promotion offres newsletter newsletters sms spam spams message messages marketing démarchage envoyer envois',
    language: 'langue langues langage parler parle parlez changer change changez',
    polite:
      'svp stp bonjour bonsoir salut coucou merci bien cordialement maintenant immédiatement plaît plait plai s sil il vous te monsieur madame allo cc slt bjr d accord ok',
    glue: 'je j veux voudrais souhaite souhaiterais aimerais demande exige désire mon ma mes le la les l un une des de d du dans sur chez par que qu qui et à a au aux votre vos vous tu peux pouvez pourriez peut puis ai avez on nous notre personnelles personnelle personnels perso privées concernant fichier fichiers système base entreprise veuillez merci bien vouloir faire exercer droit demander il faut est ce c pour toute définitivement complètement ici cette mettre donc en avec',
    not: 'pas ne n non jamais rien aucun aucune sans ni plus',
    question: 'comment pourquoi quand où combien quoi quel quelle quels quelles si',
    other:
      'argent aimer donner donnez conte comte comte commande commander commandes compter suprême livraison livre magasin prix',
  },
  phrases: {
    delete:
      'supprimer|oubliez moi|oublie moi|oubliez nous|droit à l oubli|droit à l effacement|supprimer tout|efface tout|supprime moi',
    cancel:
      'annuler|annule|annulez|annulation|annuler ma demande|annule ma demande|annulez ma demande|annulez la demande|annulez tout|annule tout|annuler la demande|annuler la suppression|arrêter la suppression|laisse tomber|laissez tomber|j ai changé d avis|changé d avis|garder mes données|gardez mes données|ne supprimez pas|ne supprime pas|ne supprimez rien|ne supprimez pas mes données|ne supprime pas mes données|abandonner',
    status:
      'statut|état|mon statut|ma demande|statut de ma demande|état de ma demande|où en est ma demande|ou en est ma demande|suivi|avancement|c est fait|c est fini|des nouvelles',
    help: 'aide|aidez moi|aide moi|besoin d aide|j ai besoin d aide|menu|comment ça marche|que peux tu faire|options|au secours',
    human:
      'humain|conseiller|conseillère|agent|personne|une vraie personne|opérateur|parler à un humain|parler à quelqu un|parler à un conseiller|parler à une personne|quelqu un|service client|un humain',
    stop: 'stop|arrêt|arrêter|arrêtez|arrête|stop pub|plus de pub|plus de publicité|plus de publicités|plus de messages|pas de pub|pas de publicité|je ne veux plus de pub|je ne veux plus de publicité|je ne veux plus recevoir de publicité|je ne veux plus de messages|ne m écrivez plus|désabonner|me désabonner|désabonnement|désinscription|arrêtez de m écrire|laissez moi tranquille|stop sms',
    start: 'reprendre|commencer|recommencer|réabonner|me réabonner|abonner|m abonner',
    yes: 'oui|ouais|oui merci|confirmer|je confirme|confirme|d accord|ok|vas y|allez y|continuer|j accepte|accepter|oui supprimer|oui supprimez|oui tout|valider|je valide|o',
    no: 'non|nan|non merci|pas maintenant|garder|retour|surtout pas',
    'not-me':
      'pas moi|ce n est pas moi|c est pas moi|c était pas moi|ce n était pas moi|je n ai rien demandé|j ai rien demandé|je n ai pas demandé|je n ai pas demandé ça',
    resend:
      'nouveau code|un nouveau code|renvoyer|renvoyez|renvoie|renvoyer le code|renvoyez le code|renvoie le code|autre code|un autre code|pas de code|pas reçu|pas reçu le code|je n ai pas reçu le code|j ai pas reçu le code|j ai pas de code|je n ai pas de code|code svp|encore',
    greeting: 'bonjour|bonsoir|salut|coucou|merci|merci beaucoup|slt|bjr',
  },
  languages: { en: 'anglais', fr: 'français', ar: 'arabe', es: 'espagnol', pt: 'portugais' },
};
