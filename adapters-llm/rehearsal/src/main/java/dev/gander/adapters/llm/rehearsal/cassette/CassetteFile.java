package dev.gander.adapters.llm.rehearsal.cassette;

import dev.gander.domain.error.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// A cassette that is being recorded: each line is added at its end, whole and under a lock that
/// other processes respect. Only its owner may read it. Any thread.
public final class CassetteFile {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final byte[] FIRST_BYTES =
      ("{\"" + ExchangeJson.VERSION_MEMBER + "\":" + ExchangeJson.VERSION + ",")
          .getBytes(StandardCharsets.US_ASCII);

  /// A file lock applies to the whole process, which must not request it twice.
  private static final ReentrantLock LOCK = new ReentrantLock();

  private final Path file;

  private CassetteFile(Path file) {
    this.file = file;
  }

  /// Creates the file, or continues one that contains recordings.
  ///
  /// @throws StorageException if it contains something else or cannot be written
  public static CassetteFile open(Path file) {
    try {
      if (Files.exists(file)) {
        goOnWith(file);
      } else {
        Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), ownerOnly(file))
            .close();
      }
      return new CassetteFile(file);
    } catch (IOException e) {
      throw new StorageException("cannot record to " + file + ": " + e, e);
    }
  }

  private static void goOnWith(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new StorageException("cannot record to " + file + ": it is no file", null);
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] first = in.readNBytes(FIRST_BYTES.length);
      // A process that was killed at its first line may have left less.
      if (!new String(FIRST_BYTES, StandardCharsets.US_ASCII)
          .startsWith(new String(first, StandardCharsets.ISO_8859_1))) {
        throw new StorageException(
            "cannot record to "
                + file
                + ": it holds something that this version of Gander did not record",
            null);
      }
    }
    FileChannel.open(file, StandardOpenOption.APPEND).close();
    if (isPosix(file)) {
      Files.setPosixFilePermissions(file, OWNER_ONLY);
    }
  }

  /// Adds a line. A partial line, left by a killed process or a full disk, is ended first.
  ///
  /// @throws IOException if that failed; the lines before are whole
  void append(byte[] line) throws IOException {
    LOCK.lock();
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock _ = channel.lock()) {
      boolean continues = channel.size() > 0 && lastByte(channel) != '\n';
      ByteBuffer bytes = ByteBuffer.allocate(line.length + 2);
      if (continues) {
        bytes.put((byte) '\n');
      }
      bytes.put(line).put((byte) '\n').flip();
      channel.position(channel.size());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } finally {
      LOCK.unlock();
    }
  }

  private static byte lastByte(FileChannel channel) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    channel.read(last, channel.size() - 1);
    return last.get(0);
  }

  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    return isPosix(file)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
        : new FileAttribute<?>[0];
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
