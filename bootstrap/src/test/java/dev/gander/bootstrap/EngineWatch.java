package dev.gander.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Looks at the engines of a server again and again: how many there were, and whether each has a
/// limit of memory and keeps it. Linux.
final class EngineWatch implements AutoCloseable {
  private static final long PAUSE_NANOS = 30_000_000;
  private static final Pattern PROGRAM = Pattern.compile("TextEngineProgram|WhisperProgram");
  private static final Pattern RESIDENT = Pattern.compile("RssAnon:\\s+(\\d+) kB");

  /// Of all memory (speech), or of what is private (text).
  private static final Pattern LIMIT = Pattern.compile("Max (?:address space|data size) +(\\d+) ");

  private final ProcessHandle server;
  private final Map<ProcessHandle, String> engines = new ConcurrentHashMap<>();
  private final List<String> overLimit = new CopyOnWriteArrayList<>();
  private volatile long largest;
  private volatile boolean isClosed;

  EngineWatch(long server) {
    this.server = ProcessHandle.of(server).orElseThrow();
    Thread.ofPlatform().daemon().start(this::watch);
  }

  /// How many engines with that program there were.
  long seen(String program) {
    return engines.values().stream().filter(program::equals).count();
  }

  List<String> overLimit() {
    return overLimit;
  }

  /// Whether no engine runs.
  boolean isQuiet() {
    return engines.keySet().stream().noneMatch(ProcessHandle::isAlive)
        && server.descendants().allMatch(it -> program(it).isEmpty());
  }

  private void watch() {
    while (!isClosed) {
      server.descendants().forEach(it -> program(it).ifPresent(program -> look(it, program)));
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /// Not the shell that sets the limit, which has the same words in its command line.
  private static Optional<String> program(ProcessHandle process) {
    boolean isJava = process.info().command().filter(it -> it.endsWith("/java")).isPresent();
    return isJava
        ? read(process, "cmdline").map(PROGRAM::matcher).filter(Matcher::find).map(it -> it.group())
        : Optional.empty();
  }

  private void look(ProcessHandle engine, String program) {
    Optional<String> limits = read(engine, "limits");
    Optional<Long> resident = number(RESIDENT, read(engine, "status")).map(it -> it * 1024);
    if (limits.isEmpty() || resident.isEmpty()) {
      // It has just ended.
      return;
    }
    engines.put(engine, program);
    largest = Math.max(largest, resident.get());
    Optional<Long> limit = number(LIMIT, limits);
    if (limit.isEmpty() || resident.get() > limit.get()) {
      overLimit.add("%s has %d bytes of %s".formatted(program, resident.get(), limit));
    }
  }

  private static Optional<Long> number(Pattern pattern, Optional<String> text) {
    return text.map(pattern::matcher).filter(Matcher::find).map(it -> Long.valueOf(it.group(1)));
  }

  /// Empty if the process has ended.
  private static Optional<String> read(ProcessHandle process, String name) {
    try {
      return Optional.of(
          new String(Files.readAllBytes(Path.of("/proc/" + process.pid(), name)), UTF_8));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      // The kernel says so of a process that ends just now.
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    isClosed = true;
  }

  @Override
  public String toString() {
    return "%d engines for text, %d for speech, at most %d MB"
        .formatted(seen("TextEngineProgram"), seen("WhisperProgram"), largest >> 20);
  }
}
