package dev.gander.adapters.local.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemMemoryTest {
  @TempDir Path root;

  private void write(String file, String content) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }

  private long bytes() {
    return new SystemMemory(root).available();
  }

  @Test
  void machineSaysWhatIsAvailable() throws IOException {
    write("proc/meminfo", "MemTotal: 9000 kB\nMemFree: 100 kB\nMemAvailable:    2000 kB\n");

    assertEquals(2000 * 1024, bytes());
  }

  @Test
  void containerMayAllowLess() throws IOException {
    write("proc/meminfo", "MemAvailable: 2000 kB\n");
    write("sys/fs/cgroup/memory.max", "1000000\n");
    write("sys/fs/cgroup/memory.current", "700000\n");
    write("sys/fs/cgroup/memory.stat", "anon 1\ninactive_file 100000\n");
    assertEquals(400_000, bytes());

    write("sys/fs/cgroup/memory.current", "2000000\n");
    assertEquals(0, bytes());
    write("sys/fs/cgroup/memory.max", "max\n");
    assertEquals(2000 * 1024, bytes());
  }

  @Test
  void systemThatSaysNothingHasHalfOfItsMemory() {
    SystemMemory memory = new SystemMemory(root);

    assertTrue(memory.total() > 0);
    assertEquals(memory.total() / 2, memory.available());
  }
}
