package dev.gander.adapters.http.tls;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

/// Keeps our own certificate from one start to the next, since clients pin it (goosed 1.32 and
/// newer). Two processes that start at once may leave files that do not match: the next one notices
/// and makes a new pair.
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
      replace(key, PemFile.text("PRIVATE KEY", identity.key().getEncoded()), "rw-------");
      replace(
          certificate,
          PemFile.text("CERTIFICATE", identity.chain().getFirst().getEncoded()),
          "rw-r--r--");
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the certificate cannot be kept in " + folder, e);
    }
  }

  private void replace(Path file, String text, String permissions) throws IOException {
    Path draft = Files.createTempFile(folder, "server", ".tmp", attributes(permissions));
    try {
      Files.writeString(draft, text);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (FileSystemException e) {
      Files.deleteIfExists(draft);
      throw e;
    }
  }

  private FileAttribute<?>[] attributes(String permissions) {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
