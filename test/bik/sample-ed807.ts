/** Writes a file of the Bank of Russia's directory as windows-1251, the way that it comes. */
export function ed807Bytes(xml: string): Uint8Array {
  return Uint8Array.from(xml, (sign) => {
    const code = sign.codePointAt(0) ?? 0;
    if (code < 0x80) return code;
    if (code >= 0x410 && code <= 0x44f) return code - 0x410 + 0xc0;
    const byte = { Ё: 0xa8, ё: 0xb8, '№': 0xb9, '«': 0xab, '»': 0xbb }[sign];
    if (byte === undefined) throw new Error(`no byte for ${sign}`);
    return byte;
  });
}

export const TBANK = `<BICDirectoryEntry BIC="044525974">
  <ParticipantInfo NameP="АО &quot;ТБанк&quot;" RegN="2673" CntrCd="RU" Rgn="45" Ind="127287" Tnp="г" Nnp="Москва"
    DateIn="1994-01-28" PtType="20" Srvcs="5" XchType="1" UID="4525974000" ParticipantStatus="PSAC"/>
  <SWBICS SWBIC="TICSRUMMXXX" DefaultSWBIC="1"/>
  <Accounts Account="30101810145250000974" RegulationAccountType="CRSA" CK="00" AccountCBRBIC="044525000"
    DateIn="2011-02-01" AccountStatus="ACAC"/>
</BICDirectoryEntry>`;

export const RESTRICTED = `<BICDirectoryEntry BIC="044525378">
  <ParticipantInfo NameP="КУ ООО КБ «Пример» - ГК АСВ" Tnp="г" Nnp="Москва" PtType="90" ParticipantStatus="PSDL" DateOut="2026-12-15">
    <RstrList Rstr="URRS" RstrDate="2026-01-20"/><RstrList Rstr="LWRS"/>
  </ParticipantInfo>
  <Accounts Account="30101810945250000999" RegulationAccountType="CRSA" AccountStatus="ACDL"/>
  <Accounts Account="30101810945250000378" RegulationAccountType="CRSA" AccountStatus="ACAC">
    <AccRstrList AccRstr="SDRS" AccRstrDate="2026-02-01"/>
  </Accounts>
</BICDirectoryEntry>`;

export const TREASURY = `<BICDirectoryEntry BIC="017003983">
  <ParticipantInfo NameP="ОТДЕЛЕНИЕ ТУЛА БАНКА РОССИИ//УФК по Тульской области" Tnp="г" Nnp="Тула" PtType="52" ParticipantStatus="PSAC"/>
  <Accounts Account="40102810445370000059" RegulationAccountType="UTRA" AccountStatus="ACAC"/>
</BICDirectoryEntry>`;

/** A whole file with these entries. */
export function ed807(
  entries: string = TBANK + RESTRICTED + TREASURY,
  head = 'EDNo="1" EDDate="2026-11-19" BusinessDay="2026-11-20" InfoTypeCode="FIRR"',
): string {
  return (
    '<?xml version="1.0" encoding="WINDOWS-1251"?>\r\n' +
    `<ED807 xmlns="urn:cbr-ru:ed:v2.0" ${head} EDAuthor="4583001999">${entries}</ED807>`
  );
}
