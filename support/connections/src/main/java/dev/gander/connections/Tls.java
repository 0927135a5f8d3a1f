package dev.gander.connections;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// The user's own certificates: `GOOSE_CLIENT_CERT_PATH` with `GOOSE_CLIENT_KEY_PATH` identify us,
/// `GOOSE_CA_CERT_PATH` adds authorities to the built-in ones. All are PEM files.
///
/// @param trusted a server's own certificate, which no authority has signed
record Tls(
    @Nullable String certificate,
    @Nullable String key,
    @Nullable String authorities,
    @Nullable String trusted) {
  private static final char[] NO_PASSWORD = new char[0];

  /// @throws ConnectionException if only one of certificate and key is set
  static Tls from(NetworkSettings settings) {
    Tls tls =
        new Tls(
            settings.setting("GOOSE_CLIENT_CERT_PATH").orElse(null),
            settings.setting("GOOSE_CLIENT_KEY_PATH").orElse(null),
            settings.setting("GOOSE_CA_CERT_PATH").orElse(null),
            null);
    if ((tls.certificate == null) != (tls.key == null)) {
      String missing = tls.key == null ? "GOOSE_CLIENT_KEY_PATH" : "GOOSE_CLIENT_CERT_PATH";
      throw new ConnectionException(
          "A client certificate needs its key and the other way round: " + missing + " is not set",
          null);
    }
    return tls;
  }

  Tls trusting(Path server) {
    return new Tls(certificate, key, authorities, server.toString());
  }

  boolean isDefault() {
    return certificate == null && authorities == null && trusted == null;
  }

  SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(identity(), trust(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new ConnectionException(
          "The certificates in the settings cannot be used: " + e.getMessage(), e);
    }
  }

  private KeyManager @Nullable [] identity() throws GeneralSecurityException, IOException {
    if (certificate == null || key == null) {
      return null;
    }
    PrivateKey privateKey = PemKey.read(Files.readString(Path.of(key)));
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, NO_PASSWORD);
    store.setKeyEntry(
        "client", privateKey, NO_PASSWORD, certificates(certificate).toArray(Certificate[]::new));
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, NO_PASSWORD);
    return managers.getKeyManagers();
  }

  private TrustManager @Nullable [] trust() throws GeneralSecurityException, IOException {
    if (authorities == null && trusted == null) {
      return null;
    }
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, NO_PASSWORD);
    List<Certificate> all = new ArrayList<>(builtIn());
    for (String file : Stream.of(authorities, trusted).filter(Objects::nonNull).toList()) {
      all.addAll(certificates(file));
    }
    for (int i = 0; i < all.size(); i++) {
      store.setCertificateEntry("ca" + i, all.get(i));
    }
    return managers(store).getTrustManagers();
  }

  private static List<X509Certificate> builtIn() throws GeneralSecurityException {
    for (TrustManager manager : managers(null).getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        return List.of(x509.getAcceptedIssuers());
      }
    }
    return List.of();
  }

  private static TrustManagerFactory managers(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(store);
    return managers;
  }

  private static Collection<? extends Certificate> certificates(String file)
      throws GeneralSecurityException, IOException {
    byte[] pem = Files.readAllBytes(Path.of(file));
    var certificates =
        CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
    if (certificates.isEmpty()) {
      throw new IOException("no certificate in " + file);
    }
    return certificates;
  }
}
