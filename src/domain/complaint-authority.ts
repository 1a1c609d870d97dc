/** Who hears complaints about personal data in a country. */
export interface ComplaintAuthority {
  readonly name: string;
  readonly site: string;
}

/**
 * By the country code of the phone, longest first. Sources: the authorities' own sites; list of the European Data Protection
 * Board and of the Global Privacy Assembly. Countries without one, or with several (+1), are left out on purpose.
 */
const authorities: Readonly<Record<string, ComplaintAuthority>> = {
  '20': { name: 'PDPC', site: 'mcit.gov.eg' },
  '212': { name: 'CNDP', site: 'www.cndp.ma' },
  '213': { name: 'ANPDP', site: 'anpdp.dz' },
  '216': { name: 'INPDP', site: 'www.inpdp.tn' },
  '221': { name: 'CDP', site: 'www.cdp.sn' },
  '225': { name: 'ARTCI', site: 'www.artci.ci' },
  '234': { name: 'NDPC', site: 'ndpc.gov.ng' },
  '254': { name: 'ODPC', site: 'www.odpc.go.ke' },
  '27': { name: 'Information Regulator', site: 'inforegulator.org.za' },
  '30': { name: 'HDPA', site: 'www.dpa.gr' },
  '31': { name: 'Autoriteit Persoonsgegevens', site: 'autoriteitpersoonsgegevens.nl' },
  '32': { name: 'APD-GBA', site: 'www.autoriteprotectiondonnees.be' },
  '33': { name: 'CNIL', site: 'www.cnil.fr' },
  '34': { name: 'AEPD', site: 'www.aepd.es' },
  '351': { name: 'CNPD', site: 'www.cnpd.pt' },
  '352': { name: 'CNPD', site: 'cnpd.public.lu' },
  '353': { name: 'DPC', site: 'www.dataprotection.ie' },
  '358': { name: 'Tietosuojavaltuutettu', site: 'tietosuoja.fi' },
  '39': { name: 'Garante Privacy', site: 'www.garanteprivacy.it' },
  '40': { name: 'ANSPDCP', site: 'www.dataprotection.ro' },
  '41': { name: 'EDÖB', site: 'www.edoeb.admin.ch' },
  '420': { name: 'ÚOOÚ', site: 'www.uoou.cz' },
  '43': { name: 'DSB', site: 'www.dsb.gv.at' },
  '44': { name: 'ICO', site: 'ico.org.uk' },
  '45': { name: 'Datatilsynet', site: 'www.datatilsynet.dk' },
  '46': { name: 'IMY', site: 'www.imy.se' },
  '47': { name: 'Datatilsynet', site: 'www.datatilsynet.no' },
  '48': { name: 'UODO', site: 'uodo.gov.pl' },
  '49': { name: 'BfDI', site: 'www.bfdi.bund.de' },
  '51': { name: 'ANPD', site: 'www.gob.pe/anpd' },
  '54': { name: 'AAIP', site: 'www.argentina.gob.ar/aaip' },
  '55': { name: 'ANPD', site: 'www.gov.br/anpd' },
  '57': { name: 'SIC', site: 'www.sic.gov.co' },
  '598': { name: 'URCDP', site: 'www.gub.uy/urcdp' },
};

/** `null`: not known which one, also without a phone. @param phone digits with the country code. */
export function complaintAuthorityOf(phone: string | null): ComplaintAuthority | null {
  if (phone === null) return null;
  for (const length of [3, 2]) {
    const code = phone.slice(0, length);
    if (Object.hasOwn(authorities, code)) return authorities[code] ?? null;
  }
  return null;
}
