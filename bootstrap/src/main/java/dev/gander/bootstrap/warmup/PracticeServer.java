package dev.gander.bootstrap.warmup;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/// A server in this process that nobody else knows.
///
/// @param key what clients send as `X-Secret-Key`
/// @param end stops it, and returns when it is over
public record PracticeServer(URI uri, String key, Runnable end) implements AutoCloseable {
  /// The variables of its environment. Nothing of the user's is in its reach: neither settings nor
  /// keys, nor what lies in the home folder. A program that does nothing stands in for the shell,
  /// which would read the user's files when it is asked for its `PATH`.
  ///
  /// @param home for all of its files
  /// @param model where it finds its model: a service in the form of chat completions
  public static Map<String, String> settings(Path home, URI model) {
    return Map.of(
        "HOME", home.toString(),
        "USERPROFILE", home.toString(),
        "GOOSE_SHELL", "true",
        "GOOSE_DISABLE_KEYRING", "1",
        "GOOSE_MODE", "auto",
        "GOOSE_PROVIDER", "openai",
        "GOOSE_MODEL", "practice",
        "OPENAI_HOST", model.toString(),
        "OPENAI_API_KEY", "practice");
  }

  @Override
  public void close() {
    end.run();
  }

  /// Starts one that has the [settings][#settings].
  public interface Start {
    /// @throws IOException if it cannot listen
    PracticeServer in(Path home, URI model) throws IOException;
  }
}
