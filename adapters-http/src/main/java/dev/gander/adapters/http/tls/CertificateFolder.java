package dev.gander.adapters.http.tls;

import dev.gander.files.AtomicFile;
import dev.gander.files.AtomicFile.Access;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

/// Keeps our own certificate across restarts, since clients pin it (goosed 1.32 and newer). Two
/// processes that start at once may leave files that do not match: the next one notices and makes a
/// new pair.
final class CertificateFolder {
  private static final System.Logger LOG = System.getLogger(CertificateFolder.class.getName());

  private final Path folder;
  private final Path certificate;
  private final Path key;

  CertificateFolder(Path folder) {
    this.folder = folder;
    certificate = folder.resolve("server.pem");
    key = folder.resolve("server.key");
  }

  TlsIdentity identity(SecureRandom random) throws GeneralSecurityException {
    try {
      return PemFile.identity(certificate, key);
    } catch (NoSuchFileException _) {
      LOG.log(Level.DEBUG, "making a certificate for {0}", certificate);
    } catch (IOException | GeneralSecurityException e) {
      LOG.log(Level.WARNING, "replacing the certificate " + certificate, e);
    }
    TlsIdentity made = SelfSignedCertificate.make(random);
    keep(made);
    return made;
  }

  private void keep(TlsIdentity identity) throws GeneralSecurityException {
    try {
      Files.createDirectories(folder);
      replace(key, PemFile.text("PRIVATE KEY", identity.key().getEncoded()), Access.OWNER);
      replace(
          certificate,
          PemFile.text("CERTIFICATE", identity.chain().getFirst().getEncoded()),
          Access.READABLE);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the certificate cannot be kept in " + folder, e);
    }
  }

  private static void replace(Path file, String text, Access access) throws IOException {
    AtomicFile.replace(file, text.getBytes(StandardCharsets.US_ASCII), access);
  }
}
