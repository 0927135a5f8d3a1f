package dev.gander.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A folder with a Debian in it that has neither Java nor anything of ours, in which programs run
/// as in a container: they see no other files and no other processes.
final class SmallDebian {
  private static final List<String> ISOLATED =
      List.of("unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-euc");

  /// Arguments: the folder, how it is mounted, the user, the command.
  private static final String ENTER =
      """
      root=$1 mode=$2 user=$3
      shift 3
      mount --bind -o "$mode" "$root" "$root"
      if [ "$mode" = ro ]; then
        mount -o remount,bind,ro "$root"
        mount -t tmpfs none "$root/tmp"
        if [ -d "$root/data" ]; then mount --bind "$root/data" "$root/data" && mount -o remount,bind,rw "$root/data"; fi
      fi
      mount --rbind /dev "$root/dev"
      mount -t proc proc "$root/proc"
      exec chroot --userspec="$user" "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"
      """;

  private final Path root;
  private final String mode;
  private final String user;
  private final List<Process> started;

  private SmallDebian(Path root, String mode, String user, List<Process> started) {
    this.root = root;
    this.mode = mode;
    this.user = user;
    this.started = started;
  }

  /// Unpacks layers, one over the other.
  static SmallDebian of(Path root, List<Path> layers) throws IOException, InterruptedException {
    Files.createDirectories(root);
    for (Path layer : layers) {
      succeed(
          "tar", "--extract", "--numeric-owner", "--file", layer.toString(), "-C", root.toString());
    }
    return new SmallDebian(root, "rw", "0:0", new ArrayList<>());
  }

  /// The same, read-only but for `/tmp` and `/data`, for the programs of another user.
  SmallDebian readOnlyFor(String other) {
    return new SmallDebian(root, "ro", other, started);
  }

  Path path(String name) {
    return root.resolve(name.substring(1));
  }

  boolean has(String name) {
    return Files.exists(path(name));
  }

  /// Starts a program; the command may begin with variables, as that of `env`.
  Process start(List<String> command) throws IOException {
    Process process = builder(command).start();
    started.add(process);
    return process;
  }

  /// Ends what still runs, and deletes the folder, whose links JUnit would warn of one by one.
  void discard() throws IOException, InterruptedException {
    for (Process process : started) {
      process.destroyForcibly().waitFor();
    }
    succeed("rm", "-rf", root.toString());
  }

  /// What a program prints that has to succeed.
  String run(String... command) throws IOException, InterruptedException {
    return succeed(builder(List.of(command)));
  }

  private ProcessBuilder builder(List<String> command) {
    return new ProcessBuilder(
        Stream.of(ISOLATED, List.of(ENTER, "sh", root.toString(), mode, user), command)
            .flatMap(List::stream)
            .toList());
  }

  /// Asks the first process of a container to end, as `docker stop` does, and gives back its
  /// status.
  static int stop(Process container) throws InterruptedException {
    container.toHandle().children().forEach(ProcessHandle::destroy);
    assertEquals(true, container.waitFor(1, TimeUnit.MINUTES), "it does not end");
    return container.exitValue();
  }

  /// The command line of the first process of a container.
  static String arguments(Process container) throws IOException {
    long first = container.toHandle().children().findFirst().orElseThrow().pid();
    return Files.readString(Path.of("/proc/" + first + "/cmdline")).replace('\0', ' ');
  }

  static String succeed(String... command) throws IOException, InterruptedException {
    return succeed(new ProcessBuilder(command));
  }

  static String succeed(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }
}
