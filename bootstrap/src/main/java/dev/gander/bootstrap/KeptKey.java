package dev.gander.bootstrap;

import dev.gander.domain.error.StorageException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/// The key of a server that was given none: 64 hexadecimal digits in a file that only its owner can
/// read, the same from one start to the next.
///
/// @param origin what the user has to be told
record KeptKey(String value, Path file, Origin origin) {
  private static final System.Logger LOG = System.getLogger(KeptKey.class.getName());

  enum Origin {
    /// This start made it.
    NEW,
    /// An earlier start made it.
    KEPT,
    /// The file cannot be made, so the next start has another one.
    PASSING
  }

  /// @throws StorageException if there is a file and it cannot be read
  static KeptKey in(Path stateFolder, SecureRandom random) {
    Path file = stateFolder.resolve("gander").resolve("secret_key");
    String key = random(random);
    try {
      Files.createDirectories(file.getParent());
      write(file, key);
      return new KeptKey(key, file, Origin.NEW);
    } catch (FileAlreadyExistsException _) {
      return read(file);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "a key cannot be kept in {0}: {1}", file, e);
      return new KeptKey(key, file, Origin.PASSING);
    }
  }

  private static String random(SecureRandom random) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static void write(Path file, String key) throws IOException {
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = Files.newByteChannel(file, options, ownerOnly(file))) {
      channel.write(StandardCharsets.US_ASCII.encode(key + "\n"));
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException e) {
      // Half a key, on a full disk, would keep all later servers from starting.
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private static KeptKey read(Path file) {
    try {
      String key = Files.readString(file).strip();
      if (key.length() < 32) {
        throw new StorageException(file + " holds no key; delete it to get a new one", null);
      }
      return new KeptKey(key, file, Origin.KEPT);
    } catch (IOException e) {
      throw new StorageException("cannot read the key in " + file + ": " + e, e);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
