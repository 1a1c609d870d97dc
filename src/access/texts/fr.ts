import { type Ground } from '../../domain/ground.ts';
import { type CopyTexts } from './texts.ts';

const grounds: Readonly<Record<Ground, string>> = {
  legal_duty: 'la loi l’exige',
  legal_claims: 'un litige est ouvert',
  fraud_prevention: 'pour prévenir la fraude',
  contract: 'votre contrat est en cours',
};

export const french: CopyTexts = {
  fromWhom: ({ businessName }) =>
    `L’essentiel vient de vous et de WhatsApp, quand vous avez écrit à ${businessName}. Le reste a été noté par ${businessName}.`,
  toWhom: ({ businessName }) => [
    businessName,
    `le prestataire qui fait fonctionner ce service pour ${businessName}`,
    'WhatsApp (Meta), qui transporte les messages',
  ],
  yourRights:
    'Vous pouvez faire corriger, limiter ou effacer ces données, et vous opposer à leur usage. Écrivez-le dans la discussion. Vous pouvez aussi saisir votre autorité de protection des données.',
  decisions: 'Aucune machine ne prend ici de décision à votre sujet.',
  howLong: {
    untilErased: 'Jusqu’à ce que vous les fassiez effacer.',
    days: ({ days }) => `Pendant ${days} jours.`,
    words: ({ days }) => `Les mots d’un message pendant ${days} jours.`,
    byItself: 'Cela part tout seul, quelques semaines après la réponse.',
    kept: ({ days, ground }) => `Après un effacement, une partie peut rester ${days} jours : ${grounds[ground]}.`,
  },
  own: {
    corrections: {
      what: 'Ce que vous avez demandé de corriger',
      why: 'Pour que l’entreprise le corrige et que vous puissiez demander où cela en est.',
    },
    logged_requests: {
      what: 'Ce que vous avez demandé hors de cette discussion',
      why: 'Pour qu’une réponse vienne à temps.',
    },
    relays: {
      what: 'Ce que vous avez demandé à d’autres entreprises sur ce numéro',
      why: 'Pour le transmettre et pour que vous puissiez demander où cela en est.',
    },
  },
  page: {
    title: 'Vos données',
    intro:
      'Voici la copie que vous avez demandée. Elle s’ouvre une seule fois : enregistrez-la avant de quitter la page.',
    button: 'Ouvrir ma copie',
    saveJson: 'Enregistrer pour une machine (JSON)',
    savePage: 'Enregistrer pour lire (page)',
    reference: 'Référence',
    incomplete: 'Ce lien est incomplet. Ouvrez-le de nouveau depuis la discussion.',
    wrongKey: 'Ce lien n’est pas le bon. Ouvrez-le de nouveau depuis la discussion.',
    gone: 'Cette copie a déjà été ouverte, ou son délai est passé. Demandez-en une nouvelle dans la discussion.',
    tooLong:
      'Cette copie est trop longue pour être affichée ici. Enregistrez-la, puis lisez-la avec un autre programme.',
    unreachable: 'Cela n’a pas marché. Vérifiez votre connexion et réessayez.',
    needsScript: 'Cette page a besoin de JavaScript pour ouvrir la copie avec la clé de votre lien.',
    opening: 'Ouverture …',
    empty: 'Rien.',
    file: 'Un fichier',
    until: ({ until }) => `Elle peut être ouverte jusqu’au ${until}.`,
    labels: {
      at: 'Quand',
      direction: 'De',
      type: 'Genre',
      text: 'Mots',
      names: 'Noms',
      email: 'E-mail',
      attributes: 'Notes',
      createdAt: 'Depuis',
      updatedAt: 'Modifié',
      template: 'Modèle',
      language: 'Langue',
      state: 'Choix',
      source: 'Comment',
      proof: 'Preuve',
      kind: 'Genre',
      mimeType: 'Format',
      bytes: 'Fichier',
      category: 'Au sujet de',
      origin: 'Voie',
      statuses: 'Livraison',
      phones: 'Vos numéros',
      businessScopedUserIds: 'Identifiants WhatsApp',
      usernames: 'Noms d’utilisateur',
      reference: 'Référence',
      field: 'Quoi',
      value: 'Ce qui est juste',
      reason: 'Réponse',
      dueAt: 'Réponse au plus tard',
      answeredAt: 'Répondu le',
      businesses: 'Entreprises',
      about: 'À votre sujet',
      mandate: 'Pour qui vous demandez',
      right: 'Droit',
      channel: 'Reçu par',
    },
  },
};
