import { type PartTexts } from './texts.ts';

export const french: PartTexts = {
  goes: 'Voici ce qui sera effacé, et rien d’autre :',
  question: 'Effacer ? C’est sans retour. Je vous envoie d’abord un code.',
  media: 'vos photos, messages vocaux et fichiers',
  consents: 'la trace de ce que vous avez accepté',
  before: ({ day }) => `les messages, fichiers et modèles envoyés avant le ${day}`,
  dates: {
    either: ({ first, second }) =>
      `Voulez-vous dire le ${first} ou le ${second} ? Touchez le bon jour, ou écrivez le mois en lettres.`,
    notPast: 'Ce jour n’est pas encore passé. Écrivez un jour passé, s’il vous plaît.',
    unreadable: 'Je n’ai pas compris la date. Écrivez par exemple 3 mai 2023, mars 2024 ou il y a 2 ans.',
  },
  talk: {
    intentReminder: 'J’efface ? Touchez un bouton, ou écrivez OUI ou ANNULER.',
    nothingDeleted: 'Très bien, j’arrête. Rien n’a été effacé.',
    started: ({ reference }) => `Le code est bon. J’efface maintenant.\nVotre référence : ${reference}`,
    running: ({ reference }) =>
      `L’effacement est en cours. Je vous écris ici quand c’est fini.\nVotre référence : ${reference}`,
  },
  news: {
    blocked: ({ reference }) =>
      `L’effacement de cette partie est plus long que prévu. Une équipe regarde maintenant.\nVous n’avez rien à faire.\nVotre référence : ${reference}`,
    waiting: ({ reference, day }) =>
      `La partie choisie sera effacée le ${day}. Le reste est gardé.\nCe n’était pas vous, ou vous changez d’avis ? Écrivez ANNULER.\nVotre référence : ${reference}`,
    waitingLine: ({ day }) => `La partie choisie sera effacée le ${day}. Écrivez ANNULER pour arrêter.`,
  },
  standing: { deleting: 'La partie choisie est en train d’être effacée. Le reste est gardé.' },
  done: ({ reference }) =>
    `C’est fait, et nous avons vérifié. Le reste de vos données est gardé.\nVotre référence : ${reference}`,
  doneButKept: ({ reference }) =>
    `C’est fait, et nous avons vérifié. Quelque chose a dû rester. Je vous ai dit quoi et pourquoi.\nVotre référence : ${reference}`,
  refusalStays: 'Un refus de la publicité ou une pause en vigueur reste noté. Ainsi, l’entreprise s’y tient.',
};
