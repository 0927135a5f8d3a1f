package dev.gander.adapters.local.engine;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The memory that the system tells of: what Linux calls available, and no more than the container
/// still allows. Where the system does not tell, half of all.
public final class SystemMemory implements MachineMemory {
  private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s+(\\d{1,15}) kB");
  private static final Pattern CACHE = Pattern.compile("(?m)^inactive_file (\\d{1,18})");

  private final Path root;

  /// @param root of the file system, in which the system describes itself
  public SystemMemory(Path root) {
    this.root = root;
  }

  @Override
  public long total() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }

  @Override
  public long available() {
    OptionalLong available = number(AVAILABLE, "proc/meminfo");
    long machine = available.isPresent() ? available.getAsLong() * 1024 : total() / 2;
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
