/**
 * Variables by which a user's environment adds trusted authorities to a program, loosens the check of a server, or has
 * the keys of its connections written down.
 * Source: Node 24, doc/api/cli.md «Environment variables»; OpenSSL 3, openssl-env(7); security.md §10 row 3 (the first
 * two were seen to give a false bank a token).
 */
export const TRUST_VARIABLES: readonly string[] = [
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'NODE_EXTRA_CA_CERTS',
  'NODE_USE_SYSTEM_CA',
  'NODE_TLS_REJECT_UNAUTHORIZED',
  'OPENSSL_CONF',
  'OPENSSL_CONF_INCLUDE',
  'OPENSSL_MODULES',
  'OPENSSL_ENGINES',
  'SSLKEYLOGFILE',
];

/**
 * Takes the variables of trust out of an environment.
 * Effects: with `process.env`, the process and all that it starts afterwards are without them, its C libraries too.
 */
export function dropTrustVariables(env: NodeJS.ProcessEnv): void {
  for (const name of TRUST_VARIABLES) Reflect.deleteProperty(env, name);
}
