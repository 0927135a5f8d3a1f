package dev.gander.domain.speech;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a transcriber is set up.
///
/// @param configured whether it can be used
/// @param description for users
/// @param keys what it is set up with
/// @param host the address of its service; null unless it was changed
public record TranscriberStatus(
    boolean configured, String description, Keys keys, @Nullable String host) {

  /// What sets a transcriber up.
  public sealed interface Keys {
    /// It has what the provider of chats has.
    ///
    /// @param place where users find those settings
    record OfProvider(String place) implements Keys {}

    /// It has a setting or a secret of its own.
    record Own(String key) implements Keys {}
  }

  public Optional<String> changedHost() {
    return Optional.ofNullable(host);
  }
}
