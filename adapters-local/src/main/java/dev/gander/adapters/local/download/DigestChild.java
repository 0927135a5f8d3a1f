package dev.gander.adapters.local.download;

import dev.gander.process.ChildProcess;
import dev.gander.process.ChildRecords;
import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A [DigestProgram] for one file. If it cannot be asked any more, finishing says so.
final class DigestChild implements PartDigest {
  private static final System.Logger LOG = System.getLogger(DigestChild.class.getName());

  /// The program is told no more often than after so many bytes.
  private static final long STEP = 4 << 20;

  private final ChildProcess child;
  private final DataOutputStream orders;
  private long told;
  private long written;
  private @Nullable IOException failure;

  private DigestChild(ChildProcess child) {
    this.child = child;
    orders = new DataOutputStream(child.stdin());
  }

  /// @param written how much of the file is there already
  /// @throws IOException if the program cannot be started
  static DigestChild start(Path file, long written, ChildRecords records) throws IOException {
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
    DigestChild digest =
        new DigestChild(
            ChildProcess.start(java, arguments, Map.of("LC_ALL", "C.UTF-8"), temporary, records));
    digest.advance(written);
    return digest;
  }

  private static Path ownJar() {
    return Path.of(
        URI.create(
            DigestProgram.class.getProtectionDomain().getCodeSource().getLocation().toString()));
  }

  @Override
  public void advance(long upTo) {
    written = upTo;
    if (written - told >= STEP) {
      told = written;
      tell(told);
    }
  }

  @Override
  public void restart() {
    told = 0;
    written = 0;
    tell(DigestProgram.RESTART);
  }

  private void tell(long order) {
    try {
      orders.writeLong(order);
      orders.flush();
    } catch (IOException e) {
      failure = failure == null ? e : failure;
    }
  }

  @Override
  public String finish() throws IOException, InterruptedException {
    tell(written);
    tell(DigestProgram.FINISH);
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

  @Override
  public void close() {
    child.stop(Duration.ZERO);
  }
}
