package dev.gander.adapters.analyze.files;

import dev.gander.adapters.analyze.grammar.Grammars;
import dev.gander.adapters.analyze.grammar.SourceParser;
import dev.gander.adapters.analyze.source.Counts;
import dev.gander.adapters.analyze.source.Language;
import dev.gander.adapters.analyze.source.Outline;
import dev.gander.adapters.analyze.source.SourceBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Reads source files side by side, as long as there is time.
///
/// @param threads how many parse at once
/// @param maxBytes the size of a file that is read; a tree takes up to forty times as much memory
/// @param perFile how long parsing a file may take, and how long searching it
/// @param inAll after which time no further file is begun
public record SourceReader(int threads, long maxBytes, Duration perFile, Duration inAll) {
  /// As git tells text from other files.
  private static final int BYTES_WITHOUT_NUL = 8000;

  /// What is looked for in a file.
  public interface Look<T> {
    /// Empty if it takes too long.
    Optional<T> into(SourceParser parser, Language language, SourceBytes text);

    Look<Outline> OUTLINE = SourceParser::outline;
    Look<Counts> COUNTS = SourceParser::counts;
  }

  /// In the order of `files`.
  public <T> List<ReadFile<T>> read(List<SourceFile> files, Look<T> look)
      throws InterruptedException {
    if (files.isEmpty()) {
      return List.of();
    }
    long deadline = System.nanoTime() + inAll.toNanos();
    Grammars grammars = new Grammars();
    AtomicInteger next = new AtomicInteger();
    List<ReadFile<T>> read =
        new ArrayList<>(
            files.stream().map(file -> ReadFile.<T>skipped(file, Skipped.NO_TIME)).toList());
    Runnable work =
        () -> {
          try (SourceParser parser = new SourceParser(grammars, perFile)) {
            int at = next.getAndIncrement();
            while (at < files.size() && System.nanoTime() < deadline) {
              read.set(at, read(files.get(at), parser, look));
              at = next.getAndIncrement();
            }
          }
        };
    sideBySide(work, Math.min(threads, files.size()));
    return List.copyOf(read);
  }

  private static void sideBySide(Runnable work, int threads) throws InterruptedException {
    try (ExecutorService workers = Executors.newThreadPerTaskExecutor(Thread::new)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(workers.submit(work));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Error error -> throw error;
        case RuntimeException failure -> throw failure;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  private <T> ReadFile<T> read(SourceFile file, SourceParser parser, Look<T> look) {
    try {
      Optional<byte[]> bytes = bytes(file.path());
      if (bytes.isEmpty()) {
        return ReadFile.skipped(file, Skipped.TOO_LARGE);
      }
      SourceBytes text = new SourceBytes(bytes.get());
      if (!isText(text.bytes())) {
        return ReadFile.skipped(file, Skipped.NOT_TEXT);
      }
      Optional<T> known = look.into(parser, file.language(), text);
      return known.isPresent()
          ? ReadFile.known(file, known.get())
          : ReadFile.skipped(file, Skipped.TOO_SLOW);
    } catch (IOException _) {
      return ReadFile.skipped(file, Skipped.UNREADABLE);
    }
  }

  /// Empty for a file that is too large; it may have grown since it was found.
  private Optional<byte[]> bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(Math.toIntExact(maxBytes + 1));
      return bytes.length > maxBytes ? Optional.empty() : Optional.of(bytes);
    }
  }

  private static boolean isText(byte[] bytes) {
    for (int at = 0; at < Math.min(bytes.length, BYTES_WITHOUT_NUL); at++) {
      if (bytes[at] == 0) {
        return false;
      }
    }
    return true;
  }
}
