package dev.gander.adapters.http.tls;

import dev.gander.domain.error.InvalidInput;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/// A certificate chain, leaf first, with the key of the leaf.
public record TlsIdentity(PrivateKey key, List<X509Certificate> chain) {
  public TlsIdentity {
    chain = List.copyOf(chain);
  }

  static TlsIdentity of(PrivateKey key, X509Certificate certificate) {
    return new TlsIdentity(key, List.of(certificate));
  }

  /// Our own certificate: the one kept in `folder` (`server.pem`, `server.key`), or else a new one,
  /// which is stored there. If the folder cannot be read or written, the certificate lasts as long
  /// as the process.
  public static TlsIdentity selfSigned(Path folder, SecureRandom random) {
    try {
      return new CertificateFolder(folder).identity(random);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM cannot make a certificate", e);
    }
  }

  /// The user's certificate chain and key, both in PEM; the key as PKCS #8, PKCS #1 or SEC 1.
  ///
  /// @throws InvalidInput if a file cannot be read or holds something else; the message names it
  public static TlsIdentity fromFiles(Path certificates, Path key) {
    try {
      return PemFile.identity(certificates, key);
    } catch (IOException | GeneralSecurityException e) {
      throw new InvalidInput(
          "Failed to load the TLS certificate " + certificates + " with key " + key + ": " + e);
    }
  }

  /// SHA-256 of the leaf's DER form: 32 upper-case hexadecimal bytes joined by colons.
  public String fingerprint() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(chain.getFirst().getEncoded());
      return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot hash the certificate", e);
    }
  }

  /// A context for servers.
  public SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {new OneKey(this)}, new TrustManager[0], null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no TLS", e);
    }
  }
}
