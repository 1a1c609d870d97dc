import { type VerifierTexts } from './texts.ts';

export const french: VerifierTexts = {
  verdicts: {
    valid: 'Il a été signé avec une clé de confiance, rien n’y a été modifié, et il figure dans le journal.',
    malformed: 'Ce n’est pas un reçu, ou il a été abîmé en route.',
    algorithm_refused: 'Il n’est pas signé de la seule manière admise. Rien de ce qu’il dit n’est fiable.',
    key_unknown:
      'La clé qu’il nomme n’est pas parmi vos clés de confiance : elle vient d’un autre prestataire, ou elle est inventée.',
    signature_wrong: 'La signature est fausse : il a été modifié après la signature, ou quelqu’un d’autre l’a signé.',
    payload_invalid: 'La signature est juste, mais ce qui a été signé n’est pas un reçu connu de ce vérificateur.',
    not_clean: 'La signature est juste, mais le reçu lui-même ne montre pas que tout a été effacé.',
    log_proof_wrong: 'La signature est juste, mais le reçu n’est pas dans le journal à la place indiquée.',
  },
  claims: {
    claim_matches: 'Oui : ce reçu concerne ce numéro.',
    claim_wrong: 'Non : le secret et le numéro ne correspondent pas à ce reçu.',
    claim_not_in_receipt: 'Ce reçu ne dit rien d’un numéro ou d’un identifiant de ce type.',
  },
  previous: {
    prev_matches: 'C’est bien le reçu précédent.',
    prev_wrong: 'Ce n’est pas le reçu précédent.',
  },
  kinds: {
    live: 'Premier reçu : effacé partout où l’on s’en servait',
    final: 'Reçu final : sauvegardes et anciennes clés ont disparu aussi',
  },
  facts: {
    kind: 'Type',
    reference: 'Référence',
    business: 'Entreprise',
    provider: 'Signé par',
    received: 'Demandé',
    verified: 'Confirmé',
    verification: 'Confirmé par',
    verifiedAbsent: 'Effacé et revérifié',
    backupsBy: 'Sauvegardes disparues au plus tard',
    backupsGone: 'Sauvegardes disparues',
    key: 'Clé',
  },
  verification: {
    'wa-signed-inbound': 'un message WhatsApp de la personne',
    'code-by-template': 'un code sur le téléphone de la personne',
    'code-by-email': 'un code par e-mail',
    'code-in-chat': 'un code dans la même conversation',
    'number-shared-in-chat': 'le numéro, donné dans la conversation',
    'phrase-in-chat': 'une phrase écrite dans la même conversation',
  },
  columns: {
    store: 'Où',
    matched: 'Trouvé',
    deleted: 'Supprimé',
    anonymised: 'Anonymisé',
    retained: 'Conservé',
    residual: 'Restant',
  },
  grounds: {
    legal_duty: 'la loi l’exige',
    legal_claims: 'une affaire juridique en cours',
    fraud_prevention: 'pour prévenir la fraude',
    contract: 'un contrat en cours',
  },
  kept: ({ count, ground, until }) =>
    until === null ? `${count} (${ground})` : `${count} jusqu’au ${until} (${ground})`,
  headings: {
    stores: 'Ce qui a été effacé',
    held: 'Encore là pour peu de temps',
    told: 'Qui a été informé',
    limits: 'Ce qui était hors de portée',
  },
  held: {
    farewell: (until) => `L’adresse pour le dernier message et le secret : jusqu’au ${until} au plus tard`,
    reveal_link: (until) =>
      `Le lien de l’entreprise vers le numéro, pour qu’elle efface ses copies : jusqu’au ${until}`,
  },
  told: {
    staff: 'L’entreprise, sur WhatsApp',
    email: 'L’entreprise, par e-mail',
    webhook: 'Le programme de l’entreprise',
  },
  toldStates: {
    acknowledged: 'a accusé réception',
    told: 'informée',
    pending: 'pas encore, nouvel essai',
    failed: 'échec',
  },
  meta: (by) => `WhatsApp (Meta) supprime ce qu’il détient pour l’entreprise avant le ${by}`,
  limits: {
    'your-phone': 'La conversation sur le téléphone de la personne.',
    'copies-of-the-business': 'Les copies que l’entreprise garde ailleurs.',
    'mentions-by-others': 'Ce que d’autres ont écrit sur la personne.',
    'backups-until-date':
      'Les sauvegardes chiffrées, jusqu’à la date ci-dessus. En restaurer une efface de nouveau la personne.',
    'same-chat-code':
      'Le code est venu dans la même conversation : il montre que qui la tient le voulait, pas qui c’est.',
    'handset-mirrors': 'Un téléphone de l’entreprise affiche la même conversation : le secret a pu y être vu.',
  },
  caution:
    'Un bon reçu rend durable la parole du prestataire : elle ne peut plus être niée ni changée. Il ne parle que de ce prestataire et de cette entreprise, et de l’identité de personne.',
  page: {
    title: 'Vérifier un reçu d’effacement',
    intro: 'Cette page vérifie dans votre navigateur. Rien de ce que vous lui donnez n’en sort.',
    saving: 'Vous pouvez enregistrer cette page et vous en servir sans réseau.',
    language: 'Langue',
    needsScript: 'Cette page a besoin de JavaScript : c’est votre navigateur qui vérifie.',
    noCryptography:
      'Rien ne peut être dit : ce navigateur ne sait pas vérifier les signatures Ed25519. Prenez-en un plus récent (Chrome 137, Firefox 129, Safari 17 ou plus), en https ou depuis une copie enregistrée.',
    receipt: 'Le reçu',
    paste: 'Texte du reçu (trois parties séparées par des points)',
    file: 'Ou choisissez le fichier (.jws)',
    drop: 'Ou déposez le fichier n’importe où sur cette page.',
    check: 'Vérifier',
    nothingGiven: 'Donnez d’abord un reçu : collez son texte ou choisissez son fichier.',
    unreadable: 'Le fichier est illisible.',
    keys: 'Vos clés de confiance',
    keysOfPage: (count) => `Les clés venues avec cette page (${count}).`,
    keysGiven: (count) => `Le jeu de clés que vous avez donné (${count}), et aucun autre.`,
    keysNone:
      'Aucune clé n’est venue avec cette page. Choisissez le jeu de clés du prestataire (son adresse finit par /.well-known/jwks.json).',
    keysFile: 'Prendre un autre jeu de clés (.json)',
    noKeySet: 'Ce n’est pas un jeu de clés.',
    good: 'Le reçu est bon',
    bad: 'Le reçu n’est pas bon',
    unchecked: 'Non vérifié',
    seen: 'Ce qui a été vu',
    claim: 'Est-ce à propos de moi ?',
    claimIntro: 'Avec le secret du dernier message, vous pouvez montrer que ce reçu concerne votre numéro.',
    secret: 'Secret (26 caractères)',
    number: 'Numéro de téléphone avec indicatif du pays',
    claimCheck: 'Vérifier aussi cela',
    previous: 'Le reçu précédent',
    previousFile: 'Choisissez le premier reçu (.jws)',
  },
};
