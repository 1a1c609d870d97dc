import { type RouteBTexts } from './texts.ts';

export const french: RouteBTexts = {
  who: 'Je peux demander à des entreprises d’effacer vos données.\nCe sont celles à qui vous avez écrit sur WhatsApp.\nEst-ce pour vous ?',
  me: 'Oui, pour moi',
  somebodyElse: 'Quelqu’un d’autre',
  skip: 'Passer',
  confirm: 'Oui, demandez',
  confirmMandate: 'Oui, transmettez',
  whichBusinesses:
    'À quelles entreprises avez-vous écrit ?\nÉcrivez leurs noms, un par ligne ou avec des virgules. Cinq au plus.',
  about: 'Quel est votre nom complet, et quand avez-vous écrit, environ ?\nPar exemple : Ana Silva, printemps 2024.',
  tooMany: 'C’est beaucoup à la fois. Écrivez-en cinq au plus. Vous pourrez recommencer ensuite.',
  tooLong: 'C’est trop long pour moi. Écrivez plus court, s’il vous plaît.',
  otherNumber:
    'Je vois un long numéro. Je ne demande que pour le numéro qui m’écrit.\nPour un autre, touchez « Quelqu’un d’autre » : une personne vous aide.\nÉcrivez les dates en mots, comme mars 2024.',
  statement: ({ list, about }) =>
    [
      'Je vais demander à :',
      list,
      ...(about === null ? [] : [`À votre sujet : ${about}`]),
      '',
      'Votre déclaration : « C’est mon numéro. Effacez ce que vous avez sur moi. »',
      'Je demande ? Je vous envoie d’abord un code.',
    ].join('\n'),
  talk: {
    intentReminder: 'Je leur demande ? Touchez un bouton, ou écrivez OUI ou ANNULER.',
    nothingDeleted: 'D’accord, j’arrête. Je n’ai rien demandé à personne.',
    started: () => 'Le code est bon. Je demande maintenant.',
    startsLater: () => 'Le code est bon. Je demande maintenant.',
    running: () => 'Je demande maintenant. Vos références arrivent ici dans un instant.',
  },
  handedOver: ({ list, day }) =>
    `Le code est bon, et j’ai transmis. Vos références :\n${list}\n${
      day === '' ? '' : `Vous aurez une réponse au plus tard le ${day}. `
    }Pour savoir où ça en est, écrivez STATUT et la référence.`,
  slowPath: ({ day }) =>
    `Cela marche aussi sans code, mais plus lentement. Je leur demande le ${day}.\nJe vous le rappelle chaque jour. Écrivez ANNULER pour arrêter.`,
  waiting: ({ reference, day }) =>
    `Je demande aux entreprises le ${day}.\nCe n’était pas vous, ou vous changez d’avis ? Écrivez ANNULER.\nVotre référence : ${reference}`,
  waitingLine: ({ day }) => `Je demande aux entreprises le ${day}. Écrivez ANNULER pour arrêter.`,
  slowOver: ({ list, day }) =>
    `La semaine est passée et personne n’a annulé. J’ai demandé. Vos références :\n${list}\n${day === '' ? '' : `Vous aurez une réponse au plus tard le ${day}. `}Pour savoir où ça en est, écrivez STATUT et la référence.`,
  slowOverLine: 'La semaine est passée et personne n’a annulé. J’ai demandé aux entreprises.',
  takenBack: {
    cancelled: 'J’ai annulé ces demandes. Rien n’est effacé :',
    told: 'Quelqu’un s’en occupe déjà. J’ai prévenu qu’il faut arrêter :',
    'too-late': 'Trop tard pour celles-ci. L’effacement a commencé :',
    notMe: 'Merci de me l’avoir dit. Ne donnez jamais un code à quelqu’un.',
  },
  passedOn: ({ reference, day }) =>
    `Demande ${reference}\nNotre équipe la transmet.${day === '' ? '' : ` Vous aurez une réponse au plus tard le ${day}.`}`,
  nothingHeld: ({ reference, day }) =>
    `Demande ${reference}\nJe n’ai rien sur vous pour cette entreprise. Je l’ai quand même prévenue.${day === '' ? '' : `\nElle vous répond au plus tard le ${day}.`}`,
  answered: ({ reference }) => `Demande ${reference}\nOn y a répondu. Vous n’avez rien reçu ? Écrivez HUMAIN.`,
  mandateAsk:
    'Je transmets volontiers à une personne.\nÉcrivez en un message qui vous êtes et pour qui vous demandez.\nDites pourquoi vous le pouvez, par exemple comme parent, et à quelle entreprise.',
  mandateReadBack: ({ told }) => `Je vais transmettre ceci :\n${told}\nC’est bon ?`,
  mandatePassed: ({ reference, day }) =>
    `J’ai transmis. Une personne vérifie que vous pouvez demander pour elle ou lui.\nLa personne concernée est prévenue aussi. Rien n’est effacé avant.\n${
      day === '' ? '' : `Vous aurez une réponse au plus tard le ${day}.\n`
    }Votre référence : ${reference}`,
  mandateTooOften: 'Vous avez demandé plusieurs fois aujourd’hui. Notre équipe s’en occupe. Réécrivez demain.',
  stopped: 'D’accord, j’arrête. Je n’ai rien demandé à personne.',
};
