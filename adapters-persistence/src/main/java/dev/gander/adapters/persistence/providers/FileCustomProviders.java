package dev.gander.adapters.persistence.providers;

import dev.gander.adapters.persistence.files.FileStamp;
import dev.gander.adapters.persistence.files.LockFile;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.provider.declared.CustomProviders;
import dev.gander.domain.provider.declared.ProviderDeclaration;
import dev.gander.domain.provider.declared.ProviderId;
import dev.gander.files.AtomicFile;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Custom providers in `custom_providers/ID.json`. Files are read again when they have changed; the
/// files written here are readable by their owner only, since headers often contain keys.
public final class FileCustomProviders implements CustomProviders {
  private static final System.Logger LOG = System.getLogger(FileCustomProviders.class.getName());
  private static final String ENDING = ".json";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Path folder;
  private final Set<String> engines;
  private final LockFile lock;
  private final Map<Path, DeclarationFile> files = new ConcurrentHashMap<>();
  private final Set<String> warned = ConcurrentHashMap.newKeySet();

  /// @param folder created by the first write
  /// @param engines the installed engines; a file that names another one cannot be used
  public FileCustomProviders(Path folder, Set<String> engines) {
    this.folder = folder;
    this.engines = Set.copyOf(engines);
    this.lock = new LockFile(folder.resolve(".lock"), PATIENCE);
  }

  @Override
  public List<ProviderDeclaration> all() {
    List<Path> present = present();
    files.keySet().retainAll(present);
    return present.stream()
        .map(this::file)
        .flatMap(file -> file.readIfPossible().stream())
        .toList();
  }

  private boolean isMissing() {
    try {
      return FileStamp.of(folder).equals(FileStamp.MISSING);
    } catch (IOException _) {
      return false; // whoever opens it hears the reason
    }
  }

  private List<Path> present() {
    List<Path> found = new ArrayList<>();
    if (isMissing()) {
      return found;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*" + ENDING)) {
      for (Path entry : entries) {
        if (Files.isRegularFile(entry)) {
          found.add(entry);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      warnOnce(e.toString());
    }
    found.sort(null);
    return found;
  }

  private void warnOnce(String problem) {
    if (warned.add(problem)) {
      LOG.log(Level.WARNING, "custom providers cannot be listed: {0}", problem);
    }
  }

  @Override
  public Optional<ProviderDeclaration> find(String id) {
    return ProviderId.isValid(id) ? file(path(id)).read() : Optional.empty();
  }

  @Override
  public ProviderDeclaration add(String base, Function<String, ProviderDeclaration> make) {
    return locked(
        () -> {
          String id =
              Stream.concat(Stream.of(base), numbered(base))
                  .filter(this::isFree)
                  .findFirst()
                  .orElseThrow();
          ProviderDeclaration made = make.apply(id);
          write(id, made);
          return made;
        });
  }

  private static Stream<String> numbered(String base) {
    return IntStream.iterate(1, number -> number + 1).mapToObj(number -> base + "_" + number);
  }

  private boolean isFree(String id) {
    return Files.notExists(path(id));
  }

  @Override
  public Optional<ProviderDeclaration> change(
      String id, UnaryOperator<ProviderDeclaration> change) {
    if (find(id).isEmpty()) {
      return Optional.empty();
    }
    return locked(
        () -> {
          Optional<ProviderDeclaration> changed = find(id).map(change);
          if (changed.isPresent()) {
            write(id, changed.get());
          }
          return changed;
        });
  }

  @Override
  public boolean remove(String id) {
    return ProviderId.isValid(id) && !isFree(id) && locked(() -> Files.deleteIfExists(path(id)));
  }

  private void write(String id, ProviderDeclaration declaration) throws IOException {
    byte[] text = JsonText.pretty(declaration.toJson()).getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(path(id), text, AtomicFile.Access.OWNER);
    AtomicFile.removeLeftovers(path(id));
  }

  private <T> T locked(LockFile.Work<T> work) {
    try {
      return lock.hold(work);
    } catch (IOException e) {
      throw new StorageException(
          folder + " cannot be written: " + e.getClass().getSimpleName() + " " + e.getMessage(), e);
    }
  }

  private Path path(String id) {
    return folder.resolve(id + ENDING);
  }

  private DeclarationFile file(Path path) {
    return files.computeIfAbsent(path, missing -> new DeclarationFile(missing, engines));
  }
}
