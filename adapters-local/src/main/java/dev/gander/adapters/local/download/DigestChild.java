package dev.gander.adapters.local.download;

import dev.gander.process.ChildProcess;
import dev.gander.process.ChildRecords;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// A [DigestProgram] for one file, which starts while the file begins to arrive. If it cannot be
/// asked any more, finishing says so.
final class DigestChild implements PartDigest {
  private static final System.Logger LOG = System.getLogger(DigestChild.class.getName());

  /// The program is told no more often than after so many bytes.
  private static final long STEP = 4 << 20;

  private final CompletableFuture<ChildProcess> starting;
  private long told;
  private long written;
  private @Nullable IOException failure;

  /// @param written how much of the file is there already
  DigestChild(Path file, long written, ChildRecords records) {
    this.written = written;
    starting =
        CompletableFuture.supplyAsync(
            () -> start(file, records), task -> Thread.ofVirtual().start(task));
  }

  private static ChildProcess start(Path file, ChildRecords records) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    List<String> arguments =
        List.of(
            "-XX:+UseSerialGC",
            "-Xmx32m",
            "-XX:-UsePerfData",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=" + temporary.resolve("gander-digest-crash.log"),
            "-cp",
            ownJar().toString(),
            DigestProgram.class.getName(),
            file.toString());
    try {
      return ChildProcess.start(java, arguments, Map.of("LC_ALL", "C.UTF-8"), temporary, records);
    } catch (IOException e) {
      throw new UncheckedIOException("the program for digests cannot be started", e);
    }
  }

  private static Path ownJar() {
    return Path.of(
        URI.create(
            DigestProgram.class.getProtectionDomain().getCodeSource().getLocation().toString()));
  }

  @Override
  public void advance(long upTo) {
    written = upTo;
    if (written - told >= STEP && starting.state() == Future.State.SUCCESS) {
      told = written;
      tell(starting.resultNow(), told);
    }
  }

  @Override
  public void restart() {
    told = 0;
    written = 0;
    // Before its start it was told nothing that it would have to forget.
    if (starting.state() == Future.State.SUCCESS) {
      tell(starting.resultNow(), DigestProgram.RESTART);
    }
  }

  private void tell(ChildProcess child, long order) {
    byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(order).array();
    try {
      child.stdin().write(bytes);
      child.stdin().flush();
    } catch (IOException e) {
      failure = failure == null ? e : failure;
    }
  }

  @Override
  public String finish() throws IOException, InterruptedException {
    ChildProcess child = started();
    tell(child, written);
    tell(child, DigestProgram.FINISH);
    if (failure != null) {
      throw failure;
    }
    String answer =
        new BufferedReader(new InputStreamReader(child.stdout(), StandardCharsets.US_ASCII))
            .readLine();
    if (answer == null) {
      LOG.log(Level.WARNING, "the program for digests has ended: {0}", child.stderr());
      throw new IOException("the program for digests has ended");
    }
    return answer;
  }

  private ChildProcess started() throws IOException, InterruptedException {
    try {
      return starting.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  /// Does not wait for its start.
  @Override
  public void close() {
    var _ = starting.thenAccept(child -> child.stop(Duration.ZERO));
  }
}
