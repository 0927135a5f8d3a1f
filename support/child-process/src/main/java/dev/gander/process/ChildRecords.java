package dev.gander.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Which processes have which children: an empty file for each child while it runs, whose name
/// tells both. Nothing is read or written but names, so that no file can be there by half. Several
/// processes may share the folder.
public record ChildRecords(Path folder) {
  private static final Logger LOG = System.getLogger(ChildRecords.class.getName());
  private static final String SEPARATOR = "-";

  record Entry(ProcessIdentity parent, ProcessIdentity child, Path file) {
    static Optional<Entry> of(Path file) {
      String[] names = file.getFileName().toString().split(SEPARATOR, -1);
      return names.length == 2
          ? ProcessIdentity.parse(names[0])
              .flatMap(
                  parent ->
                      ProcessIdentity.parse(names[1]).map(child -> new Entry(parent, child, file)))
          : Optional.empty();
    }

    void delete() {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        LOG.log(Level.DEBUG, "cannot delete " + file, e);
      }
    }
  }

  /// @param state the folder of the program's state; need not exist
  public static ChildRecords in(Path state) {
    return new ChildRecords(state.resolve("gander").resolve("children"));
  }

  /// Records a child of this process until it ends. One that cannot be recorded runs all the same.
  void add(Process process) {
    ProcessIdentity parent = ProcessIdentity.current();
    ProcessIdentity child = ProcessIdentity.of(process.toHandle());
    Path file = folder.resolve(parent.text() + SEPARATOR + child.text());
    try {
      create(file);
      var _ = process.onExit().thenRun(new Entry(parent, child, file)::delete);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "cannot record a child in " + folder, e);
    }
  }

  private void create(Path file) throws IOException {
    try {
      Files.createFile(file);
    } catch (NoSuchFileException _) {
      Files.createDirectories(folder);
      Files.createFile(file);
    }
  }

  /// All that can be read. Other files are none of ours.
  List<Entry> all() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.flatMap(file -> Entry.of(file).stream()).toList();
    } catch (IOException | UncheckedIOException e) {
      LOG.log(Level.WARNING, "cannot read the records of children in " + folder, e);
      return List.of();
    }
  }
}
