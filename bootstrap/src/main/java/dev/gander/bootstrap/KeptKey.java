package dev.gander.bootstrap;

import dev.gander.domain.error.StorageException;
import dev.gander.files.PrivateFiles;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

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
      PrivateFiles.create(file, (key + "\n").getBytes(StandardCharsets.US_ASCII));
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
}
