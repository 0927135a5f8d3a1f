package org.example.program;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.ProviderStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;

/// A program's output, piece by piece as it is written. A separate thread reads it: reading from a
/// process cannot be interrupted, but waiting at a queue can.
final class ProgramAnswer implements ProviderStream {
  private static final int LONGEST_COMPLAINT = 1_000;

  /// What the reading thread delivers.
  private sealed interface Step {
    record Piece(String text) implements Step {}

    record End(Optional<ProviderException> failure) implements Step {}
  }

  private final Process process;
  private final FutureTask<String> complaint;
  private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();

  /// All pieces of an answer have one id and so become one message.
  private final String id = "program_" + UUID.randomUUID();

  private volatile boolean over;

  ProgramAnswer(Process process, String question) {
    this.process = process;
    complaint = new FutureTask<>(this::complaint);
    Thread.ofVirtual().start(complaint);
    Thread.ofVirtual().start(() -> ask(question));
    Thread.ofVirtual().start(this::read);
  }

  /// The next piece; empty at the end and ever after. An interrupt means that the user has
  /// cancelled.
  @Override
  public Optional<Delta> next() throws InterruptedException {
    if (over) {
      return Optional.empty();
    }
    try {
      return switch (steps.take()) {
        case Step.Piece(String text) -> Optional.of(delta(text));
        case Step.End(Optional<ProviderException> failure) -> end(failure);
      };
    } catch (InterruptedException e) {
      close();
      throw e;
    }
  }

  private Delta delta(String text) {
    long now = Instant.now().getEpochSecond();
    return Delta.of(Message.assistant(id, now, new Content.Text(text)));
  }

  private Optional<Delta> end(Optional<ProviderException> failure) {
    boolean closed = over;
    over = true;
    if (failure.isPresent() && !closed) {
      throw failure.get();
    }
    return Optional.empty();
  }

  /// Ends the program and all that it started. Any thread may call this, even while another one
  /// waits in [#next()].
  @Override
  public void close() {
    over = true;
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    steps.add(new Step.End(Optional.empty()));
  }

  private void ask(String question) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(question.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // A program need not read its input. Its exit code shows whether that is a failure.
    }
  }

  private void read() {
    try (Reader out = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
      char[] piece = new char[4096];
      for (int length = out.read(piece); length > 0; length = out.read(piece)) {
        steps.add(new Step.Piece(new String(piece, 0, length)));
      }
      int code = process.waitFor();
      steps.add(new Step.End(code == 0 ? Optional.empty() : Optional.of(failure(code))));
    } catch (IOException | ExecutionException e) {
      steps.add(
          new Step.End(
              Optional.of(new ProviderException.RequestFailed("the program broke off", e))));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ProviderException failure(int code) throws ExecutionException, InterruptedException {
    return new ProviderException.RequestFailed(
        "the program ended with " + code + ": " + complaint.get(), null);
  }

  /// The beginning of the program's error output. All of it is read: a full pipe would stop the
  /// program.
  private String complaint() throws IOException {
    try (InputStream err = process.getErrorStream()) {
      byte[] beginning = err.readNBytes(LONGEST_COMPLAINT);
      err.transferTo(OutputStream.nullOutputStream());
      return new String(beginning, StandardCharsets.UTF_8).strip();
    }
  }
}
