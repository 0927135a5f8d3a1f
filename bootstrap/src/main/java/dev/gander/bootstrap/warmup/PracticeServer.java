package dev.gander.bootstrap.warmup;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/// A server in this process that nobody else knows.
///
/// @param key what clients send as `X-Secret-Key`
/// @param end stops it, and returns when it is over
public record PracticeServer(URI uri, String key, Runnable end) implements AutoCloseable {
  @Override
  public void close() {
    end.run();
  }

  /// Starts one.
  public interface Start {
    /// @param home for all of its files
    /// @param model where it finds its model: a service in the form of chat completions
    /// @throws IOException if it cannot listen
    PracticeServer in(Path home, URI model) throws IOException;
  }
}
