package dev.gander.bootstrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The memory that another process could use now: what Linux calls available, and no more than the
/// container still allows. Where the system does not tell, as much as this JVM may take.
final class FreeMemory {
  private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s+(\\d{1,15}) kB");
  private static final Pattern CACHE = Pattern.compile("(?m)^inactive_file (\\d{1,18})");

  private final Path root;

  /// @param root of the file system, in which the system describes itself
  FreeMemory(Path root) {
    this.root = root;
  }

  long bytes() {
    OptionalLong available = number(AVAILABLE, "proc/meminfo");
    long machine =
        available.isPresent() ? available.getAsLong() * 1024 : Runtime.getRuntime().maxMemory();
    return Math.max(0, Math.min(machine, ofContainer()));
  }

  private long ofContainer() {
    OptionalLong limit = number("sys/fs/cgroup/memory.max");
    OptionalLong used = number("sys/fs/cgroup/memory.current");
    if (limit.isEmpty() || used.isEmpty()) {
      return Long.MAX_VALUE;
    }
    // Files that are only remembered give way at once.
    long cache = number(CACHE, "sys/fs/cgroup/memory.stat").orElse(0);
    return limit.getAsLong() - Math.max(0, used.getAsLong() - cache);
  }

  private OptionalLong number(String file) {
    return number(Pattern.compile("^(\\d{1,18})\\s*$"), file);
  }

  private OptionalLong number(Pattern pattern, String file) {
    try {
      Matcher found = pattern.matcher(Files.readString(root.resolve(file)));
      return found.find() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
    } catch (IOException _) {
      return OptionalLong.empty();
    }
  }
}
