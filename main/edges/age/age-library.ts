/** Loads the library at its first use: it works out curves when it is loaded, and a start needs none of them. */
export const age = () => import('age-encryption');
