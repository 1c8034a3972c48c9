/** How the bot authenticates itself to Microsoft. */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';

export type Credential =
  /** Nobody is authenticated: loopback only. */
  | { readonly type: 'none' }
  /** User-assigned managed identity: Azure keeps the secret. */
  | { readonly type: 'managed-identity' }
  | { readonly type: 'password'; readonly password: string; readonly expires?: Date }
  | {
      readonly type: 'certificate';
      /** SHA-1 of the certificate, hexadecimal, as Entra ID shows it. */
      readonly thumbprint: string;
      /** PEM. */
      readonly certificate: string;
      /** PEM. */
      readonly privateKey: string;
      readonly expires: Date;
    };

/**
 * A PEM file with a certificate and its private key, as Key Vault exports them.
 * @throws Error that says what is wrong, without any of the file's content.
 */
export function readCertificate(file: string): Credential {
  let pem: string;
  try {
    pem = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`cannot be read (${(error as NodeJS.ErrnoException).code})`, { cause: error });
  }
  const certificate = certificateIn(pem);
  const key = keyIn(pem);
  if (!certificate.checkPrivateKey(key)) throw new Error('the private key is not that of the certificate');
  return {
    type: 'certificate',
    thumbprint: certificate.fingerprint.replaceAll(':', ''),
    certificate: certificate.toString(),
    privateKey: key.export({ type: 'pkcs8', format: 'pem' }) as string,
    expires: new Date(certificate.validTo),
  };
}

function certificateIn(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem.slice(Math.max(0, pem.indexOf('-----BEGIN CERTIFICATE-----'))));
  } catch (error) {
    throw new Error('holds no certificate in PEM form', { cause: error });
  }
}

function keyIn(pem: string) {
  try {
    return createPrivateKey(pem);
  } catch (error) {
    throw new Error('holds no private key in PEM form without a passphrase', { cause: error });
  }
}
