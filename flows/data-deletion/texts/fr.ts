import { type HoldGround } from '../../../src/domain/ground.ts';
import { bullets, dayInWords, inWords } from '../../phrasing.ts';
import { type DeletionTexts, type KeptLine, type StatusGroup } from './texts.ts';

const grounds: Readonly<Record<HoldGround, string>> = {
  legal_duty: 'la loi l’exige',
  legal_claims: 'une affaire juridique en cours',
  fraud_prevention: 'contre la fraude',
  contract: 'votre contrat est en cours',
  identity_doubt: 'pour être sûr que c’est vous',
};

const standing: Readonly<Record<StatusGroup, string>> = {
  'needs-code': 'Elle attend votre code. Rien n’est encore effacé.',
  waiting: 'Elle est confirmée. L’effacement n’a pas encore commencé.',
  'on-hold': 'Elle est en pause. On vous a écrit pourquoi.',
  deleting: 'Vos données sont en train d’être effacées.',
  delayed: 'C’est plus long que prévu. Une équipe s’en occupe.',
  done: 'Vos données sont effacées.',
  ended: 'Elle est terminée. Rien n’a été effacé.',
  'gave-way': 'Elle a laissé place à votre demande de tout effacer.',
};

function kept({ what, ground, until }: KeptLine): string {
  return `${what} : jusqu’au ${dayInWords('fr', until)}, ${grounds[ground]}`;
}

export const french: DeletionTexts = {
  labels: { confirm: 'Oui, effacer', cancel: 'Annuler', resend: 'Nouveau code', notMe: 'Ce n’est pas moi' },
  preview: {
    opening: ({ businessName }) => `Vous pouvez faire effacer vos données chez ${businessName}.`,
    goes: 'Ceci sera effacé :',
    goesAll: 'Tout ce qui vous concerne dans ce service.',
    stays: 'Ceci doit rester pour l’instant :',
    kept,
    outOfReach: 'Je ne peux pas atteindre :',
    outOfReachLines: ({ businessName }) => [
      'cette discussion sur votre téléphone',
      `les copies que ${businessName} garde ailleurs ; on les prévient`,
      'ce que WhatsApp (Meta) conserve, 30 jours au plus',
    ],
    question: ({ wait }) =>
      wait === null
        ? 'On efface ? C’est définitif. Je vous envoie d’abord un code.'
        : `On efface ? C’est définitif. Je vous envoie d’abord un code.\nCela commence ${wait} après le code. Vous pouvez annuler jusque-là.`,
    questionFollows: 'Ma question suit.',
  },
  intentReminder: 'J’efface vos données ? Touchez un bouton, ou écrivez OUI ou ANNULER.',
  nothingDeleted: 'D’accord, j’arrête. Rien n’a été effacé.',
  oneMoment: 'Un instant, je m’en occupe.',
  codeSent: ({ channel, digits, minutes }) =>
    `${channel === 'email' ? 'Je vous ai envoyé un code par e-mail.' : 'Je vous ai envoyé un code.'}\nÉcrivez ici ses ${digits} chiffres. Il est valable ${minutes}.\nNe le partagez pas. Personne ne vous le demandera.`,
  codeExpected: ({ digits }) =>
    digits === null ? 'Écrivez ici le code que vous avez reçu.' : `Écrivez ici les ${digits} chiffres de votre code.`,
  codeExpired: 'Ce code n’est plus valable. En voulez-vous un nouveau ?',
  codeWrong: ({ triesLeft }) =>
    `Ce code n’est pas le bon. ${triesLeft === 1 ? 'Il vous reste un essai.' : `Il vous reste ${triesLeft} essais.`}`,
  codeVoid: 'Ce code ne marche plus. En voulez-vous un nouveau ?',
  identityChanged:
    'Votre numéro ou votre téléphone a changé. Pour vous protéger, l’ancien code ne compte plus.\nJe vous en envoie un nouveau ?',
  notIssued: {
    tooSoon: ({ wait }) => `Un code vient de partir. S’il n’arrive pas, redemandez dans ${wait}.`,
    dailyLimit: ({ wait, reference }) =>
      `C’était le dernier code pour l’instant. Redemandez dans ${wait}.\nVotre demande reste ouverte : ${reference}`,
    noChannel: ({ businessName, reference }) =>
      `Je n’ai aucun moyen de vous envoyer un code. Contactez ${businessName}.\nDonnez cette référence : ${reference}`,
    failed: 'Le code n’a pas pu partir. Rien n’est perdu. Demandez-en un nouveau.',
    unknown: 'Un code est peut-être parti. S’il n’arrive pas, demandez-en un nouveau.',
  },
  locked: ({ wait, reference }) =>
    `Il y a eu trop de codes faux. Pour vous protéger, j’attends ${wait}.\nVotre demande n’est pas perdue : ${reference}\nEnsuite, demandez un nouveau code ici.`,
  lockOver: 'Vous pouvez réessayer maintenant. Je vous envoie un nouveau code ?',
  started: ({ reference }) =>
    `Le code est bon. J’efface vos données.\nVotre référence : ${reference}\nJe vous écris ici quand c’est fini.`,
  startsLater: ({ reference, day }) =>
    `Le code est bon. L’effacement commence le ${day}.\nVotre référence : ${reference}\nD’ici là, vous pouvez écrire ANNULER.`,
  running: ({ reference }) =>
    `L’effacement est en cours. Je vous écris ici quand c’est fini.\nVotre référence : ${reference}\nÉcrivez STATUT pour savoir où il en est.`,
  cancelling: 'J’arrête tout. Un instant.',
  cancelled: ({ reference }) => `Votre demande est annulée. Rien n’a été effacé.\nRéférence : ${reference}`,
  cancelledNotMe: ({ reference }) =>
    `Merci de me l’avoir dit. J’ai arrêté la demande. Rien n’a été effacé.\nNe donnez jamais un code à quelqu’un.\nRéférence : ${reference}`,
  cannotCancel: ({ reference }) =>
    `Il est trop tard pour arrêter. Vos données sont déjà en train d’être effacées.\nVotre référence : ${reference}`,
  status: ({ reference, group, day, instead = null }) =>
    `Demande ${reference}\n${instead ?? standing[group]}${day === null || group === 'done' || group === 'ended' ? '' : `\nPrévu au plus tard le ${day}.`}`,
  doneButKept: ({ reference }) => `Demande ${reference}\nVos données sont effacées, sauf ce qui doit rester.`,
  phraseWords: 'EFFACER MES DONNÉES',
  phraseMessage: ({ phrase, minutes }) =>
    `Pour confirmer, écrivez ici ces mots et ces chiffres :\n${phrase}\nIls sont valables ${inWords('fr', 'minute', minutes)}. Ce n’était pas vous ? Écrivez PAS MOI.`,
  phraseExpected: 'Écrivez les mots avec leurs chiffres, comme dans mon message.',
  numberNeeded:
    'Je ne peux envoyer un code qu’à votre numéro, et je ne le vois pas.\nTouchez le bouton ci-dessous pour me le donner.\nOu écrivez ANNULER. Alors rien n’est effacé.',
  codeMessage: ({ code, minutes }) =>
    `Votre code pour effacer vos données : ${code}\nÉcrivez-le ici. Il est valable ${inWords('fr', 'minute', minutes)}.\nNe le partagez pas. Ce n’était pas vous ? Écrivez PAS MOI.`,
  progress: () => 'L’effacement continue. C’est un peu plus long. Je vous écris quand c’est fini.',
  paused: ({ reference, ground, day }) =>
    `La demande ${reference} est en pause : ${grounds[ground]}.\nElle reprend seule le ${day}, ou avant.\nVous n’avez rien à faire. Une question ? Écrivez HUMAIN.`,
  blocked: ({ reference }) =>
    `L’effacement est plus long que prévu. Une équipe regarde maintenant.\nVous n’avez rien à faire.\nVotre référence : ${reference}`,
  farewell: ({ reference, businessName, erased, kept: keptLines, receipt }) =>
    [
      `C’est fait. ${businessName} a effacé vos données, et nous avons vérifié.`,
      ...(erased.length === 0 ? [] : [`\nEffacé :\n${bullets(erased)}`]),
      ...(keptLines.length === 0 ? [] : [`\nGardé pour l’instant :\n${bullets(keptLines.map(kept))}`]),
      `\nVotre référence : ${reference}`,
      `\nVotre reçu signé, que chacun peut vérifier : ${receipt.url}`,
      receipt.isMirrored
        ? `Votre secret pour ce reçu : ${receipt.claimSecret}\nIl montre que le reçu est à vous. L’entreprise voit aussi cette discussion sur son téléphone.`
        : `Votre secret pour ce reçu : ${receipt.claimSecret}\nVous seul l’avez. Il montre que le reçu est à vous.`,
      `La discussion sur votre téléphone, vous pouvez l’effacer vous-même. Prenez soin de vous !`,
    ].join('\n'),
};
