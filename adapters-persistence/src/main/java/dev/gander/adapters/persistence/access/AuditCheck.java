package dev.gander.adapters.persistence.access;

import dev.gander.domain.access.AuditEntry;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.StorageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Follows the chain of an audit log from its oldest line to its newest.
public final class AuditCheck {
  private final List<AuditFiles> places;

  /// @param folder as of [FileAuditLog]
  public AuditCheck(Path folder) {
    this(List.of(new AuditFiles(folder)));
  }

  private AuditCheck(List<AuditFiles> places) {
    this.places = places;
  }

  /// @param archive to which the oldest files of the log were moved; another copy of the newest one
  ///   in it does not count
  /// @throws InvalidInput if there is no such folder
  public static AuditCheck withArchive(Path archive, Path folder) {
    if (!Files.isDirectory(archive)) {
      throw new InvalidInput("There is no folder " + archive);
    }
    return new AuditCheck(List.of(new AuditFiles(archive), new AuditFiles(folder)));
  }

  /// What was found.
  ///
  /// @param first the number of the oldest line; 0 if there is none. More than 1 if older files
  ///   were taken away
  /// @param last the number of the newest line that fits
  /// @param hash of that line: whoever noted an earlier one finds out whether the end was cut off
  /// @param problem where the chain breaks; null if it does not
  public record Finding(long first, long last, String hash, @Nullable String problem) {}

  /// @throws StorageException if the log cannot be read
  public Finding run() {
    return run(_ -> {});
  }

  /// Reads all entries up to the first that does not fit.
  public List<AuditEntry> entries() {
    List<AuditEntry> entries = new ArrayList<>();
    run(line -> entries.add(line.entry()));
    return entries;
  }

  private Finding run(Consumer<AuditLine> reader) {
    Chain chain = new Chain(reader);
    try {
      for (Path file : files()) {
        Optional<String> problem = follow(file, chain);
        if (problem.isPresent()) {
          return chain.finding(problem.get());
        }
      }
    } catch (IOException e) {
      throw new StorageException("The audit log cannot be read: " + e.getMessage(), e);
    }
    return chain.finding(null);
  }

  /// A file that was copied instead of moved is read where it was written.
  private Collection<Path> files() throws IOException {
    SortedMap<String, Path> byName = new TreeMap<>();
    for (AuditFiles place : places) {
      for (Path file : place.all()) {
        if (place.equals(places.getLast()) || !file.equals(place.current())) {
          byName.put(file.getFileName().toString(), file);
        }
      }
    }
    return byName.values();
  }

  private static Optional<String> follow(Path file, Chain chain) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      int at = 1;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Optional<String> problem = chain.add(line);
        if (problem.isPresent()) {
          return Optional.of("%s, line %d: %s".formatted(file, at, problem.get()));
        }
        at++;
      }
      return Optional.empty();
    }
  }

  private static final class Chain {
    private final Consumer<AuditLine> reader;
    private long first;
    private long last;
    private String hash = AuditLine.NOTHING;

    Chain(Consumer<AuditLine> reader) {
      this.reader = reader;
    }

    Optional<String> add(String text) {
      Optional<AuditLine> parsed = AuditLine.parse(text);
      if (parsed.isEmpty()) {
        return Optional.of("not a line of the log");
      }
      AuditLine line = parsed.get();
      boolean isOldest = first == 0;
      if (isOldest) {
        first = line.number();
      } else if (line.number() != last + 1) {
        return Optional.of("number %d follows %d".formatted(line.number(), last));
      }
      boolean mustFit = !isOldest || line.number() == 1;
      if (mustFit && !line.before().equals(hash)) {
        return Optional.of("it was not written behind the line that is before it now");
      }
      last = line.number();
      hash = AuditLine.hash(text);
      reader.accept(line);
      return Optional.empty();
    }

    Finding finding(@Nullable String problem) {
      return new Finding(first, last, hash, problem);
    }
  }
}
