package io.pop3.server.options;

import java.nio.file.Path;

/**
 * A certificate and its private key, as PEM files.
 *
 * @param chain the certificate, then those that lead from it towards a trusted one
 * @param key the private key, not encrypted: PKCS #8, PKCS #1 (RSA) or SEC 1 (EC); may be the same
 *     file
 */
public record CertificateFiles(Path chain, Path key) {}
