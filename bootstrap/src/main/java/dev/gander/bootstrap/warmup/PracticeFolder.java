package dev.gander.bootstrap.warmup;

import dev.gander.files.Folders;
import dev.gander.files.PrivateFiles;
import dev.gander.process.ProcessIdentity;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The files of a warm-up, in a folder that is named after its process, so that the next one can
/// tell what a process that was killed has left behind.
final class PracticeFolder implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(PracticeFolder.class.getName());

  /// Settings are a file on most machines.
  private static final String CONFIG =
      """
      GOOSE_MAX_TURNS: 100
      extensions:
        developer:
          enabled: true
          type: platform
          name: developer
          description: 'Shell and files'
          bundled: true
      """;

  private final Path path;

  private PracticeFolder(Path path) {
    this.path = path;
  }

  /// @param all where there is one for each process that practises; need not exist
  static PracticeFolder make(Path all) throws IOException {
    PrivateFiles.createFolders(all);
    removeLeftovers(all);
    Path own = all.resolve(ProcessIdentity.current().text());
    Path config = own.resolve("config");
    PrivateFiles.createFolders(config);
    Files.writeString(config.resolve("config.yaml"), CONFIG);
    // Hints and rules of folders above end here.
    Files.createDirectories(own.resolve(".git"));
    return new PracticeFolder(own);
  }

  private static void removeLeftovers(Path all) throws IOException {
    List<Path> left;
    try (Stream<Path> folders = Files.list(all)) {
      left = folders.filter(PracticeFolder::isLeft).toList();
    }
    for (Path folder : left) {
      try {
        Folders.delete(folder);
      } catch (IOException e) {
        // Another server of this user deletes it, too, or will.
        LOG.log(Level.DEBUG, "{0} stays for now: {1}", folder, e);
      }
    }
  }

  private static boolean isLeft(Path folder) {
    return ProcessIdentity.parse(folder.getFileName().toString())
        .filter(process -> !process.isRunning())
        .isPresent();
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    Folders.delete(path);
  }
}
