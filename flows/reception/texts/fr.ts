import { type ReceptionTexts } from './texts.ts';

export const french: ReceptionTexts = {
  labels: {
    delete: 'Effacer mes données',
    human: 'Parler à quelqu’un',
    rights: 'Mes droits',
    language: 'Langue',
    help: 'Aide',
    status: 'Ma demande',
    stop: 'Plus de publicité',
  },
  menu: ({ businessName }) =>
    `Bonjour ! Ici le service données personnelles de ${businessName}.\nJe peux effacer ce qu’ils gardent sur vous.\nTouchez un bouton, ou écrivez SUPPRIMER.`,
  offerDeletion: ({ businessName }) =>
    `Voulez-vous que ${businessName} efface vos données ?\nRien ne se passe tant que vous ne touchez pas le bouton.`,
  offerStop: ({ businessName }) =>
    `Vous ne voulez plus de publicité de ${businessName} ?\nTouchez le bouton, ou écrivez STOP.`,
  help: ({ businessName, human }) =>
    [
      `Vous pouvez écrire ces mots à tout moment :`,
      `• SUPPRIMER : ${businessName} efface vos données`,
      `• STATUT : où en est votre demande`,
      `• ANNULER : arrêter votre demande`,
      ...(human === 'here' ? [`• HUMAIN : une personne vous répond`] : []),
      ...(human === 'elsewhere' ? [`• HUMAIN : comment joindre une personne`] : []),
      `• LANGUE : changer de langue`,
      `• STOP : plus de publicité`,
      `Pour ce que WhatsApp garde lui-même : ses paramètres, Compte, Demander les infos du compte.`,
    ].join('\n'),
  cannotRead: ({ isVoice }) =>
    isVoice
      ? 'Merci ! Je ne sais pas encore écouter les messages vocaux. Écrivez-le en quelques mots.'
      : 'Merci ! Je ne lis que le texte. Écrivez-le en quelques mots.',
  codeNotExpected: 'Merci, mais je n’ai pas besoin de code pour le moment.',
  oldButton: 'Ce bouton date d’avant. Voici où nous en sommes.',
  nothingToCancel: 'Il n’y a rien à annuler. Aucun effacement n’est en cours ici.',
  growsQuiet: 'Je me tais un moment. SUPPRIMER, ANNULER, STATUT et STOP marchent toujours.',
  rights: {
    body: 'Que voulez-vous faire ?',
    button: 'Choisir',
    access: 'Une copie de mes infos',
    part: 'Effacer une partie',
    consents: 'Ce que j’ai accepté',
    correct: 'Corriger une erreur',
    restrict: 'Geler mes données',
  },
  parts: {
    body: 'Que faut-il effacer ? Le reste est gardé.\nVous pouvez aussi écrire une date : ce qui est plus ancien est effacé.',
    button: 'Choisir',
    media: 'Photos et fichiers',
    month: 'Plus d’un mois',
    year: 'Plus d’un an',
    consents: 'Ce que j’ai accepté',
  },
  languageList: { body: 'Quelle langue préférez-vous ?', button: 'Choisir' },
  languageChanged: 'C’est fait. Je vous écris en français.',
  humanTold: ({ businessName }) => `J’ai prévenu l’équipe de ${businessName}. Une personne vous écrira ici.`,
  humanNotTold: ({ businessName, contact }) =>
    `Je n’arrive pas à joindre l’équipe de ${businessName}. Réessayez plus tard, ou contactez-la directement${contact === null ? '.' : ` : ${contact}`}`,
  noHuman: ({ businessName, contact }) =>
    `Personne ne répond dans cette discussion. Contactez directement ${businessName}${contact === null ? '.' : ` : ${contact}`}`,
  stopped: ({ businessName, isDeleting }) =>
    `C’est fait. ${businessName} ne vous enverra plus de publicité.\n${
      isDeleting
        ? 'L’effacement continue. Pour l’arrêter, écrivez ANNULER.'
        : 'Pour en recevoir à nouveau, écrivez REPRENDRE.'
    }`,
  started: ({ businessName }) =>
    `C’est fait. ${businessName} peut à nouveau vous envoyer ses offres.\nPour les arrêter, écrivez STOP.`,
  notStarted: ({ businessName }) =>
    `Je n’ai rien changé : une de vos demandes est en cours.\nJusqu’à sa fin, ${businessName} ne vous envoie pas d’offres.\nEnsuite, écrivez de nouveau REPRENDRE.`,
  referenceUnreadable:
    'Je n’arrive pas à lire cette référence. Elle ressemble à ER-XXXX-XXXX-XXXX. Vérifiez-la et renvoyez-la.',
  statusUnknown: 'Je ne trouve pas de demande en cours. Pour effacer vos données, écrivez SUPPRIMER.',
};
