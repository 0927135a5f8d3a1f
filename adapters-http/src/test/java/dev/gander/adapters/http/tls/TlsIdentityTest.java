package dev.gander.adapters.http.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.InvalidInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsIdentityTest {
  private final SecureRandom random = new SecureRandom();

  @TempDir private Path folder;

  private TlsIdentity selfSigned() {
    return TlsIdentity.selfSigned(folder.resolve("tls"), random);
  }

  @Test
  void ourCertificateIsForThisMachineAndPracticallyForEver() throws Exception {
    X509Certificate certificate = selfSigned().chain().getFirst();
    certificate.verify(certificate.getPublicKey());
    assertEquals(3, certificate.getVersion());
    assertEquals("CN=goosed localhost", certificate.getSubjectX500Principal().getName());
    assertEquals(certificate.getSubjectX500Principal(), certificate.getIssuerX500Principal());
    assertEquals("SHA256withECDSA", certificate.getSigAlgName());
    assertEquals(Instant.parse("1975-01-01T00:00:00Z"), certificate.getNotBefore().toInstant());
    assertEquals(Instant.parse("4096-01-01T00:00:00Z"), certificate.getNotAfter().toInstant());
    assertEquals(-1, certificate.getBasicConstraints());
    assertEquals(List.of("1.3.6.1.5.5.7.3.1"), certificate.getExtendedKeyUsage());
    assertEquals(
        Set.of("127.0.0.1", "0:0:0:0:0:0:0:1", "localhost"),
        certificate.getSubjectAlternativeNames().stream()
            .map(name -> String.valueOf(name.get(1)))
            .collect(Collectors.toSet()));
    assertTrue(certificate.getSerialNumber().bitLength() <= 127);
  }

  @Test
  void theFingerprintHas32UpperCaseBytes() {
    assertTrue(selfSigned().fingerprint().matches("([0-9A-F]{2}:){31}[0-9A-F]{2}"));
  }

  @Test
  void theCertificateIsKeptForTheNextStart() throws Exception {
    assertEquals(selfSigned().fingerprint(), selfSigned().fingerprint());
    Path key = folder.resolve("tls/server.key");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
    try (var files = Files.list(folder.resolve("tls"))) {
      assertEquals(
          List.of("server.key", "server.pem"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void filesThatDoNotFitTogetherAreReplaced() throws Exception {
    String first = selfSigned().fingerprint();
    TlsIdentity other = TlsIdentity.selfSigned(folder.resolve("other"), random);
    Files.copy(
        folder.resolve("other/server.key"),
        folder.resolve("tls/server.key"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    String second = selfSigned().fingerprint();
    assertNotEquals(first, second);
    assertNotEquals(other.fingerprint(), second);
    assertEquals(second, selfSigned().fingerprint());
  }

  @Test
  void damagedFilesAreReplaced() throws Exception {
    Files.createDirectories(folder.resolve("tls"));
    Files.writeString(folder.resolve("tls/server.pem"), "nothing");
    Files.writeString(folder.resolve("tls/server.key"), "nothing");
    assertEquals(selfSigned().fingerprint(), selfSigned().fingerprint());
  }

  @Test
  void aFolderThatCannotBeWrittenDoesNotMatter() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertTrue(TlsIdentity.selfSigned(file.resolve("tls"), random).fingerprint().length() > 0);
  }

  @Test
  void theUsersOwnFilesAreServedAsGiven() throws Exception {
    String fingerprint = selfSigned().fingerprint();
    TlsIdentity second = TlsIdentity.selfSigned(folder.resolve("second"), random);
    Path chain = folder.resolve("chain.pem");
    Files.writeString(
        chain,
        "some words\n"
            + Files.readString(folder.resolve("tls/server.pem"))
            + Files.readString(folder.resolve("second/server.pem")));
    TlsIdentity read = TlsIdentity.fromFiles(chain, folder.resolve("tls/server.key"));
    assertEquals(fingerprint, read.fingerprint());
    assertEquals(2, read.chain().size());
    assertEquals(second.chain().getFirst(), read.chain().getLast());
    assertEquals("TLS", read.context().getProtocol());
  }

  @Test
  void olderFormsOfKeysAreUnderstood() throws Exception {
    String fingerprint = selfSigned().fingerprint();
    Path key = folder.resolve("old.key");
    byte[] pkcs8 = TlsIdentity.selfSigned(folder.resolve("tls"), random).key().getEncoded();
    Files.writeString(
        key,
        "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"
            + PemFile.text("EC PRIVATE KEY", innerKey(pkcs8)));
    assertEquals(
        fingerprint, TlsIdentity.fromFiles(folder.resolve("tls/server.pem"), key).fingerprint());
  }

  /// The octet string at the end of PKCS #8 holds the older form.
  private static byte[] innerKey(byte[] pkcs8) {
    for (int at = 20; at < 40; at++) {
      if (pkcs8[at] == 0x04 && (pkcs8[at + 1] & 0xFF) == pkcs8.length - at - 2) {
        return Arrays.copyOfRange(pkcs8, at + 2, pkcs8.length);
      }
    }
    throw new IllegalStateException(Base64.getEncoder().encodeToString(pkcs8));
  }

  @Test
  void filesThatCannotBeUsedAreNamed() throws Exception {
    selfSigned();
    Path certificate = folder.resolve("tls/server.pem");
    Path key = folder.resolve("tls/server.key");
    Path missing = folder.resolve("missing.pem");
    Path foreign = folder.resolve("foreign.key");
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);
    Files.writeString(
        foreign,
        PemFile.text("PRIVATE KEY", generator.generateKeyPair().getPrivate().getEncoded()));
    for (List<Path> pair :
        List.of(
            List.of(missing, key),
            List.of(certificate, missing),
            List.of(key, key),
            List.of(certificate, certificate),
            List.of(certificate, foreign))) {
      InvalidInput failure =
          assertThrows(
              InvalidInput.class, () -> TlsIdentity.fromFiles(pair.getFirst(), pair.getLast()));
      assertTrue(failure.text().contains(pair.getFirst().toString()), failure.text());
    }
  }
}
