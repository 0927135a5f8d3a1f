package dev.gander.testkit.store;

import dev.gander.domain.config.DiagnosticFiles;
import dev.gander.domain.error.StorageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Files that a test adds, already truncated and in order.
public final class InMemoryDiagnosticFiles implements DiagnosticFiles {
  private final Map<Kind, List<Excerpt>> files = new ConcurrentHashMap<>();
  private final Set<Kind> broken = ConcurrentHashMap.newKeySet();

  /// Adds a file after those of its kind; its path is its name below `/`.
  public InMemoryDiagnosticFiles with(Kind kind, String name, String text) {
    List<Excerpt> all = new ArrayList<>(files.getOrDefault(kind, List.of()));
    all.add(new Excerpt(name, Path.of("/", name), text, false));
    files.put(kind, List.copyOf(all));
    return this;
  }

  /// From now on, files of this kind cannot be read.
  public InMemoryDiagnosticFiles breakAll(Kind kind) {
    broken.add(kind);
    return this;
  }

  @Override
  public List<Excerpt> read(Kind kind) {
    if (broken.contains(kind)) {
      throw new StorageException("cannot read " + kind, null);
    }
    return files.getOrDefault(kind, List.of());
  }
}
