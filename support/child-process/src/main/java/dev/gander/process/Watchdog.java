package dev.gander.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Ends the children of this process when it dies without ending them: a shell waits for the end of
/// a pipe that we never write to, and becomes a Java program that looks for them. It has none of
/// our variables, and none of our files open.
public final class Watchdog implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Watchdog.class.getName());
  private static final Path SHELL = Path.of("/bin/sh");

  /// What our terminal or supervisor sends to the whole group must not end it before us.
  private static final String SCRIPT = "trap '' HUP INT QUIT TERM; read -r gone; exec \"$@\"";

  /// The end of the pipe comes a little before that of the process.
  private static final Duration LAST_BREATH = Duration.ofSeconds(10);

  private final Process process;

  private Watchdog(Process process) {
    this.process = process;
  }

  /// Empty where no shell, or nothing to start Java with, is found.
  public static Optional<Watchdog> start(ChildRecords records) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Optional<Path> program = program();
    if (program.isEmpty() || !Files.isExecutable(SHELL) || !Files.isExecutable(java)) {
      return Optional.empty();
    }
    List<String> command = new ArrayList<>();
    OwnSession.command().ifPresent(command::add);
    command.addAll(List.of(SHELL.toString(), "-c", SCRIPT, "watchdog", java.toString()));
    command.addAll(List.of("-Xint", "-XX:+UseSerialGC", "-Xmx32m"));
    command.addAll(List.of("-cp", program.get().toString(), Watchdog.class.getName()));
    command.addAll(List.of(records.folder().toString(), ProcessIdentity.current().text()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(Path.of("/").toFile())
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD);
    builder.environment().clear();
    // Without it, Java on Linux finds no folder whose name has letters beyond ASCII.
    builder.environment().put("LC_ALL", "C.UTF-8");
    try {
      return Optional.of(new Watchdog(builder.start()));
    } catch (IOException e) {
      LOG.log(Level.WARNING, "nothing watches over the children of this process", e);
      return Optional.empty();
    }
  }

  /// The file or folder that this class is in.
  private static Optional<Path> program() {
    URL place = Watchdog.class.getProtectionDomain().getCodeSource().getLocation();
    try {
      return place.getProtocol().equals("file")
          ? Optional.of(Path.of(place.toURI()))
          : Optional.empty();
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  /// Sends it away: there is nothing left to end.
  @Override
  public void close() {
    process.destroyForcibly();
  }

  /// Run when the watched process dies.
  ///
  /// @param arguments the folder of the records, and the watched process
  public static void main(String[] arguments) throws InterruptedException {
    ProcessIdentity watched = ProcessIdentity.parse(arguments[1]).orElseThrow();
    long deadline = System.nanoTime() + LAST_BREATH.toNanos();
    while (watched.isRunning() && System.nanoTime() < deadline) {
      Thread.sleep(10);
    }
    LeftProcesses.ofDeadPrograms(new ChildRecords(Path.of(arguments[0]))).end();
  }
}
