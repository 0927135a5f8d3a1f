package dev.gander.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// What Linux tells about processes in `/proc`. Empty or false elsewhere, for processes that are
/// gone, and for what belongs to other users.
///
/// Reads without a channel, since an interrupt would close one.
final class Proc {
  private static final Optional<String> OWN_NAMESPACE = namespace("self");
  private static final Optional<String> BOOT =
      read("sys/kernel/random/boot_id").map(id -> id.substring(0, 8));

  /// The places of the start and of the group in what follows the program's name, which may contain
  /// anything.
  private static final int START = 20;

  private static final int GROUP = 3;

  /// Most files are shorter. The JDK would begin with eight times as much for each, and a start
  /// reads those of all processes.
  private static final int USUAL_LENGTH = 2_048;

  private Proc() {}

  static String environment(ProcessHandle process) {
    return read(process.pid() + "/environ").orElse("");
  }

  /// True for a process that has ended, and whose parent has not collected its exit code.
  static boolean isZombie(ProcessHandle process) {
    return stat(process).startsWith(") Z");
  }

  /// The number of a process's group; empty if that is not known.
  static String group(ProcessHandle process) {
    String[] fields = stat(process).split(" ");
    return fields.length > GROUP ? fields[GROUP] : "";
  }

  /// When a process started: in ticks since the boot, which do not change when the clock is set,
  /// and which boot that was.
  static Optional<String> start(ProcessHandle process) {
    String[] fields = stat(process).split(" ");
    return fields.length > START
        ? Optional.of(fields[START] + BOOT.map(id -> "b" + id).orElse(""))
        : Optional.empty();
  }

  /// False for what runs in a container that is seen from outside: numbers mean something else
  /// there.
  static boolean countsAsWeDo(ProcessHandle process) {
    return OWN_NAMESPACE.isPresent()
        && OWN_NAMESPACE.equals(namespace(Long.toString(process.pid())));
  }

  private static String stat(ProcessHandle process) {
    String all = read(process.pid() + "/stat").orElse("");
    return all.substring(Math.max(0, all.lastIndexOf(')')));
  }

  private static Optional<String> namespace(String pid) {
    try {
      return Optional.of(Files.readSymbolicLink(Path.of("/proc", pid, "ns", "pid")).toString());
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static Optional<String> read(String name) {
    try (var file = new FileInputStream("/proc/" + name)) {
      byte[] bytes = new byte[USUAL_LENGTH];
      int length = 0;
      for (int read; (read = file.read(bytes, length, bytes.length - length)) > 0; ) {
        length += read;
        if (length == bytes.length) {
          bytes = Arrays.copyOf(bytes, 2 * length);
        }
      }
      return Optional.of(new String(bytes, 0, length, ISO_8859_1));
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
