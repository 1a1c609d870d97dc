import { type RefusalGround } from '../../../src/domain/ground.ts';
import { type Right } from '../../../src/domain/request.ts';
import { type ProtectionTexts } from './texts.ts';

const grounds: Readonly<Record<RefusalGround, string>> = {
  legal_duty: 'La loi oblige à garder ces données.',
  legal_claims: 'Ces données servent à une affaire juridique en cours.',
  fraud_prevention: 'Ces données servent à empêcher la fraude.',
  contract: 'Votre contrat est toujours en cours.',
  unfounded: 'Elle dit que la demande est sans fondement.',
  excessive: 'Elle dit que vous avez demandé trop souvent.',
  not_the_person: 'Elle n’est pas sûre que ce soit vous.',
};

const nothing: Readonly<Record<Right, string>> = {
  erasure: 'Rien n’a été effacé.',
  access: 'Aucune copie n’a été faite.',
};

export const french: ProtectionTexts = {
  why: {
    'slow-path': 'J’attends une semaine, car aucun code n’a été écrit.',
    'not-me': 'J’attends, car quelqu’un a écrit d’ici que ce n’était pas lui.',
    'key-changed': 'J’attends, car WhatsApp est nouveau sur ce téléphone.',
    'name-changed': 'J’attends, car votre numéro a changé il y a peu.',
    'rival-request': 'J’attends, car quelqu’un d’autre a demandé avec le même numéro.',
    'failed-codes': 'J’attends, car beaucoup de codes faux ont été écrits.',
    'first-contact': 'J’attends, car vous venez d’écrire ici pour la première fois.',
    'no-baseline': 'J’attends, car je ne sais pas encore si ce téléphone est le vôtre.',
    'chat-code': 'J’attends, car le code est venu dans cette même discussion.',
  },
  startsLater: ({ reference, day, why }) =>
    `Le code est bon. L’effacement commence le ${day}.\n${why}\nD’ici là, vous pouvez écrire ANNULER.\nVotre référence : ${reference}`,
  waiting: ({ reference, day }) =>
    `Vos données seront effacées le ${day}.\nCe n’était pas vous, ou vous changez d’avis ? Écrivez ANNULER.\nVotre référence : ${reference}`,
  waitingLine: ({ day }) => `Vos données seront effacées le ${day}. Écrivez ANNULER pour arrêter.`,
  noCode: {
    budget: ({ reference }) =>
      `Je ne peux pas envoyer de code en ce moment.\nVotre demande n’est pas perdue : ${reference}`,
    'no-channel': ({ reference }) =>
      `Je n’ai aucun moyen de vous envoyer un code.\nVotre demande n’est pas perdue : ${reference}`,
    'no-number': ({ reference }) => `Votre numéro reste caché.\nVotre demande n’est pas perdue : ${reference}`,
  },
  withoutNumber: {
    hint: 'Vous préférez le garder pour vous ? Écrivez NON. Cela marche aussi sans, mais plus lentement.',
    offer:
      'Pas de souci. Je peux effacer sans votre numéro, mais cela prend une semaine.\nJe vous le rappelle chaque jour, et ANNULER arrête tout.\nDonner votre numéro ci-dessus est plus rapide. Voulez-vous plutôt attendre une semaine ?',
    wait: 'Attendre une semaine',
  },
  slowPath: ({ day }) =>
    `Cela marche aussi sans code, mais plus lentement. L’effacement commence le ${day}.\nJe vous le rappelle chaque jour. Écrivez ANNULER pour arrêter.`,
  slowOver: ({ reference }) =>
    `La semaine est passée et personne n’a annulé. J’efface vos données.\nVotre référence : ${reference}`,
  slowOverLine: 'La semaine est passée et personne n’a annulé. Vos données sont en train d’être effacées.',
  slowOverLater: ({ reference, day }) =>
    `La semaine est passée et personne n’a annulé. L’effacement commence le ${day}.\nD’ici là, vous pouvez écrire ANNULER.\nVotre référence : ${reference}`,
  slowOverLaterLine: ({ day }) =>
    `La semaine est passée. L’effacement commence le ${day}. Écrivez ANNULER pour arrêter.`,
  heldUp: ({ reference }) =>
    `Beaucoup de gens ont demandé en même temps : une équipe regarde d’abord.\nVotre demande n’est pas perdue, elle continue toute seule.\nVous pouvez encore écrire ANNULER.\nVotre référence : ${reference}`,
  heldUpLine: 'Beaucoup de gens ont demandé en même temps : c’est un peu plus long.',
  extended: ({ reference, day, because, complaint }) =>
    `Votre demande prend plus d’un mois. Ce sera fait au plus tard le ${day}.\n${because === 'complex' ? 'La raison : le cas est difficile.' : 'La raison : il y a beaucoup de demandes.'}\n${complaint}\nVotre référence : ${reference}`,
  extendedLine: ({ day }) => `Votre demande prend plus d’un mois. Ce sera fait au plus tard le ${day}.`,
  refused: ({ reference, right, businessName, ground, words, complaint }) =>
    `L’entreprise ${businessName} a refusé votre demande. ${nothing[right]}\n${grounds[ground]}${words === null ? '' : `\nSes mots : ${words}`}\n${complaint}\nVotre référence : ${reference}`,
  refusedLine: 'Votre demande a été refusée. Écrivez ici pour lire pourquoi, et que faire.',
  farewellLine: ({ url, claimSecret }) =>
    `Vos données sont effacées, et nous avons vérifié. Reçu : ${url} Secret pour ce reçu : ${claimSecret}`,
  logged: {
    erasure: ({ businessName, day }) =>
      `${businessName} a reçu une demande en votre nom, le ${day}.\nFaut-il effacer vos données ? Écrivez ici SUPPRIMER et confirmez.\nSi vous ne le demandez pas ici, rien n’est effacé. Ce n’est pas vous ? Ne faites rien.`,
    access: ({ businessName, day }) =>
      `${businessName} a reçu une demande en votre nom, le ${day}.\nVoulez-vous une copie ? Écrivez ici : envoyez-moi mes données. Vous recevez d’abord un code.\nCe n’est pas vous ? Ne faites rien.`,
  },
  loggedBesides: ({ businessName, day }) => `${businessName} a reçu une demande en votre nom, le ${day}.`,
  loggedLine:
    'Une demande est arrivée en votre nom. Écrivez ici pour la confirmer. Ce n’est pas vous ? Ne faites rien.',
  loggedStanding: ({ reference, day }) => `Demande ${reference}\nRéponse due le ${day}.`,
  complaint: ({ authority }) =>
    `${authority === null ? 'Vous pouvez vous plaindre auprès de l’autorité de protection des données de votre pays.' : `Vous pouvez vous plaindre auprès de : ${authority.name}, ${authority.site}`}\nVous pouvez aussi aller en justice.`,
};
