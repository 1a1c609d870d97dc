import { type CorrectionField, type CorrectionRefusal } from '../../../src/domain/correction.ts';
import { type CorrectionTexts } from './texts.ts';

const what: Readonly<Record<CorrectionField, string>> = {
  name: 'votre nom est',
  email: 'votre adresse e-mail est',
  other: 'voici ce qui est juste',
};

const reasons: Readonly<Record<CorrectionRefusal, string>> = {
  is_right: 'après vérification, ce qui est noté est juste',
  not_shown: 'rien ne montre que la nouvelle valeur est juste',
  not_held: 'cette information n’est pas gardée sur vous',
};

export const french: CorrectionTexts = {
  confirm: 'Oui, demandez-le',
  list: {
    body: 'Qu’est-ce qui est faux ?',
    button: 'Choisir',
    name: 'Mon nom',
    email: 'Mon adresse e-mail',
    other: 'Autre chose',
  },
  ask: {
    name: 'Quel est votre vrai nom ? Écrivez-le ici.',
    email: 'Quelle est votre vraie adresse e-mail ? Écrivez-la ici.',
    other: 'Qu’est-ce qui est faux, et qu’est-ce qui est juste ? Écrivez un court message.',
  },
  tooLong: 'C’est trop long pour moi. Écrivez plus court, s’il vous plaît.',
  noEmail: 'Cela ne ressemble pas à une adresse e-mail. Vérifiez-la.',
  readBack: ({ field, value, businessName }) =>
    `Je vais dire à ${businessName} que ${what[field]} :\n${value}\nD’accord ?`,
  filed: ({ reference, businessName, day }) =>
    `C’est transmis. ${businessName} a jusqu’au ${day} pour répondre.\nVotre référence : ${reference}`,
  stopped: 'Très bien, j’arrête. Rien n’a été changé.',
  waiting: ({ reference, businessName, day }) =>
    `Demande ${reference}\n${businessName} n’a pas encore répondu. La réponse est due le ${day}.`,
  late: ({ reference, businessName, complaint }) =>
    `${businessName} ne vous a pas répondu à temps.\nJ’ai prévenu les personnes qui gèrent ce service.\n${complaint}\nVotre référence : ${reference}`,
  done: ({ reference, businessName }) =>
    `${businessName} a corrigé, comme vous l’avez demandé.\nVotre référence : ${reference}`,
  refused: ({ reference, businessName, reason }) =>
    `${businessName} n’a rien changé : ${reasons[reason]}.\nVous pouvez saisir votre autorité de protection des données, ou le juge.\nVotre référence : ${reference}`,
  restricted: ({ businessName }) =>
    `C’est fait. ${businessName} garde vos données, mais ne s’en sert plus.\nAucun message ne viendra, sauf ici sur vos droits.\nPour lever la pause, écrivez REPRENDRE.`,
  unrestricted: ({ businessName, adsAreStopped }) =>
    `C’est fait. ${businessName} peut à nouveau utiliser vos données.\nPour les mettre en pause, écrivez GELER.${adsAreStopped ? '\nLa publicité reste arrêtée. Pour en recevoir à nouveau, écrivez REPRENDRE.' : ''}`,
};
