import { z } from 'zod';

/** Who can put it right: the person at the screen, the director, the bank, or only we. */
type Fixer = 'person' | 'director' | 'bank' | 'us';

/** Whether money may have moved: never, possibly, or nothing to do with money. */
type MoneyMoved = 'no' | 'maybe';

interface CodeFacts {
  readonly meaning: string;
  readonly fixer: Fixer;
  readonly mayRetry: boolean;
  readonly moneyMoved: MoneyMoved;
}

function code(meaning: string, fixer: Fixer, mayRetry = false, moneyMoved: MoneyMoved = 'no'): CodeFacts {
  return { meaning, fixer, mayRetry, moneyMoved };
}

/**
 * The closed list of error codes. Texts for people are in `renderer/i18n/*\/errors.json`; a test keeps both complete.
 */
export const ERROR_CODES = {
  internal: code('a bug of ours; details are in the log under the incident id', 'us'),
  'bad-request': code('the call did not have the agreed shape', 'us'),
  'not-found': code('the object named does not exist here', 'person'),
  'stale-revision': code('the object was changed since it was read', 'person', true),
  'cancelled-by-person': code('the person closed the prompt', 'person', true),
  'vault-locked': code('the vault is locked', 'person', true),
  'not-entitled': code('this role may not do that', 'director'),

  'keychain-locked': code('the keychain of the operating system is locked', 'person', true),
  'keychain-denied': code('the keychain refused, or the person refused it', 'person', true),
  'keychain-unavailable': code('there is no keychain service', 'person', true),
  'keychain-timeout': code('nobody answered the prompt of the keychain', 'person', true),
  'keychain-corrupt': code('the keychain gave back something damaged', 'person'),
  'secret-missing': code('the keychain has no such secret any more', 'person'),
  'secret-changed': code('the secret in the keychain is not the one that was stored', 'person'),

  'store-corrupt': code('the file of the vault is damaged', 'person'),
  'store-in-use': code('another process holds the file of the vault', 'person', true),
  'store-full': code('there is no space left on the disk', 'person', true),
  'store-io': code('the disk refused to read or write', 'person', true),
  'store-too-new': code('the file of the vault was made by a newer version', 'person'),
  'store-key-wrong': code('the key in the keychain does not open this vault', 'person'),
  'director-lost': code('the journal knows a director whose record is gone', 'person'),
  'store-gone': code('the keychain knows this vault, its file is not there', 'person'),
  'store-read-only': code('the vault is open for reading only', 'person'),
  'open-for-reading': code('the vault was opened by the spare key, for reading only', 'person'),
  'spare-key-damaged': code('the file of the spare key is damaged', 'person'),

  'journal-broken': code('a line of the journal is not as it was written', 'person'),

  'backup-not-one': code('the file is no backup of this program', 'person'),
  'backup-damaged': code('the backup is damaged, cut, or not what the program wrote', 'person'),
  'backup-too-new': code('the backup was made by a newer version', 'person'),
  'backup-folder-gone': code('the folder of the backups cannot be reached', 'person', true),
  'backup-not-set': code('no folder and no passphrase were chosen for backups', 'person'),
  'backup-vault-in-use': code('the vault here works; a backup does not take its place', 'person'),
  'vault-left': code('people have moved to another computer; nothing is paid from here', 'director'),

  'bank-token-dead': code('401: the token is unknown to the bank, lapsed or revoked', 'director'),
  'bank-ip-not-listed': code('403: the call came from an address that is not in the token', 'director'),
  'bank-access-missing': code('403: the token lacks the access for this call', 'director'),
  'bank-company-changed': code('403: the company is not known by this INN and KPP', 'director'),
  'bank-forbidden': code('403 with no known reason', 'director'),
  'bank-rate': code('429: too many calls', 'bank', true),
  'bank-refused-shape': code('400: the bank did not accept the form of the request', 'us'),
  'bank-refused': code('422: the bank understood and refused', 'person'),
  'bank-not-found': code('404: the bank does not know the object', 'person'),
  'bank-down': code('5xx: the bank failed', 'bank', true, 'maybe'),
  'bank-unreadable': code('the answer of the bank cannot be read', 'bank', true, 'maybe'),
  'bank-unreachable': code('no connection was made; nothing was sent', 'person', true),
  'bank-timeout': code('the bank did not answer in time', 'bank', true, 'maybe'),
  'bank-connection-lost': code('the connection broke before the answer', 'bank', true, 'maybe'),
  'bank-redirect': code('the bank answered with a redirect, which is refused', 'us', false, 'maybe'),
  'bank-authority-unknown': code(
    'the server proved itself by an authority that is not pinned; no call passes',
    'director',
  ),
  'tls-untrusted': code('the chain of the server is not trusted', 'person'),
  'client-certificate-missing': code('the bank wants a client certificate', 'person'),
  'client-certificate-expired': code('the client certificate is out of its dates', 'director'),
  'client-certificate-not-bound': code('the certificate is not the one linked with the token', 'director'),

  'token-malformed': code('what was pasted cannot be a token', 'person'),
  'token-several': code('two different tokens were pasted at once', 'person'),
  'token-unusual': code(
    'what was pasted has not the usual form of a token; the same again is kept',
    'person',
  ),
  'token-duplicate': code('this token is stored already', 'person'),
  'token-none-fits': code('no stored token may do this', 'director'),
  'token-frozen': code('the token is frozen because its secret was changed from outside', 'director'),
  'token-sealed': code(
    'only the passphrase of the director to whom it is sealed opens the token',
    'director',
  ),
  'token-sealing': code('the token cannot be sealed or unsealed as it is', 'person'),
  'token-moving': code("the token is on its way to a director's computer and out of use here", 'person'),
  'token-not-movable': code('the token cannot be moved as it is; details say why', 'person'),
  'token-file': code('the file is no token or receipt that can be taken in here; details say why', 'person'),
  'token-not-the-same': code('the text is not the one that this record was made with', 'person', true),
  'token-belongs-elsewhere': code('the bank says that the token is of another company', 'person'),

  'token-addresses': code(
    'the list of addresses is not one the bank takes; details name the first wrong one',
    'person',
  ),
  'token-letter-missing': code(
    'the letter that switches the check of addresses off is not recorded',
    'person',
  ),
  'token-access-foreign': code('an access string names the INN and KPP of another company', 'person'),
  'keep-alive-impossible': code('the token has no harmless reading call, or does not live by use', 'person'),
  'sighting-future': code('a use cannot lie in the future or before the issue', 'person'),
  'standing-invalid': code('what was told of the company does not hold together', 'person'),
  'standing-known': code('this is recorded already', 'person'),
  'calendar-empty': code('there is no date to put into a calendar', 'person'),

  'print-overflow': code('a text does not fit into its field on paper, even in the smallest size', 'person'),
  'print-character': code('a text holds a character that the printed font does not have', 'person'),

  'invoice-no-code': code('there is no QR code of an invoice on the picture', 'person'),
  'invoice-large': code('the picture is larger than this app reads', 'person'),
  'statement-incomplete': code('days or a balance of the period were never read', 'person'),
  'statement-doubtful': code('the bank’s balances and its operations do not add up', 'bank'),
  'template-many': code('there are as many templates as are kept', 'person'),
  'orders-large': code('the exchange file that was chosen is larger than this app reads', 'person'),
  'orders-unreadable': code('the exchange file that was chosen cannot be read from the disk', 'person', true),
  'orders-not-exchange-file': code('the file that was chosen is no exchange file of 1C', 'person'),
  'payee-reason': code('a payee that nobody may pay needs a reason', 'person'),
  'payees-same': code('a payee cannot be merged into itself', 'person'),
  'call-back-incomplete': code('the record of a call lacks something; details name it', 'person'),
  'bank-directory-large': code('the directory of banks is larger than this app reads', 'person'),
  'bank-directory-unreadable': code('the file is no whole directory of banks, or it is damaged', 'person'),
  'bank-directory-partial': code('the file has only changes of the directory of banks', 'person'),
  'bank-directory-older': code('the vault has a newer directory of banks', 'person'),
  'sheet-large': code('the table that was chosen is larger than this app reads', 'person'),
  'sheet-unreadable': code('the table that was chosen cannot be read from the disk', 'person', true),
  'sheet-not-text': code('the file that was chosen is no table in text form', 'person'),
  'sheet-broken': code('the quotes of the table do not match', 'person'),
  'sheet-empty': code('the table has no row below its heading', 'person'),
  'sheet-many-rows': code('the table has more rows than this app reads at once', 'person'),
  'sheet-nothing': code('no row of the table can be kept', 'person'),

  'certificate-unreadable': code('the file is not a certificate that we can read', 'person'),
  'certificate-duplicate': code('this certificate is stored already', 'person'),
  'certificate-none': code('no certificate fits this token', 'director'),
  'certificate-files-many': code('too many files were given at once', 'person'),
  'certificate-file-large': code('a file is larger than a certificate or key can be', 'person'),
  'certificate-file-empty': code('a file is empty', 'person'),
  'certificate-file-not-plain': code('a folder, a link or a device was given instead of a file', 'person'),
  'certificate-file-unreadable': code('a file could not be opened', 'person'),
  'certificate-page': code('a web page was given instead of a certificate', 'person'),
  'certificate-request-given': code(
    'a request for a certificate was given instead of a certificate',
    'person',
  ),
  'certificate-missing': code('a private key was given without its certificate', 'person'),
  'certificate-gost': code('the key is a GOST one, which TLS of this program cannot use', 'person'),
  'certificate-cipher': code('the container is locked by a cipher that the program does not know', 'person'),
  'certificate-costly': code('the container asks for more work than a certificate can need', 'person'),
  'certificate-draft-gone': code('the files that were read are no longer held', 'person'),
  'certificate-request-wrong': code(
    'the fields of the request for a certificate are wrong; details name the first',
    'person',
  ),
  'certificate-request-waiting': code('the key of this request still waits for its certificate', 'person'),
  'certificate-state': code('the certificate is retired already, or its key is gone', 'person'),
  'certificate-in-use': code('a living token works with this certificate', 'person'),
  'key-missing': code('a certificate was given without its private key', 'person'),
  'authority-unreadable': code('the file holds no root certificate that we can read', 'person'),
  'authority-not-root': code('the file holds a certificate that is no root', 'person'),
  'authority-several': code('the file holds several roots', 'person'),
  'authority-out-of-dates': code('the root is out of its dates', 'person'),
  'authority-duplicate': code('this root is trusted already', 'person'),
  'authority-gone': code('the server no longer shows the authority that was to be confirmed', 'person'),
  'key-unreadable': code('the file is not a private key that we can read', 'person'),
  'key-mismatch': code('the private key does not belong to the certificate', 'person'),

  'passphrase-wrong': code('the passphrase does not open the key', 'person', true),
  'passphrase-weak': code('the passphrase is too short', 'person', true),
  'passphrase-guessable': code('the passphrase is easily guessed', 'person', true),
  'passphrase-delay': code('too many wrong passphrases; wait before the next', 'person', true),
  'director-required': code('only a director may do that', 'director'),
  'person-duplicate': code('a person of this name is there already', 'person'),
  'company-duplicate': code('this company is there already', 'person'),
  'company-invalid': code('the details of the company do not hold together', 'person'),
  'environment-unknown': code('the environment of this company is not available', 'person'),

  'payment-invalid': code('fields of the payment are wrong; details name the first', 'person'),
  'payment-state': code('a payment in this state cannot do that', 'person'),
  'payment-needs-approval': code('the rules ask for an approval first', 'director'),
  'payment-refused-by-rules': code('the rules refuse the payment', 'director'),
  'payment-changed-since-approval': code('something changed since the approval; it is void', 'director'),
  'payment-outcome-unknown': code(
    'the bank did not answer; the payment may have been made',
    'bank',
    false,
    'maybe',
  ),
  'payment-no-money': code('the balance is too small', 'person'),
  'payment-account-missing': code('the bank does not show the paying account', 'person'),
  'approval-own-payment': code('nobody approves what he prepared', 'director'),
  'approval-given': code('the person has approved this payment already', 'director'),
  'approval-list-large': code('the answers of a list do not fit into one signed file', 'director'),
  'approval-list-twice': code('two payments of a list are one and the same order', 'director'),
  'approval-needs-answers': code('warnings have to be answered with a reason', 'director'),
  'payment-sent-elsewhere': code('the computer of another member sends this payment', 'person'),
  'payment-sent-already': code('the same order has been sent to the bank', 'person'),
  'request-unsigned': code('the request of the payment is not signed yet', 'person', true),
  'not-a-member': code('the person is no valid member of the organization', 'director'),
  'text-not-plain': code('a text has characters that two people could read in two ways', 'person'),
  'folder-unusable': code('the shared folder cannot be read or written', 'person', true),
  'policy-invalid': code('the rules contradict themselves', 'director'),
  'policy-too-few-directors': code('the rules ask for more directors than the company has', 'director'),
  'policy-signers': code('more directors have to sign the change of the rules', 'director'),
  'card-text': code('the name of a member holds signs that cannot be signed', 'person'),
  'card-unreadable': code('the file is no member card, or it was changed', 'person'),
  'organization-known': code('the company is an organization already', 'person'),
  'organization-unknown': code('the company is no organization on this computer', 'director'),
  'organization-other': code('another organization counts for this company here', 'director'),
  'organization-other-company': code('the documents are those of another company', 'person'),
  'organization-documents': code('no document of the organization holds', 'director'),
  'organization-directors': code('too few directors would be left to sign a change', 'director'),
  'organization-text': code('a name or a text holds signs that cannot be signed', 'person'),
  'organization-member-known': code('a member of this name or key is there already', 'director'),
  'organization-file': code('the file is not for the people of this computer, or it was changed', 'director'),
  'organization-not-member': code('nobody of this computer belongs to the organization', 'director'),
  'organization-change': code('the change does not follow the documents that count now', 'director'),
  'organization-behind': code('newer documents of the organization are missing here', 'director'),
  'organization-forked': code('several versions of the documents are signed, and none holds yet', 'director'),
  'recovery-wrong': code('the recovery file is not the one that the organization names', 'director'),
  'training-only': code('this works only with the training bank', 'person'),

  'plan-state': code('the plan is done or abandoned', 'person'),
  'plan-step-order': code('steps before this one are not done yet', 'person'),
  'plan-busy': code('the app is at work on this plan', 'person', true),
  'plan-wish-wrong': code(
    'the description of the new token is wrong; details name the first field',
    'person',
  ),
  'plan-proof-missing': code('the token is not proven dead, so its secret stays', 'person'),
  'plan-token-state': code('the token is in a state that this plan cannot begin with', 'person'),
} as const satisfies Readonly<Record<string, CodeFacts>>;

export type ErrorCode = keyof typeof ERROR_CODES;

// keys of a const object are its codes
export const ErrorCode = z.enum(Object.keys(ERROR_CODES) as [ErrorCode, ...ErrorCode[]]);
