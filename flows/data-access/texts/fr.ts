import { type Locale } from '../../../src/domain/locale.ts';
import { dayInWords, inWords } from '../../phrasing.ts';
import { type StatusGroup } from '../../data-deletion/texts/texts.ts';
import { type AccessTexts, type ConsentLine } from './texts.ts';

const locale: Locale = 'fr';

const standing: Readonly<Record<StatusGroup, string>> = {
  'needs-code': 'Elle attend votre code. Aucune copie n’est encore faite.',
  waiting: 'Elle est confirmée. Votre copie arrive bientôt.',
  'on-hold': 'Elle est suspendue pour une raison légale. On vous l’expliquera par écrit.',
  deleting: 'Votre copie est en préparation.',
  delayed: 'Cela prend plus de temps que prévu. Des personnes s’en occupent.',
  done: 'Votre copie vous a été envoyée sur WhatsApp.',
  ended: 'Elle est terminée. Aucune copie n’a été faite.',
  'gave-way': 'Elle a laissé place à votre demande de tout effacer.',
};

const sources: Readonly<Record<ConsentLine['source'], string>> = {
  api: 'noté par l’entreprise',
  import: 'repris d’une liste',
  user_preferences: 'vos réglages WhatsApp',
  chat: 'dit dans cette discussion',
};

export const french: AccessTexts = {
  confirm: 'Oui, une copie',
  preview: {
    opening: ({ businessName }) => `Vous pouvez recevoir une copie de ce que ${businessName} garde ici sur vous.`,
    holds: 'La copie contient :',
    consentsOpening: ({ businessName }) =>
      `Je peux vous montrer ce que vous avez accepté chez ${businessName}, et quand.`,
    delivery: ({ days }) =>
      `Je vous envoie un lien vers la copie. Il s’ouvre une seule fois, pendant ${days}.\nQui tient ce téléphone peut l’ouvrir.`,
    question: 'Je la prépare ? Je vous envoie d’abord un code.',
  },
  talk: {
    intentReminder: 'Je prépare la copie ? Touchez un bouton, ou écrivez OUI ou ANNULER.',
    nothingDeleted: 'Très bien, j’arrête. Aucune copie n’a été faite.',
    started: ({ reference }) => `Le code est bon. Je prépare votre copie.\nVotre référence : ${reference}`,
    startsLater: ({ reference }) => `Le code est bon. Je prépare votre copie.\nVotre référence : ${reference}`,
    running: ({ reference }) =>
      `Votre copie est en préparation. Elle arrive ici dans un instant.\nVotre référence : ${reference}`,
    cancelled: ({ reference }) => `Votre demande est annulée. Aucune copie n’a été faite.\nRéférence : ${reference}`,
    cancelledNotMe: ({ reference }) =>
      `Merci de me l’avoir dit. J’ai tout arrêté. Aucune copie n’a été faite.\nNe donnez jamais un code à personne.\nRéférence : ${reference}`,
    cannotCancel: ({ reference }) =>
      `Il est trop tard pour arrêter. Votre copie est déjà faite.\nVotre référence : ${reference}`,
  },
  news: {
    blocked: ({ reference }) =>
      `Votre copie prend plus de temps que prévu. Une équipe regarde maintenant.\nVous n’avez rien à faire.\nVotre référence : ${reference}`,
    waiting: ({ reference, day }) =>
      `Votre copie sera faite le ${day}.\nCe n’était pas vous, ou vous changez d’avis ? Écrivez ANNULER.\nVotre référence : ${reference}`,
    waitingLine: ({ day }) => `Votre copie sera faite le ${day}. Écrivez ANNULER pour arrêter.`,
  },
  awaits: ({ reference }) =>
    `Votre copie vous attendait. Son lien arrive dans un instant.\nVotre référence : ${reference}`,
  awaitsLine: 'Votre copie vous attend. Écrivez un mot ici, et son lien arrive.',
  status: ({ reference, group, day }) =>
    `Demande ${reference}\n${standing[group]}${day === null || group === 'done' || group === 'ended' ? '' : `\nPrévu au plus tard le ${day}.`}`,
  codeMessage: ({ code, minutes }) =>
    `Votre code pour une copie de vos données : ${code}\nÉcrivez-le ici dans les ${inWords(locale, 'minute', minutes)}.\nNe le donnez à personne. Ce n’est pas vous ? Écrivez PAS MOI.`,
  ready: ({ reference, url, days }) =>
    `Votre copie est prête : ${url}\nLe lien s’ouvre une seule fois, pendant ${days}. Ne le partagez pas.\nVotre référence : ${reference}`,
  empty: ({ reference, businessName }) =>
    `J’ai cherché partout dans ce service. ${businessName} ne garde rien ici sur vous.\nVotre référence : ${reference}`,
  consents: ({ reference, businessName, lines }) =>
    [
      lines.length === 0
        ? `${businessName} n’a noté aucun choix de votre part sur la publicité.`
        : `Ce que vous avez dit à ${businessName} sur la publicité :`,
      ...lines.map(
        ({ at, isIn, source }) => `• ${dayInWords(locale, at)}: ${isIn ? 'oui' : 'non'} (${sources[source]})`,
      ),
      `Votre référence : ${reference}`,
    ].join('\n'),
  withheld: ({ day, businessName }) =>
    `Quelque chose a changé récemment sur ce numéro. Pour vous protéger, aucune copie ne part avant le ${day}.\nVous pouvez effacer vos données à tout moment. ${businessName} peut aussi vous aider.`,
  busy: ({ reference, what }) =>
    ({
      erasure: `Vos données vont être effacées : je ne peux pas en faire de copie.\nPour arrêter d’abord l’effacement, écrivez ANNULER.\nVotre référence : ${reference}`,
      part: `Un effacement est en cours pour vous. Quand il sera fini, redemandez.\nVotre référence : ${reference}`,
      copy: `Votre copie est encore en préparation. Quand elle sera là, redemandez.\nVotre référence : ${reference}`,
    })[what],
};
