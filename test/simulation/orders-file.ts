import { LocalDate } from '../../contract/values/dates.ts';
import { checkExchangeFile, type CheckedFile } from '../../main/domain/onec/check-file.ts';

/** One order of the file. Accounts and INN are those of tapi.md §8.1. */
function order(number: number, amount: string, purpose: string): string {
  return `СекцияДокумент=Платежное поручение
Номер=${number}
Дата=30.11.2026
Сумма=${amount}
ПлательщикСчет=40702810500000000001
ПлательщикИНН=9999000006
ПлательщикКПП=999901001
Плательщик1=ООО "Пример"
ПлательщикРасчСчет=40702810500000000001
ПлательщикБанк1=АО "ТБанк"
ПлательщикБИК=044525974
ПлательщикКорсчет=30101810145250000974
ПолучательСчет=40802810700000000002
ПолучательИНН=9999000006
ПолучательКПП=999901001
Получатель1=ООО "Поставщик"
ПолучательРасчСчет=40802810700000000002
ПолучательБанк1=АО "ТБанк"
ПолучательБИК=044525974
ПолучательКорсчет=30101810145250000974
ВидОплаты=01
Очередность=5
НазначениеПлатежа=${purpose}
КонецДокумента
`;
}

/** A file of 1C with three orders, two of which say the same and are meant to be two. */
export function readOrders(): CheckedFile {
  const text = `1CClientBankExchange
ВерсияФормата=1.03
Кодировка=UTF-8
Отправитель=Бухгалтерия предприятия, редакция 3.0
Получатель=
ДатаСоздания=30.11.2026
ВремяСоздания=10:15:00
ДатаНачала=30.11.2026
ДатаКонца=30.11.2026
РасчСчет=40702810500000000001
Документ=Платежное поручение
${order(214, '1220.00', 'Оплата по счету 17 от 20.11.2026. НДС не облагается')}${order(215, '300.00', 'Доставка воды. НДС не облагается')}${order(216, '300.00', 'Доставка воды. НДС не облагается')}КонецФайла
`;
  const file = checkExchangeFile(new TextEncoder().encode(text), LocalDate.parse('2026-11-30'));
  if (file === null) throw new Error('this is no file of 1C');
  return file;
}
