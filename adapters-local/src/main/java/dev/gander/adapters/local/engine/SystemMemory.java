package dev.gander.adapters.local.engine;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The memory that the system tells of: on Linux from `/proc` and the container's limits.
final class SystemMemory implements MachineMemory {
  private static final Path MEMINFO = Path.of("/proc/meminfo");
  private static final Path CGROUP = Path.of("/sys/fs/cgroup");
  private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d{1,15}) kB");
  private static final Pattern CACHE = Pattern.compile("(?m)^inactive_file (\\d{1,18})$");

  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  @Override
  public long total() {
    return system.getTotalMemorySize();
  }

  @Override
  public long available() {
    long machine = number(MEMINFO, AVAILABLE).orElse(system.getFreeMemorySize() / 1024) * 1024;
    OptionalLong used = number(CGROUP.resolve("memory.current"), Pattern.compile("(\\d{1,18})"));
    if (used.isEmpty()) {
      return machine;
    }
    long cached = number(CGROUP.resolve("memory.stat"), CACHE).orElse(0);
    return Math.max(0, Math.min(machine, total() - used.getAsLong() + cached));
  }

  private static OptionalLong number(Path file, Pattern pattern) {
    try {
      Matcher found = pattern.matcher(Files.readString(file));
      return found.find() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
    } catch (IOException _) {
      return OptionalLong.empty();
    }
  }
}
