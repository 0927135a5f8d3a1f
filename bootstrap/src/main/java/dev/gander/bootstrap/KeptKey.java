package dev.gander.bootstrap;

import dev.gander.domain.error.StorageException;
import java.io.IOException;
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
/// @param isNew whether this start made it, so that the user has to be told
record KeptKey(String value, Path file, boolean isNew) {

  /// @throws StorageException if the file cannot be read or made
  static KeptKey in(Path stateFolder, SecureRandom random) {
    Path file = stateFolder.resolve("gander").resolve("secret_key");
    try {
      Files.createDirectories(file.getParent());
      return make(file, random);
    } catch (FileAlreadyExistsException _) {
      return read(file);
    } catch (IOException e) {
      throw new StorageException("cannot keep a key in " + file + ": " + e, e);
    }
  }

  private static KeptKey make(Path file, SecureRandom random) throws IOException {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    String key = HexFormat.of().formatHex(bytes);
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = Files.newByteChannel(file, options, ownerOnly(file))) {
      channel.write(StandardCharsets.US_ASCII.encode(key + "\n"));
    }
    return new KeptKey(key, file, true);
  }

  private static KeptKey read(Path file) {
    try {
      String key = Files.readString(file).strip();
      if (key.length() < 32) {
        throw new StorageException(file + " holds no key; delete it to get a new one", null);
      }
      return new KeptKey(key, file, false);
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
