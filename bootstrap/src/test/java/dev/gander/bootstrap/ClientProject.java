package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A copy of a client that needs another language, in a folder that keeps its packages from one run
/// to the next. Without the language or the packages its test is skipped, but never in CI.
record ClientProject(Path folder) {
  private static final Path COPIES = Path.of("target/clients").toAbsolutePath();

  /// By whoever has tried an example in its place.
  private static final Set<String> BUILT = Set.of("target", "node_modules", "venv");

  /// What a program has written, and its exit code.
  private record Result(int exit, String output) {}

  /// @param source a folder of the checkout, as in `examples/clients/python`
  static ClientProject of(String source) throws IOException {
    Path original = NodeTools.ROOT.resolve(source);
    ClientProject project =
        new ClientProject(Files.createDirectories(COPIES.resolve(original.getFileName())));
    try (FileChannel _ = project.lock()) {
      project.copy(original);
    }
    return project;
  }

  /// Tests in another process may want the same folder at the same time.
  ///
  /// @return holds it until it is closed
  private FileChannel lock() throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolveSibling(folder.getFileName() + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    var _ = channel.lock();
    return channel;
  }

  /// Leaves what is the same: another test may be running it.
  private void copy(Path original) throws IOException {
    try (Stream<Path> files = Files.walk(original)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        Path copy = folder.resolve(original.relativize(file));
        boolean isBuilt = BUILT.stream().anyMatch(original.relativize(file)::startsWith);
        if (!isBuilt && !(Files.exists(copy) && Files.mismatch(file, copy) < 0)) {
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  /// Skips the test if the command fails.
  void require(String reason, String... command) throws InterruptedException {
    try {
      skipUnless(reason, result(command));
    } catch (IOException e) {
      skipUnless(reason, new Result(-1, e.toString()));
    }
  }

  /// A virtual environment `venv` with the packages of `requirements.txt`.
  void installPython() throws IOException, InterruptedException {
    require(
        "Python 3.11 with venv is needed",
        "python3",
        "-c",
        "import sys, ensurepip; assert sys.version_info >= (3, 11), sys.version");
    install(
        "requirements.txt",
        List.of(
            List.of("python3", "-m", "venv", "--clear", "venv"),
            List.of("venv/bin/pip", "install", "--requirement", "requirements.txt")));
  }

  /// Installs what the file `pins`, unless it is installed already.
  void install(String pins, List<List<String>> commands) throws IOException, InterruptedException {
    try (FileChannel _ = lock()) {
      installLocked(pins, commands);
    }
  }

  private void installLocked(String pins, List<List<String>> commands)
      throws IOException, InterruptedException {
    Path wanted = folder.resolve(pins);
    Path installed = folder.resolve("installed");
    if (Files.exists(installed) && Files.mismatch(wanted, installed) < 0) {
      return;
    }
    for (List<String> command : commands) {
      skipUnless("the packages cannot be fetched", result(command.toArray(String[]::new)));
    }
    Files.copy(wanted, installed, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void skipUnless(String reason, Result result) {
    if (result.exit() != 0) {
      String problem = reason + ":\n" + result.output();
      if (System.getenv("CI") != null) {
        throw new AssertionError("CI runs every client, but " + problem);
      }
      abort(problem);
    }
  }

  /// What an earlier run has generated or built there must not help this one.
  void delete(String name) throws IOException {
    Path old = folder.resolve(name);
    if (Files.exists(old)) {
      try (Stream<Path> files = Files.walk(old)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /// Runs a command that has to succeed.
  ///
  /// @return the lines that it writes
  List<String> run(String... command) throws IOException, InterruptedException {
    Result result = result(command);
    if (result.exit() != 0) {
      throw new AssertionError(String.join(" ", command) + ":\n" + result.output());
    }
    return result.output().lines().toList();
  }

  /// Runs a program that tells what it sees in lines that begin with `ok` or `failed`, in a
  /// browser.
  ///
  /// @param least so many things it has to see
  void see(int least, String... command) throws IOException, InterruptedException {
    require("Chromium is needed", "chromium", "--version");
    install(
        "package-lock.json",
        List.of(List.of("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")));
    Result result = result(command);
    List<String> failed =
        result.output().lines().filter(line -> line.startsWith("failed ")).toList();
    // A report of many tests may show nothing but the first line.
    if (!failed.isEmpty()) {
      throw new AssertionError(String.join(" ;; ", failed));
    }
    long seen = result.output().lines().filter(line -> line.startsWith("ok ")).count();
    if (result.exit() != 0 || seen < least) {
      throw new AssertionError("saw only " + seen + " things, then:\n" + result.output());
    }
  }

  private Result result(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output);
    } finally {
      process.destroy();
    }
  }
}
