package dev.gander.bootstrap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A copy of this checkout for the commands in readmes, which run in it as they stand: with a home
/// folder of its own, and a local repository in which nothing of Gander is but what `./gander
/// install` puts there. Of all that is built it has the image only.
final class FreshCheckout implements AutoCloseable {
  private static final String COMMAND = "    $ ";
  private static final Set<String> BUILT = Set.of("target", "node_modules", ".git");
  private static final Path GROUP = Path.of("dev/gander");

  private final Path checkout;
  private final Path home;
  private final Path repository;
  private final List<Path> links = new ArrayList<>();

  private FreshCheckout(Path folder) {
    checkout = folder.resolve("checkout");
    home = folder.resolve("home");
    repository = folder.resolve("repository");
  }

  /// A checkout in an empty folder.
  static FreshCheckout in(Path folder) throws IOException {
    FreshCheckout fresh = new FreshCheckout(folder);
    fresh.copy(NodeTools.ROOT, fresh.checkout, BUILT);
    fresh.copy(
        NodeTools.IMAGE, fresh.checkout.resolve("bootstrap/target/image"), Set.of("plugins"));
    Files.createDirectories(fresh.home);
    fresh.linkLibraries(Path.of(System.getProperty("maven.repository")), fresh.repository);
    return fresh;
  }

  /// The folder of settings, which no variable names.
  Path configuration() {
    return home.resolve(".config/goose");
  }

  Path state() {
    return home.resolve(".local/state/goose");
  }

  /// Takes the links out of the folder, so that nobody who deletes it follows them.
  @Override
  public void close() throws IOException {
    for (Path link : links) {
      Files.delete(link);
    }
  }

  Path repository() {
    return repository;
  }

  /// The commands of a readme, in their order.
  List<String> commands(String readme) throws IOException {
    return Files.readAllLines(checkout.resolve(readme)).stream()
        .filter(line -> line.startsWith(COMMAND))
        .map(line -> line.substring(COMMAND.length()))
        .toList();
  }

  /// Runs a command to its end.
  ///
  /// @return what it printed to the standard output
  /// @throws AssertionError if it fails
  String run(String command) throws IOException, InterruptedException {
    Path err = Files.createTempFile("gander-command", ".txt");
    try {
      Process process = builder(command, Map.of()).redirectError(err.toFile()).start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(command + " failed:\n" + out + Files.readString(err));
      }
      return out;
    } finally {
      Files.delete(err);
    }
  }

  /// Starts a command that goes on.
  Process start(String command, Map<String, String> more) throws IOException {
    return builder(command, more).start();
  }

  private ProcessBuilder builder(String command, Map<String, String> more) {
    ProcessBuilder builder = new ProcessBuilder("bash", "-c", command).directory(checkout.toFile());
    Map<String, String> variables = builder.environment();
    variables.keySet().removeIf(name -> name.startsWith("GOOSE_") || name.startsWith("XDG_"));
    variables.putAll(
        Map.of(
            "HOME", home.toString(),
            "JAVA_HOME", System.getProperty("java.home"),
            // Javadoc takes longer than all the rest, and no readme needs it.
            "MAVEN_OPTS", "-Dmaven.javadoc.skip=true -Dmaven.repo.local=" + repository));
    variables.putAll(more);
    return builder;
  }

  /// All but Gander's own group is shared, so that nothing is fetched twice.
  private void linkLibraries(Path shared, Path own) throws IOException {
    Files.createDirectories(own);
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(shared)) {
      for (Path entry : entries) {
        Path place = own.resolve(entry.getFileName());
        Path inRepository = repository.relativize(place);
        if (inRepository.equals(GROUP.getParent())) {
          linkLibraries(entry, place);
        } else if (!inRepository.equals(GROUP)) {
          links.add(Files.createSymbolicLink(place, entry));
        }
      }
    }
  }

  /// The times of files tell whether the image is current.
  private void copy(Path from, Path to, Set<String> leftOut) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            if (leftOut.contains(folder.getFileName().toString())) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(to.resolve(from.relativize(folder)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
