/** The client certificate or its key cannot be used; nothing was sent. */
export class UnusableCertificate extends Error {}
