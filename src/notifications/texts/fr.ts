import { type NoticeTexts } from './texts.ts';

export const french: NoticeTexts = {
  happened: {
    'dsr.verified': 'effacement confirmé',
    'dsr.asked': 'une personne demande autre chose qu’un effacement',
    'dsr.erased': 'données effacées et vérifiées',
    'dsr.closed': 'les sauvegardes ont disparu aussi',
    'dsr.cancelled': 'effacement annulé par la personne',
    'log.head': 'tête du journal d’audit',
    'dsr.resurrection': 'des données effacées ont été retrouvées',
    'budget.spent': 'le budget du jour pour les messages payants est épuisé',
    'breaker.held': 'beaucoup d’effacements à la fois vous attendent',
    'human.requested': 'quelqu’un demande un humain',
    'channel.failed': 'un avis ne vous est pas parvenu',
    'dsr.digest': 'plusieurs avis à la fois',
  },
  channels: { staff: 'WhatsApp vers le téléphone de votre équipe', email: 'e-mail', webhook: 'webhook' },
  grounds: {
    legal_duty: 'la loi l’exige',
    legal_claims: 'une affaire juridique en cours',
    fraud_prevention: 'contre la fraude',
    contract: 'un contrat en cours',
  },
  labels: {
    reference: 'Référence',
    time: 'Heure',
    confirmed: 'Confirmé',
    starts: 'Début de l’effacement',
    due: 'À finir au plus tard le',
    erased: 'Effacé et vérifié',
    receipt: 'Reçu signé',
    head: 'Tête signée',
    stores: 'Où et combien',
    held: 'Encore là pour peu de temps',
    notices: 'Les avis',
  },
  verified: ({ business, confirmedBy }) => [
    confirmedBy === 'slow-path'
      ? `Une personne qui a écrit à ${business} sur WhatsApp a demandé l’effacement de ses données. Aucun code n’a été écrit : pendant sept jours, on pouvait l’arrêter dans la discussion, et personne ne l’a arrêté.`
      : `Une personne qui a écrit à ${business} sur WhatsApp a demandé l’effacement de ses données et l’a confirmé par un code.`,
    'Nous effaçons ce que nous conservons pour vous. Vous n’avez rien à faire pour cela.',
    'Effacez aussi vos propres copies : fichiers clients, commandes, listes d’envoi.',
  ],
  asked: {
    copy: ({ business }) => [
      `Une personne qui a écrit à ${business} sur WhatsApp demande une copie de ses données, et l’a confirmé par un code.`,
      'Nous répondons pour ce que nous gardons pour vous. Vous n’avez rien à faire pour cela.',
      'Répondez aussi pour vos propres fichiers : clients, commandes, envois.',
    ],
    part: ({ business }) => [
      `Une personne qui a écrit à ${business} sur WhatsApp fait effacer une partie de ses données, et l’a confirmé par un code.`,
      'Nous effaçons cette partie de ce que nous gardons pour vous. Le reste est conservé.',
      'Vérifiez si vous en avez des copies.',
    ],
    correction: ({ business }) => [
      `Une personne qui a écrit à ${business} sur WhatsApp dit qu’une information gardée sur elle est fausse.`,
      'Le lien montre qui c’est et ce qui est juste. Vérifiez, puis corrigez ici et dans vos fichiers.',
      'Répondez ensuite avec la référence, par l’API ou via votre prestataire. La personne attend.',
    ],
    restriction: ({ business }) => [
      `Une personne qui a écrit à ${business} sur WhatsApp a fait geler l’usage de ses données.`,
      'Nous ne lui envoyons rien pour vous jusqu’à ce qu’elle lève la pause. Rien n’est effacé.',
      'Faites de même chez vous : pas d’envois, pas d’analyse, pas de partage.',
    ],
    'nothing-held': ({ business }) => [
      `Une personne demande, par votre prestataire, que ${business} efface ses données.`,
      'Nous ne conservons rien sur elle pour vous. Le lien montre qui c’est.',
      'Regardez dans vos propres fichiers : clients, commandes, envois. Puis répondez-lui.',
    ],
    relay: () => [
      'Une personne demande sur votre numéro qu’une entreprise efface ses données.',
      'L’entreprise n’est pas connue ici sous ce nom, ou y traite déjà une autre demande.',
      'Le lien montre laquelle. Transmettez la demande, puis répondez dans la conversation.',
    ],
    mandate: () => [
      'Quelqu’un demande sur votre numéro pour une autre personne : parent, tuteur ou mandataire.',
      'Le lien montre ce qui a été écrit. Vérifiez le mandat et prévenez la personne concernée.',
      'Cela n’efface rien. Répondez ensuite dans la conversation.',
    ],
    logged: () => [
      'Une demande reçue hors du chat, que vous aviez notée, arrive à son terme.',
      'Le lien montre de qui il s’agit. Si la personne ne l’a pas confirmée dans le chat, répondez-lui par le même moyen.',
    ],
    'restriction-lifted': ({ business }) => [
      `La personne a levé la pause. ${business} peut à nouveau utiliser ses données.`,
    ],
  },
  erased: ({ business }) => [
    `Ce que nous conservions pour ${business} sur cette personne est effacé.`,
    'Puis nous avons cherché de nouveau partout. Il ne reste rien, sauf ce qui figure ici.',
  ],
  closed: [
    'Les sauvegardes d’avant l’effacement ont disparu, et les clés de ce temps aussi.',
    'Voici le reçu final. Vous n’avez rien à faire.',
  ],
  logHead: [
    'Cette ligne prouve où en était notre journal d’effacements à ce moment.',
    'Gardez-la, c’est tout. Si quelqu’un réécrit le passé, elle le montre.',
  ],
  cancelled: ['La personne a retiré sa demande. Rien n’est effacé.', 'Vous n’avez rien à faire.'],
  resurrection: [
    'Notre contrôle de nuit a retrouvé des données d’une personne déjà effacée. Elles sont de nouveau effacées et vérifiées.',
    'Vérifiez ce qui alimente ce service : une ancienne liste, un import, un autre système.',
  ],
  budgetSpent: ({ limit }) => [
    `Le budget du jour, ${limit} messages payants aux personnes qui demandent, est épuisé.`,
    'Personne ne perd son droit : elles prennent un chemin plus lent jusqu’à demain. Si ce n’est pas une attaque, augmentez le budget.',
  ],
  breakerHeld: ({ limit }) => [
    `Plus de ${limit} effacements en une heure, ce n’est pas habituel. Le reste vous attend ; rien n’est perdu.`,
    'Si tout va bien, laissez-les continuer : POST /v1/breaker/release, ou demandez à votre prestataire. Au jour 25 ils continuent seuls.',
  ],
  breakerTap: {
    tapIt: 'Si tout va bien, touchez le bouton : ils continuent tous. Au jour 25 ils continuent seuls.',
    button: 'Laisser continuer',
    goesOn: 'Merci. Ce qui attendait continue maintenant.',
    over: 'Rien n’a changé : ce bouton a déjà servi, ou vient d’un ancien message. Prenez le plus récent.',
  },
  human: [
    'Quelqu’un demande à parler à un humain dans votre discussion WhatsApp.',
    'Regardez votre boîte de réception et répondez-lui là-bas.',
  ],
  channelFailed: ({ channel }) => [
    `Nos avis ne vous parviennent pas par ce moyen : ${channel}.`,
    'Nous réessayons pendant trois jours. Vérifiez l’adresse, et qu’elle accepte nos messages.',
  ],
  digest: ({ count }) => [`Il y a eu beaucoup de choses en une heure. Voici donc ${count} avis ensemble.`],
  link: {
    label: 'Voir de qui il s’agit',
    note: ({ until }) =>
      `Le lien marche jusqu’au ${until}. Qui l’a voit de qui il s’agit : ne le donnez qu’à ceux qui traitent cette demande.`,
  },
  storeLine: ({ store, deleted, kept }) =>
    `${store} : effacés ${deleted}${kept === null ? '' : `, gardés ${kept.count} jusqu’au ${kept.until} (${kept.ground})`}`,
  held: {
    farewell: ({ until }) => `l’adresse pour notre dernier message à la personne, au plus tard jusqu’au ${until}`,
    reveal_link: ({ until }) => `le lien vers le numéro de la personne que vous avez reçu, jusqu’au ${until}`,
  },
  footer: ({ business }) => `Envoyé automatiquement pour ${business}. Personne ne lit les réponses à cette adresse.`,
  code: {
    subject: ({ business }) => `Votre code pour ${business}`,
    asked: {
      erasure: ({ business }) => `Sur WhatsApp, vous avez demandé à ${business} d’effacer vos données.`,
      access: ({ business }) => `Vous avez demandé à ${business} sur WhatsApp une copie de vos données.`,
    },
    label: 'Votre code',
    typeIt: ({ minutes }) =>
      `Écrivez-le dans la discussion WhatsApp. Il est valable ${minutes}. Ne le partagez pas. Personne ne vous le demandera.`,
    notYou: {
      erasure: ({ business }) =>
        `Ce n’était pas vous ? Alors écrivez PAS MOI dans la discussion, ou prévenez ${business}. Sans le code, ce n’est pas fini : l’effacement peut commencer après sept jours.`,
      access: () => 'Ce n’était pas vous ? Alors ne faites rien : sans le code, rien ne se passe.',
    },
    footer: 'Envoyé automatiquement. Personne ne lit les réponses à cette adresse.',
  },
  reveal: {
    title: { erasure: 'De qui effacer les données', other: 'De qui il s’agit' },
    intro: {
      erasure: 'Cette personne a demandé l’effacement de ses données. Voici comment la retrouver dans vos fichiers.',
      part: 'Cette personne a fait effacer une partie de ses données ; le reste est conservé. Voici comment la retrouver dans vos fichiers.',
      copy: 'Cette personne demande une copie de ses données. Voici comment la retrouver dans vos fichiers.',
      correction:
        'Cette personne dit qu’une information que vous gardez sur elle est fausse. Voici qui c’est, et ce qui est juste.',
      restriction:
        'Cette personne a fait geler l’usage de ses données. Tout est conservé. Voici comment la retrouver dans vos systèmes.',
      'restriction-lifted':
        'Cette personne a levé la pause : ses données peuvent de nouveau être utilisées. Voici comment la retrouver dans vos systèmes.',
      'nothing-held':
        'Cette personne a demandé, par votre prestataire, l’effacement de ses données. Voici comment la chercher dans vos propres fichiers.',
      relay:
        'Cette personne demande sur votre numéro qu’une entreprise efface ses données. Voici qui c’est, et de quelle entreprise il s’agit.',
      mandate:
        'Cette personne demande sur votre numéro pour quelqu’un d’autre. Voici qui c’est, et ce qui a été écrit.',
      logged: 'Une demande de cette personne, reçue par lettre ou par e-mail, arrive à son terme. Voici qui c’est.',
    },
    until: ({ until }) => `Vous pouvez ouvrir cette page jusqu’au ${until}.`,
    button: 'Afficher',
    kinds: {
      phone: 'Numéro de téléphone',
      bsuid: 'Identifiant WhatsApp',
      parent_bsuid: 'Identifiant WhatsApp (compte parent)',
      username: 'Nom d’utilisateur WhatsApp',
      asked_business: 'Entreprise, telle que nommée',
      asked_about: 'À son sujet',
      asked_mandate: 'Pour qui, et à quel titre',
      correct_name: 'Nom exact',
      correct_email: 'Adresse e-mail exacte',
      correct_other: 'Ce qui est faux, et ce qui est juste',
    },
    careful: {
      erasure: 'Ne vous en servez que pour effacer vos copies. N’écrivez pas à la personne.',
      part: 'Ne vous en servez que pour effacer vos copies de cette partie. Le reste est conservé.',
      other: 'Ne vous en servez que pour cette demande, et pour rien d’autre.',
    },
    incomplete: 'Ce lien n’est pas complet. Ouvrez-le de nouveau depuis notre message.',
    wrongKey: 'Ce lien ne convient pas. Ouvrez-le de nouveau depuis notre message.',
    gone: 'Ce lien n’est plus valable, ou n’a jamais existé.',
    usedUp: 'Ce lien a été ouvert trop souvent. Demandez à votre prestataire, en donnant la référence.',
    unreachable: 'Cela n’a pas marché. Réessayez dans un instant.',
    needsScript: 'Autorisez JavaScript pour cette page : sans lui, la clé du lien ne quitte pas votre navigateur.',
  },
};
