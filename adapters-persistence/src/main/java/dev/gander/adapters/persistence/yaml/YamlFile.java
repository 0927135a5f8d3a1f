package dev.gander.adapters.persistence.yaml;

import dev.gander.adapters.persistence.files.FileStamp;
import dev.gander.adapters.persistence.files.LockFile;
import dev.gander.domain.config.StoredMap;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.keeping.Seals;
import dev.gander.files.AtomicFile;
import dev.gander.files.PrivateFiles;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A map in a YAML file that other programs read and write too. Any thread.
public final class YamlFile implements StoredMap {
  private static final System.Logger LOG = System.getLogger(YamlFile.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Path file;
  private final AtomicFile.Access access;
  private final LockFile lock;
  private final @Nullable OlderStates backups;
  private final @Nullable Consumer<JsonObject> shape;
  private final Seals.@Nullable Seal seal;
  private final Set<String> warned = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Cached cached;

  private YamlFile(
      Path file,
      AtomicFile.Access access,
      @Nullable OlderStates backups,
      @Nullable Consumer<JsonObject> shape,
      Seals.@Nullable Seal seal) {
    this.file = file;
    this.access = access;
    this.lock = lockOf(file);
    this.backups = backups;
    this.shape = shape;
    this.seal = seal;
  }

  /// The lock that every writer of this file holds.
  public static LockFile lockOf(Path file) {
    return LockFile.beside(file, PATIENCE);
  }

  /// A file that keeps its older states as `NAME.bak`, `NAME.bak.1`, ….
  public static YamlFile withBackups(Path file) {
    return new YamlFile(file, AtomicFile.Access.USUAL, new OlderStates(file), null, null);
  }

  public static YamlFile plain(Path file) {
    return new YamlFile(file, AtomicFile.Access.USUAL, null, null, null);
  }

  /// A file that also counts as broken when it contains anything but a map of one shape.
  ///
  /// @param shape throws [dev.gander.domain.json.InvalidShape] for a map of another shape
  public static YamlFile shaped(Path file, Consumer<JsonObject> shape) {
    return new YamlFile(file, AtomicFile.Access.USUAL, null, shape, null);
  }

  /// A file that only its owner may read.
  public static YamlFile secret(Path file) {
    return new YamlFile(file, AtomicFile.Access.OWNER, null, null, null);
  }

  /// A file whose text is encrypted on the disk. One that cannot be opened counts as one that
  /// cannot be read: it is never overwritten.
  public static YamlFile sealed(Path file, Seals.Seal seal) {
    return new YamlFile(file, AtomicFile.Access.OWNER, null, null, seal);
  }

  public Path path() {
    return file;
  }

  /// The content of the file; an empty map if it is missing, empty or not a map.
  ///
  /// @throws StorageException if it cannot be read or is broken, with line and column
  @Override
  public JsonObject read() {
    return switch (current()) {
      case Good(JsonObject content) -> content;
      case Broken(String problem) -> throw broken(problem);
    };
  }

  private Result current() {
    Cached known = cached;
    try {
      FileStamp stamp = FileStamp.of(file);
      if (known == null || !known.certain || !known.stamp.equals(stamp)) {
        known = looked(stamp, known);
        cached = known;
      }
    } catch (IOException e) {
      throw unusable("read", e);
    }
    return known.result;
  }

  /// Reads the file, and parses it if it is not as it was.
  private Cached looked(FileStamp stamp, @Nullable Cached known) throws IOException {
    byte[] content = content(stamp);
    long now = System.nanoTime();
    long since = known != null && known.stamp.equals(stamp) ? known.readAt : now;
    Result result =
        known != null && Arrays.equals(known.content, content)
            ? known.result
            : parsedUnlessBroken(content);
    return new Cached(stamp, content, result, since, now);
  }

  /// Null if the file is missing.
  private byte @Nullable [] content(FileStamp stamp) throws IOException {
    try {
      return stamp.equals(FileStamp.MISSING) ? null : Files.readAllBytes(file);
    } catch (NoSuchFileException _) {
      return null;
    }
  }

  /// The content of the file; empty if it is broken, which is logged once.
  ///
  /// @throws StorageException if it cannot be read
  @Override
  public Optional<JsonObject> readUnlessBroken() {
    return switch (current()) {
      case Good(JsonObject content) -> Optional.of(content);
      case Broken(String problem) -> {
        warnOnce(describe(problem));
        yield Optional.empty();
      }
    };
  }

  /// The content of the file; empty if it is broken or cannot be read, which is logged once.
  public Optional<JsonObject> readIfPossible() {
    try {
      return readUnlessBroken();
    } catch (StorageException e) {
      warnOnce(e.text());
      return Optional.empty();
    }
  }

  private void warnOnce(String problem) {
    if (warned.add(problem)) {
      LOG.log(Level.WARNING, "{0}; it is left alone until it is mended", problem);
    }
  }

  /// Reads, changes and writes under the lock. A change without effect writes nothing.
  ///
  /// @throws StorageException if the file cannot be written, or contains something other than a
  ///   map; it is left unchanged
  @Override
  public void edit(UnaryOperator<JsonObject> change) {
    try {
      lock.hold(() -> editAlone(change));
    } catch (IOException e) {
      throw unusable("written", e);
    }
  }

  /// Writes the text of another file as it is, comments included, if this file is missing, and
  /// otherwise its values over those that are here. Hold the other file's lock meanwhile.
  ///
  /// @throws StorageException if either file cannot be used, or contains something other than a map
  public void takeIn(YamlFile other) {
    try {
      YamlDocument taken = other.document();
      lock.hold(
          () -> {
            if (!Files.exists(file)) {
              write(taken.text());
            }
            return editAlone(here -> over(here, taken.content()));
          });
    } catch (IOException e) {
      throw unusable("written", e);
    }
  }

  /// Writes the text again as it is: encrypted for another identity, perhaps.
  ///
  /// @throws StorageException if the file cannot be read or written
  public void rewrite() {
    try {
      lock.hold(
          () -> {
            write(document().text());
            return true;
          });
    } catch (IOException e) {
      throw unusable("written", e);
    }
  }

  private static JsonObject over(JsonObject here, JsonObject taken) {
    return JsonObject.builder().putAll(here).putAll(taken).build();
  }

  private boolean editAlone(UnaryOperator<JsonObject> change) throws IOException {
    YamlDocument document = document();
    JsonObject wanted = change.apply(document.content());
    if (wanted.equals(document.content())) {
      return false;
    }
    String text = document.changedTo(wanted);
    if (backups != null) {
      backups.keep(document);
    }
    write(text);
    if (backups != null) {
      keepWritten(backups, new YamlDocument(text, wanted, true));
    }
    return true;
  }

  private void write(String text) throws IOException {
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    Files.createDirectories(PrivateFiles.folderOf(file));
    AtomicFile.write(file, seal == null ? plain : seal.seal(plain), access);
    AtomicFile.removeLeftovers(file);
  }

  /// The written state must be recoverable if the file is later broken by hand. A failure to copy
  /// it does not undo the write.
  private void keepWritten(OlderStates to, YamlDocument written) {
    try {
      to.keep(written);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "{0} has no backup of its last state: {1}", file, e);
    }
  }

  private YamlDocument document() throws IOException {
    try {
      YamlDocument document = parsed(Files.readAllBytes(file));
      if (!document.isMap()) {
        throw YamlSyntaxException.noMap();
      }
      return document;
    } catch (NoSuchFileException _) {
      return YamlDocument.EMPTY;
    } catch (YamlSyntaxException e) {
      throw broken(String.valueOf(e.getMessage()));
    }
  }

  private Result parsedUnlessBroken(byte @Nullable [] content) {
    try {
      return new Good(content == null ? JsonObject.EMPTY : parsed(content).content());
    } catch (YamlSyntaxException e) {
      return new Broken(String.valueOf(e.getMessage()));
    }
  }

  private YamlDocument parsed(byte[] content) {
    YamlDocument document = YamlDocument.parse(opened(content));
    if (shape != null) {
      checkShape(document, shape);
    }
    return document;
  }

  private byte[] opened(byte[] content) {
    try {
      return seal == null ? content : seal.open(content);
    } catch (InvalidInput e) {
      throw new StorageException(file + ": " + e.text(), e);
    }
  }

  private static void checkShape(YamlDocument document, Consumer<JsonObject> shape) {
    if (!document.isMap()) {
      throw YamlSyntaxException.noMap();
    }
    try {
      shape.accept(document.content());
    } catch (InvalidInput e) {
      throw new YamlSyntaxException(e.unquoted(), Optional.empty());
    }
  }

  private StorageException broken(String problem) {
    return new StorageException(describe(problem), null);
  }

  private String describe(String problem) {
    return file + " is broken: " + problem;
  }

  private StorageException unusable(String done, IOException e) {
    return unusable(file, done, e);
  }

  static StorageException unusable(Path file, String done, IOException e) {
    return new StorageException(
        file + " cannot be " + done + ": " + e.getClass().getSimpleName() + " " + e.getMessage(),
        e);
  }

  private sealed interface Result {}

  private record Good(JsonObject content) implements Result {}

  private record Broken(String problem) implements Result {}

  /// Another program may have written to the file in place just after we read it, within the same
  /// tick of the file system's clock: a state is certain once it has been read again later.
  private static final class Cached {
    private static final long TICK = Duration.ofMillis(100).toNanos();

    private final FileStamp stamp;

    /// Null if the file is missing.
    private final byte @Nullable [] content;

    private final Result result;

    /// When it was read with this stamp for the first time.
    private final long readAt;

    private final boolean certain;

    Cached(FileStamp stamp, byte @Nullable [] content, Result result, long readAt, long now) {
      this.stamp = stamp;
      this.content = content;
      this.result = result;
      this.readAt = readAt;
      this.certain = now - readAt > TICK;
    }
  }
}
