/**
 * The menus of online banking, word for word as they stand there, so in Russian in every language. `today` and
 * `older`: the bank changes its cabinet in waves, and a company may still see the one before. Web only: the mobile app
 * has neither.
 * Source: tapi.md §2.2, §2.5, §4.2; for the issue of a token both cabinets are known by the one way through
 * «Интеграции».
 */
export const CABINET_GUIDE = {
  issue: {
    today: ['Интеграции', 'T‑API', 'Выпуск токена'],
    accessesBlock: 'Выберите, к чему будет доступ через API',
    button: 'Выпустить токен',
  },
  revoke: {
    today: [
      'Мой профиль',
      'Безопасность',
      'Настроить',
      'Приложения, у которых есть доступ к данным для входа',
    ],
    older: [
      'Управление профилем',
      'Мой профиль',
      'Безопасность',
      'Приложения, у которых есть доступ к аккаунту',
    ],
    button: 'Удалить доступ',
  },
  certificate: {
    today: ['Интеграции', 'T‑API', 'Выпуск сертификата'],
  },
} as const;

/** The mailbox of the bank's API support: the only contact that the bank publishes for T-API. Source: tapi.md §1. */
export const BANK_SUPPORT_MAIL = 'openapi@tbank.ru';
