package dev.gander.bootstrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the threads of a Java process do, for the message of a test that waits in vain.
final class ProcessThreads {
  private ProcessThreads() {}

  /// The stacks that have our classes in them, virtual threads too.
  static String of(long pid) {
    try {
      Path file = Files.createTempDirectory("gander-threads").resolve("threads.txt");
      String answer = jcmd(pid, "Thread.dump_to_file", file.toString());
      return Files.exists(file) ? ours(Files.readString(file)) : answer;
    } catch (IOException e) {
      return e.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return e.toString();
    }
  }

  /// What the JDK's `jcmd` tells.
  static String jcmd(long pid, String... command) throws IOException, InterruptedException {
    Path program = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process jcmd =
        new ProcessBuilder(
                Stream.concat(Stream.of(program.toString(), Long.toString(pid)), Stream.of(command))
                    .toList())
            .redirectErrorStream(true)
            .start();
    // A process that answers nobody must not keep us; what there is to read fits into the pipe.
    if (!jcmd.waitFor(1, TimeUnit.MINUTES)) {
      jcmd.toHandle().destroyForcibly();
    }
    try (Stream<String> lines = jcmd.inputReader().lines()) {
      return lines.collect(Collectors.joining("\n"));
    }
  }

  private static String ours(String dump) {
    return Stream.of(dump.split("\n\n"))
        .filter(stack -> stack.contains("dev.gander."))
        .collect(Collectors.joining("\n\n"));
  }
}
