package dev.gander.domain.speech;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a transcriber is set up.
///
/// @param configured whether it can be used
/// @param description for users
/// @param keys what it is set up with
/// @param models with which it can listen
/// @param host the address of its service; null unless it was changed
public record TranscriberStatus(
    boolean configured, String description, Keys keys, Models models, @Nullable String host) {

  /// What sets a transcriber up.
  public sealed interface Keys {
    /// It has what the provider of chats has.
    ///
    /// @param place where users find those settings
    record OfProvider(String place) implements Keys {}

    /// It has a setting or a secret of its own.
    record Own(String key, boolean secret) implements Keys {}
  }

  /// The models among which users choose.
  ///
  /// @param key the setting with their choice
  /// @param usual the id of the one for users who have not chosen
  /// @param chosen the id of the one in use, which need not be among those that are offered
  public record Models(String key, String usual, String chosen, List<Offered> offered) {
    public Models {
      offered = List.copyOf(offered);
    }
  }

  /// A model.
  ///
  /// @param label its name for users
  public record Offered(String id, String label, String description) {}

  public Optional<String> changedHost() {
    return Optional.ofNullable(host);
  }
}
