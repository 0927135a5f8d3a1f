package dev.gander.adapters.persistence.yaml;

import dev.gander.adapters.persistence.files.LockFile;
import dev.gander.domain.config.SettingsFile;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.error.StorageException;
import dev.gander.files.AtomicFile;
import dev.gander.files.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A settings file in YAML with its backups. Everything is done under the lock that [YamlFile]
/// takes for writing.
public final class YamlFileUpkeep implements SettingsFile {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Path file;
  private final @Nullable Path template;
  private final Clock clock;
  private final LockFile lock;
  private final OlderStates backups;

  /// @param template the content of a new file; null or a missing file for none
  /// @param clock dates the names of broken files
  public YamlFileUpkeep(Path file, @Nullable Path template, Clock clock) {
    this.file = file;
    this.template = template;
    this.clock = clock;
    this.lock = YamlFile.lockOf(file);
    this.backups = new OlderStates(file);
  }

  @Override
  public Condition condition() {
    try {
      return read(file).isPresent() ? new Condition.Good() : new Condition.Missing();
    } catch (YamlSyntaxException e) {
      return new Condition.Broken(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw unusable(file, "read", e);
    }
  }

  @Override
  public Copy backUp() {
    // For a missing file, nothing is locked and no folder is created.
    if (Files.notExists(file)) {
      throw missing();
    }
    return alone(
        () -> {
          YamlDocument document = readMap().orElseThrow(YamlFileUpkeep::missing);
          return new Copy(file, backups.put(document));
        });
  }

  @Override
  public Recovery recover() {
    return alone(
        () -> {
          Optional<YamlDocument> good;
          Path broken = null;
          try {
            good = readMap();
          } catch (YamlSyntaxException _) {
            good = Optional.empty();
            broken = copyAside();
          }
          if (good.isPresent()) {
            return new Recovery(keys(good.get()), null);
          }
          Optional<YamlDocument> older = backups.newest();
          if (older.isPresent() || broken != null) {
            write(older.map(YamlDocument::text).orElse(""));
          }
          return new Recovery(older.map(YamlFileUpkeep::keys).orElse(List.of()), broken);
        });
  }

  @Override
  public Beginning begin() {
    if (Files.exists(file)) {
      return Beginning.WAS_THERE;
    }
    if (template == null || Files.notExists(template)) {
      return Beginning.NONE;
    }
    return beginWith(template);
  }

  private Beginning beginWith(Path first) {
    return alone(
        () -> {
          if (Files.exists(file)) {
            return Beginning.WAS_THERE;
          }
          Optional<YamlDocument> text = read(first);
          if (text.isEmpty()) {
            return Beginning.NONE;
          }
          write(text.get().text());
          return Beginning.FROM_TEMPLATE;
        });
  }

  private static NotFound missing() {
    return new NotFound("Config file does not exist");
  }

  private <T> T alone(LockFile.Work<T> work) {
    try {
      return lock.hold(work);
    } catch (YamlSyntaxException e) {
      throw new StorageException(file + " is broken: " + e.getMessage(), e);
    } catch (IOException e) {
      throw unusable(file, "kept up", e);
    }
  }

  /// @throws YamlSyntaxException if it is broken
  private static Optional<YamlDocument> read(Path file) throws IOException {
    try {
      return Optional.of(YamlDocument.parse(Files.readAllBytes(file)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  /// A file that is not a map counts as broken where settings are expected.
  ///
  /// @throws YamlSyntaxException if it is broken
  private Optional<YamlDocument> readMap() throws IOException {
    Optional<YamlDocument> document = read(file);
    if (document.isPresent() && !document.get().isMap()) {
      throw YamlSyntaxException.noMap();
    }
    return document;
  }

  private void write(String text) throws IOException {
    Files.createDirectories(PrivateFiles.folderOf(file));
    AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8), AtomicFile.Access.USUAL);
  }

  private Path copyAside() throws IOException {
    String name = file.getFileName() + ".corrupt-" + STAMP.format(clock.instant());
    Path free = file.resolveSibling(name);
    for (int i = 1; Files.exists(free); i++) {
      free = file.resolveSibling(name + "-" + i);
    }
    return Files.copy(file, free, StandardCopyOption.COPY_ATTRIBUTES);
  }

  private static List<String> keys(YamlDocument document) {
    return List.copyOf(document.content().members().keySet());
  }

  private static StorageException unusable(Path file, String done, IOException e) {
    return YamlFile.unusable(file, done, e);
  }
}
