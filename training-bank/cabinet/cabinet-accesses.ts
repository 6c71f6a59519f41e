/** An access as it is ticked in the cabinet. `{inn}` and `{kpp}` stand for the company's. */
export interface CabinetAccess {
  /** What the token carries: the string, or the name where no string is public. */
  readonly access: string;
  readonly name: string;
}

const ofCompany = 'компании с ИНН {inn} и КПП {kpp}';

/** What can be ticked, in the groups of the cabinet. Source: tapi.md §3. */
export const cabinetAccesses: readonly {
  readonly group: string;
  readonly accesses: readonly CabinetAccess[];
}[] = [
  {
    group: 'T-Business ID',
    accesses: [{ access: 'company-info/get', name: 'Информация о компании' }],
  },
  {
    group: 'Счета и выписки',
    accesses: [
      { access: 'bank-accounts/get', name: `Информация о счетах ${ofCompany}` },
      { access: 'bank-statements/get', name: `Информация об операциях ${ofCompany}` },
    ],
  },
  {
    group: 'Платежи',
    accesses: [
      { access: 'payments/draft/create', name: `Создание черновиков платежей в ${ofCompany}` },
      {
        access: 'Получение списка статусов платежных документов',
        name: 'Получение списка статусов платежных документов',
      },
      {
        access: 'payments/rub-pay',
        name: `Совершение платежей с рублевого расчетного счета ${ofCompany}`,
      },
      {
        access: 'payments/cards-pay',
        name: `Совершение платежей физическим лицам с рублевого расчетного счета ${ofCompany} на карту Т-Банка`,
      },
      {
        access: 'payments/payment-registry',
        name: 'Оплата подписанных платежных реестров сотрудников или самозанятых',
      },
    ],
  },
  {
    group: 'Сотрудники и самозанятые',
    accesses: [
      {
        access: 'salary/payment-registry/manage',
        name: `Добавление и получение информации о платежных реестрах ${ofCompany}`,
      },
      {
        access: 'self-employed/recipients/manage',
        name: `Добавление и получение информации о самозанятых ${ofCompany}`,
      },
    ],
  },
  {
    group: 'Счета на оплату и карты',
    accesses: [
      {
        access: 'invoice/submit',
        name: `Создание, отправка счета на оплату и получение его информации в ${ofCompany}`,
      },
      { access: 'card/limit/get', name: 'Получение информации о лимитах и остатках по картам компании' },
      { access: 'card/limit/set', name: 'Изменение лимитов по картам компании' },
    ],
  },
];
