package dev.gander.adapters.persistence.access;

import dev.gander.adapters.persistence.files.FileStamp;
import dev.gander.adapters.persistence.files.LockFile;
import dev.gander.domain.access.AuditEntry;
import dev.gander.domain.access.AuditLog;
import dev.gander.domain.error.StorageException;
import dev.gander.files.PrivateFiles;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The audit log in files, a line of JSON for each entry. Lines are appended, never changed. A last
/// line that a power failure has torn is cut off, and an entry says so. A file that has grown large
/// gets another name, and the chain goes on in a new one.
public final class FileAuditLog implements AuditLog {
  private static final System.Logger LOG = System.getLogger(FileAuditLog.class.getName());
  private static final long LARGE = 16L << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// Longer than any line.
  private static final int TAIL = 64 << 10;

  private static final int LONGEST_VALUE = 2000;

  private final AuditFiles files;
  private final LockFile lock;
  private final long large;

  /// The end of the log as this process left it; under the lock.
  private @Nullable End known;

  /// @param folder of ours; created with the first entry
  public FileAuditLog(Path folder) {
    this(folder, LARGE);
  }

  /// @param large the size in bytes from which on a file gets another name
  FileAuditLog(Path folder, long large) {
    this.files = new AuditFiles(folder);
    this.lock = new LockFile(files.lock(), PATIENCE);
    this.large = large;
  }

  /// @param identity of the file; another process may have put a new one in its place
  /// @param first the number of the first line in the file
  private record End(@Nullable Object identity, long size, long first, long number, String hash) {}

  @Override
  public void add(AuditEntry entry) {
    try {
      PrivateFiles.createFolders(files.folder());
      lock.hold(
          () -> {
            append(cut(entry));
            return true;
          });
    } catch (IOException e) {
      throw new StorageException("The audit log cannot be written: " + e.getMessage(), e);
    }
  }

  @Override
  public List<Numbered> latest(long before, int most) {
    try {
      return new AuditPage(files, before, most).read();
    } catch (IOException e) {
      throw new StorageException("The audit log cannot be read: " + e.getMessage(), e);
    }
  }

  /// A client chooses some of the values: no line may be longer than the tail that is read.
  private static AuditEntry cut(AuditEntry entry) {
    return new AuditEntry(
        entry.at(),
        cut(entry.who()),
        entry.from() == null ? null : cut(entry.from()),
        cut(entry.operation()),
        entry.about() == null ? null : cut(entry.about()),
        cut(entry.outcome()));
  }

  private static String cut(String value) {
    return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
  }

  private void append(AuditEntry entry) throws IOException {
    End end = end(entry.at());
    if (end.size() >= large) {
      Files.move(files.current(), files.old(end.first()), StandardCopyOption.ATOMIC_MOVE);
      end = new End(null, 0, end.number() + 1, end.number(), end.hash());
    }
    known = write(end, entry);
  }

  private End write(End end, AuditEntry entry) throws IOException {
    String line = new AuditLine(end.number() + 1, entry, end.hash()).text();
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    Path file = files.current();
    if (end.identity() == null) {
      var _ = PrivateFiles.createIfAbsent(file);
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      channel.position(end.size());
      try {
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
      } catch (IOException e) {
        channel.truncate(end.size());
        throw e;
      }
    }
    return new End(
        end.identity() == null ? identity(FileStamp.of(file)) : end.identity(),
        end.size() + bytes.length,
        end.first(),
        end.number() + 1,
        AuditLine.hash(line));
  }

  private End end(Instant now) throws IOException {
    Path file = files.current();
    End last = known;
    FileStamp stamp = FileStamp.of(file);
    if (last != null && stamp.size() == last.size() && identity(stamp).equals(last.identity())) {
      return last;
    }
    List<Path> all = files.all();
    if (all.isEmpty()) {
      return new End(null, 0, 1, 0, AuditLine.NOTHING);
    }
    if (Files.exists(file) && Files.size(file) > 0) {
      return read(file, now);
    }
    List<Path> old = all.stream().filter(it -> !it.equals(file)).toList();
    if (old.isEmpty()) {
      return new End(null, 0, 1, 0, AuditLine.NOTHING);
    }
    Tail tail = Tail.of(old.getLast());
    return new End(null, 0, tail.number() + 1, tail.number(), tail.hash());
  }

  private Object identity(FileStamp stamp) {
    Object key = stamp.key();
    return key == null ? files.current() : key;
  }

  private End read(Path file, Instant now) throws IOException {
    Tail tail = Tail.of(file);
    long first = Tail.firstNumber(file);
    End end =
        new End(identity(FileStamp.of(file)), tail.wholeSize(), first, tail.number(), tail.hash());
    if (tail.torn().length == 0) {
      return end;
    }
    LOG.log(
        Level.WARNING,
        "the last {0} bytes of {1} are no whole line: they are cut off",
        tail.torn().length,
        file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(tail.wholeSize());
    }
    return write(end, torn(now, tail.torn()));
  }

  private static AuditEntry torn(Instant now, byte[] rest) {
    String what = rest.length + " bytes, SHA-256 " + AuditLine.hash(rest);
    return new AuditEntry(now, "server", null, "audit_torn_line_removed", what, "done");
  }

  /// The end of a file.
  ///
  /// @param torn what is behind the last line break
  @SuppressWarnings("ArrayRecordComponent") // Never compared, and gone with the call.
  private record Tail(long number, String hash, long wholeSize, byte[] torn) {
    static Tail of(Path file) throws IOException {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        long size = channel.size();
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(size, TAIL));
        channel.position(size - bytes.capacity());
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
        return of(file, bytes.array(), size);
      }
    }

    private static Tail of(Path file, byte[] end, long size) throws IOException {
      int lineEnd = lastBreak(end, end.length);
      byte[] torn = Arrays.copyOfRange(end, lineEnd + 1, end.length);
      if (lineEnd < 0) {
        if (size > end.length) {
          throw new IOException(file + " does not end with lines of the log");
        }
        return new Tail(0, AuditLine.NOTHING, 0, torn);
      }
      int begin = lastBreak(end, lineEnd) + 1;
      String line = new String(end, begin, lineEnd - begin, StandardCharsets.UTF_8);
      long number =
          AuditLine.parse(line)
              .map(AuditLine::number)
              .orElseThrow(
                  () -> new IOException("the last line of " + file + " is none of the log"));
      return new Tail(number, AuditLine.hash(line), size - torn.length, torn);
    }

    private static int lastBreak(byte[] bytes, int end) {
      int at = end - 1;
      while (at >= 0 && bytes[at] != '\n') {
        at--;
      }
      return at;
    }

    static long firstNumber(Path file) throws IOException {
      try (var lines = Files.newBufferedReader(file)) {
        String first = lines.readLine();
        return first == null ? 1 : AuditLine.parse(first).map(AuditLine::number).orElse(1L);
      }
    }
  }
}
