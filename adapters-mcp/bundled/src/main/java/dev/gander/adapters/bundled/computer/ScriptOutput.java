package dev.gander.adapters.bundled.computer;

import dev.gander.process.DrainedProcess;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// What a script has printed to one stream: the first MiB of it, and how much it was. Thread-safe.
final class ScriptOutput implements DrainedProcess.Drain {
  private static final int MOST_KEPT = 1024 * 1024;

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private long size;

  @Override
  public synchronized void add(byte[] bytes, int count) {
    size += count;
    kept.write(bytes, 0, Math.min(count, MOST_KEPT - kept.size()));
  }

  /// In bytes.
  synchronized long size() {
    return size;
  }

  synchronized String text() {
    String text = kept.toString(StandardCharsets.UTF_8);
    return size > MOST_KEPT ? text + "\n… (cut after 1 MiB)" : text;
  }

  synchronized String beginning() {
    return new String(kept.toByteArray(), 0, Math.min(kept.size(), 1_000), StandardCharsets.UTF_8);
  }
}
