package dev.gander.adapters.llm.programs.installed;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import dev.gander.process.ChildProcess;
import dev.gander.process.LineReader;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A running program that prints JSON objects, one per line. Other lines are kept for an error
/// message. One thread pulls at a time; any thread may send and close.
public final class JsonProgram implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(JsonProgram.class.getName());
  private static final int LONGEST_LINE = 16 * 1024 * 1024;
  private static final int READ_AHEAD = 64;
  private static final int PLAIN_KEPT = 4000;
  private static final Duration TIME_TO_END = Duration.ofSeconds(2);

  /// An object that the program printed, or the end of its output.
  private sealed interface Output {
    record Line(JsonObject json) implements Output {}

    record End(@Nullable String problem) implements Output {}
  }

  private final String name;
  private final ChildProcess child;
  private final ErrorText errors;
  private final Duration startTime;
  private final BlockingQueue<Output> output = new ArrayBlockingQueue<>(READ_AHEAD);
  private final BlockingQueue<byte[]> input = new LinkedBlockingQueue<>();
  private final StringBuilder plain = new StringBuilder();
  private final Thread reader;
  private final Thread writer;
  private volatile boolean closed;
  private Output.@Nullable End end;
  private boolean begun;

  public JsonProgram(String name, ChildProcess child, ErrorText errors, Duration startTime) {
    this.name = name;
    this.child = child;
    this.errors = errors;
    this.startTime = startTime;
    // A blocked pipe would hold a carrier of virtual threads.
    Thread.Builder threads = Thread.ofPlatform().daemon().name(name + "-" + child.pid() + "-", 0);
    reader = threads.start(this::read);
    writer = threads.start(this::write);
  }

  public String name() {
    return name;
  }

  public boolean isRunning() {
    return !closed && child.isRunning();
  }

  /// Sends an object as one line. If the program no longer reads, [#next()] notices it.
  public void send(JsonObject line) {
    sendText(JsonText.write(line) + "\n");
  }

  /// Sends a text as it is.
  public void sendText(String text) {
    input.add(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Ends its input after everything sent has been written.
  public void endInput() {
    input.add(new byte[0]);
  }

  /// The next object that it prints; empty at the end of its output, and after it was closed. Only
  /// the first one has a time limit, since an agent may work for hours.
  ///
  /// @throws ProviderException `RequestFailed` if it says nothing after its start
  public Optional<JsonObject> next() throws InterruptedException {
    if (end != null) {
      return Optional.empty();
    }
    if (begun) {
      return given(output.take());
    }
    Output first = output.poll(startTime.toMillis(), TimeUnit.MILLISECONDS);
    if (first == null) {
      throw new ProviderException.RequestFailed(
          "%s said nothing within %d s of its start (%s)"
              .formatted(name, startTime.toSeconds(), InstalledProgram.START_KEY),
          null);
    }
    return given(first);
  }

  /// The same, with a time limit.
  ///
  /// @throws ProviderException `RequestFailed` when nothing arrives in time
  public Optional<JsonObject> next(Duration patience) throws InterruptedException {
    if (end != null) {
      return Optional.empty();
    }
    Output next = output.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (next == null) {
      throw new ProviderException.RequestFailed(
          name + " said nothing for " + patience.toSeconds() + " seconds", null);
    }
    return given(next);
  }

  private Optional<JsonObject> given(Output next) {
    begun = true;
    return switch (next) {
      case Output.Line(JsonObject json) when !closed -> Optional.of(json);
      case Output.Line _ -> Optional.empty();
      case Output.End last -> {
        end = last;
        yield Optional.empty();
      }
    };
  }

  /// Why its output ended: the last of its output, without secrets.
  public ProviderException ended() throws InterruptedException {
    String problem = end == null ? null : end.problem();
    if (problem != null) {
      return new ProviderException.RequestFailed(name + " " + problem, null);
    }
    // Its outputs end before the process, and one before the other.
    var _ = child.awaitExit(TIME_TO_END);
    String said = lastWords();
    return ProgramFailures.of(
        name + " ended before it had answered" + (said.isEmpty() ? "" : ": " + said));
  }

  /// Its standard error and its output other than JSON; short and without secrets.
  private String lastWords() throws InterruptedException {
    return errors.of(plainLines() + "\n" + child.stderr());
  }

  private String plainLines() {
    synchronized (plain) {
      return plain.toString();
    }
  }

  /// A text of the program, with secrets removed.
  public String shown(String text) {
    return errors.of(text);
  }

  /// Runs `action` on some thread once the program has ended.
  public void whenEnded(Runnable action) {
    child.onExit(action);
  }

  /// Gives it a moment to end by itself, then kills it with all its child processes.
  public void end() {
    stop(TIME_TO_END);
  }

  /// Kills it at once, with all its child processes.
  @Override
  public void close() {
    stop(Duration.ZERO);
  }

  private void stop(Duration grace) {
    closed = true;
    writer.interrupt();
    child.stop(grace);
    reader.interrupt();
    output.clear();
    output.offer(new Output.End(null));
  }

  private void read() {
    LineReader lines = new LineReader(child.stdout(), LONGEST_LINE);
    try {
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        take(line);
      }
      output.put(new Output.End(null));
    } catch (IOException e) {
      stopTalking(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// It keeps printing unreadable output, or can no longer print.
  private void stopTalking(IOException why) {
    LOG.log(Level.DEBUG, "the output of " + name + " broke off", why);
    try {
      output.put(
          new Output.End(
              "printed a line that is too long, or its output broke off: " + why.getMessage()));
      child.stop(Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void take(byte[] line) throws InterruptedException {
    try {
      if (JsonText.parseMending(line) instanceof JsonObject json) {
        output.put(new Output.Line(json));
        return;
      }
    } catch (JsonSyntaxException e) {
      LOG.log(Level.DEBUG, "{0} printed a line that is no JSON: {1}", name, e.getMessage());
    }
    remember(errors.hidden(new String(line, StandardCharsets.UTF_8)));
  }

  private void remember(String line) {
    synchronized (plain) {
      plain.append(line, 0, Math.min(line.length(), PLAIN_KEPT)).append('\n');
      if (plain.length() > 2 * PLAIN_KEPT) {
        plain.delete(0, plain.length() - PLAIN_KEPT);
      }
    }
  }

  private void write() {
    try (OutputStream stdin = child.stdin()) {
      for (byte[] bytes = input.take(); bytes.length > 0; bytes = input.take()) {
        stdin.write(bytes);
        stdin.flush();
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, name + " does not read what it is told", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
