package dev.gander.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A program of ours in a JVM of its own, for work that may end a JVM or fill its memory. It reads
/// a request from its standard input and writes one answer: a byte that is not 0 for an error, and
/// a text. It keeps no files of its own, not even when it crashes. Thread-safe.
///
/// @param classPath its jars
/// @param main its class
/// @param options more of them for the JVM
/// @param environment all of its variables
/// @param records where it is recorded while it runs
/// @param temp where each run gets a folder for its temporary files
public record JavaProgram(
    List<Path> classPath,
    String main,
    List<String> options,
    Map<String, String> environment,
    ChildRecords records,
    Path temp,
    Limits limits) {
  private static final Logger LOG = System.getLogger(JavaProgram.class.getName());
  private static final Duration LAST_BREATH = Duration.ofSeconds(5);

  /// The exit code of a JVM with `ExitOnOutOfMemoryError`.
  private static final int OUT_OF_MEMORY = 3;

  /// @param heapMegabytes what the program may keep in mind
  /// @param time after which it is ended
  /// @param answerBytes the longest answer
  public record Limits(int heapMegabytes, Duration time, int answerBytes) {}

  /// How a run has ended.
  public sealed interface End {
    /// With an answer.
    record Answer(boolean isError, String text) implements End {}

    /// Without one in time.
    record TooLate() implements End {}

    /// Its answer is longer than it may be.
    record TooLong() implements End {}

    record OutOfMemory() implements End {}

    /// In another way, which the log tells more about.
    record Crash(int exitCode) implements End {}
  }

  /// Writes a request.
  @FunctionalInterface
  public interface Request {
    void writeTo(OutputStream out) throws IOException;
  }

  public JavaProgram {
    classPath = List.copyOf(classPath);
    options = List.copyOf(options);
    environment = complete(environment);
  }

  /// Without it, Java on Linux finds no file whose name has letters beyond ASCII.
  private static Map<String, String> complete(Map<String, String> given) {
    Map<String, String> complete = new HashMap<>(given);
    complete.put("LC_ALL", "C.UTF-8");
    return Map.copyOf(complete);
  }

  /// Runs it once.
  ///
  /// @throws IOException if it cannot be started, or its answer breaks off
  /// @throws InterruptedException if the thread was interrupted; nothing is left running
  public End run(Request request) throws IOException, InterruptedException {
    Path folder = TemporaryFolders.create(temp, "gander-java-");
    try {
      return run(request, folder);
    } finally {
      delete(folder);
    }
  }

  private End run(Request request, Path folder) throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    ChildProcess child = ChildProcess.start(java, command(folder), environment, folder, records);
    try {
      send(request, child);
      FutureTask<byte[]> answer =
          new FutureTask<>(() -> child.stdout().readNBytes(limits.answerBytes() + 1));
      Thread.ofVirtual().name("java-" + child.pid()).start(answer);
      return end(answer.get(limits.time().toMillis(), TimeUnit.MILLISECONDS), child);
    } catch (TimeoutException _) {
      return new End.TooLate();
    } catch (ExecutionException e) {
      throw new IOException("the answer broke off", e.getCause());
    } finally {
      child.stop(Duration.ZERO);
    }
  }

  private List<String> command(Path folder) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-Xmx" + limits.heapMegabytes() + "m", "-XX:+ExitOnOutOfMemoryError"));
    command.addAll(List.of("-XX:-UsePerfData", "-XX:-CreateCoredumpOnCrash"));
    command.add("-XX:ErrorFile=" + folder.resolve("crash.log"));
    command.add("-Djava.io.tmpdir=" + folder);
    command.addAll(options);
    List<String> jars = classPath.stream().map(Path::toString).toList();
    command.addAll(List.of("-cp", String.join(File.pathSeparator, jars), main));
    return command;
  }

  /// A program that has died already says so by its end.
  private static void send(Request request, ChildProcess child) {
    try {
      request.writeTo(child.stdin());
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the program reads no request", e);
    }
  }

  private End end(byte[] answer, ChildProcess child) throws InterruptedException {
    if (answer.length > limits.answerBytes()) {
      return new End.TooLong();
    }
    int exit = child.awaitExit(LAST_BREATH);
    if (exit == 0 && answer.length > 0) {
      return new End.Answer(answer[0] != 0, new String(answer, 1, answer.length - 1, UTF_8));
    }
    LOG.log(Level.WARNING, main + " ended with " + exit + ": " + child.stderr());
    return exit == OUT_OF_MEMORY ? new End.OutOfMemory() : new End.Crash(exit);
  }

  private static void delete(Path folder) {
    try {
      TemporaryFolders.deleteWithFiles(folder);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the folder " + folder + " stays behind", e);
    }
  }
}
