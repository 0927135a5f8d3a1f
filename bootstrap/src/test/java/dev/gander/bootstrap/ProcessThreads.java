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

  /// The stacks that have our classes in them, virtual threads too, as the JDK's `jcmd` tells.
  static String of(long pid) {
    try {
      Path file = Files.createTempDirectory("gander-threads").resolve("threads.txt");
      Process jcmd =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  Long.toString(pid),
                  "Thread.dump_to_file",
                  file.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      boolean isOver = jcmd.waitFor(1, TimeUnit.MINUTES);
      return isOver && Files.exists(file)
          ? ours(Files.readString(file))
          : "process " + pid + " does not tell what its threads do";
    } catch (IOException e) {
      return e.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return e.toString();
    }
  }

  private static String ours(String dump) {
    return Stream.of(dump.split("\n\n"))
        .filter(stack -> stack.contains("dev.gander."))
        .collect(Collectors.joining("\n\n"));
  }
}
