package dev.gander.adapters.persistence.diagnostics;

import dev.gander.domain.config.DiagnosticFiles;
import dev.gander.domain.config.GoosePaths;
import dev.gander.domain.error.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Diagnostic files in goose's folders.
public final class PathDiagnosticFiles implements DiagnosticFiles {
  private static final int MOST_LOGS = 10;
  private static final int USUAL_LIMIT = 2 << 20;
  private static final int CONFIG_LIMIT = 256 << 10;

  private final GoosePaths paths;

  public PathDiagnosticFiles(GoosePaths paths) {
    this.paths = paths;
  }

  @Override
  public List<Excerpt> read(Kind kind) {
    try {
      return switch (kind) {
        case MODEL_LOGS -> excerpts("logs/", modelLogs(), USUAL_LIMIT);
        case SERVER_LOG -> excerpts("logs/server/", serverLog(), USUAL_LIMIT);
        case CONFIG -> excerpts("", existing(paths.configFile()), CONFIG_LIMIT);
        case SCHEDULE -> excerpts("", existing(paths.data().resolve("schedule.json")), USUAL_LIMIT);
        case SCHEDULED_RECIPES ->
            excerpts(
                "scheduled_recipes/",
                filesIn(paths.data().resolve("scheduled_recipes")),
                USUAL_LIMIT);
      };
    } catch (IOException e) {
      throw new StorageException("cannot read files for diagnostics: " + e.getMessage(), e);
    }
  }

  private List<Path> modelLogs() throws IOException {
    Map<Path, FileTime> changed = new TreeMap<>();
    for (Path file : filesIn(paths.logs())) {
      if (file.toString().endsWith(".jsonl")) {
        changed.put(file, changed(file));
      }
    }
    Comparator<Path> newestFirst = Comparator.<Path, FileTime>comparing(changed::get).reversed();
    return changed.keySet().stream().sorted(newestFirst).limit(MOST_LOGS).toList();
  }

  /// Logs are renamed while a turn runs: a log that has just gone counts as the oldest.
  private static FileTime changed(Path file) throws IOException {
    try {
      return Files.getLastModifiedTime(file);
    } catch (NoSuchFileException _) {
      return FileTime.fromMillis(0);
    }
  }

  private List<Path> serverLog() throws IOException {
    for (Path day : entries(paths.logs().resolve("server")).reversed()) {
      List<Path> logs = filesIn(day);
      if (!logs.isEmpty()) {
        return List.of(logs.getLast());
      }
    }
    return List.of();
  }

  private static List<Path> existing(Path file) {
    return Files.isRegularFile(file) ? List.of(file) : List.of();
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    return entries(folder).stream().filter(Files::isRegularFile).toList();
  }

  private static List<Path> entries(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }

  private static List<Excerpt> excerpts(String folder, List<Path> files, int limit)
      throws IOException {
    List<Excerpt> excerpts = new ArrayList<>();
    for (Path file : files) {
      try {
        CutText cut = CutText.of(file, limit);
        String name = folder + file.getFileName();
        excerpts.add(new Excerpt(name, file, cut.text(), cut.truncated()));
      } catch (NoSuchFileException _) {
        // Renamed since it was listed.
      }
    }
    return List.copyOf(excerpts);
  }
}
