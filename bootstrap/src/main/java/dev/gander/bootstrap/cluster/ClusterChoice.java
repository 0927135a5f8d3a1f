package dev.gander.bootstrap.cluster;

import dev.gander.domain.cluster.ClusterSettings;
import dev.gander.domain.error.InvalidInput;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Whether this server shares its stores with others. Only the environment decides: settings are
/// themselves something that may be shared.
public final class ClusterChoice {
  private static final int LEASE_SECONDS = 10;
  private static final int EVENT_MINUTES = 60;

  private ClusterChoice() {}

  /// Reads `GANDER_DATABASE`, `GANDER_CLUSTER`, `GANDER_DATABASE_CONNECTIONS` and
  /// `GANDER_DATABASE_PATIENCE`.
  ///
  /// @param node gives the name of this server
  /// @return empty for a server on its own
  /// @throws InvalidInput if a number is none
  public static Optional<ClusterSettings> of(Map<String, String> variables, Supplier<String> node) {
    String address = variables.getOrDefault("GANDER_DATABASE", "").strip();
    return address.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ClusterSettings(
                address,
                variables.getOrDefault("GANDER_CLUSTER", "gander"),
                node.get(),
                number(variables, "GANDER_DATABASE_CONNECTIONS", ClusterSettings.CONNECTIONS),
                Duration.ofSeconds(
                    number(
                        variables,
                        "GANDER_DATABASE_PATIENCE",
                        (int) ClusterSettings.PATIENCE.toSeconds()))));
  }

  /// How long a session stays with a server that does not answer any more: `GANDER_LEASE_SECONDS`.
  ///
  /// @throws InvalidInput if it is no number, or zero
  public static Duration lease(Map<String, String> variables) {
    int seconds = number(variables, "GANDER_LEASE_SECONDS", LEASE_SECONDS);
    if (seconds == 0) {
      throw new InvalidInput("GANDER_LEASE_SECONDS must be at least 1");
    }
    return Duration.ofSeconds(seconds);
  }

  /// How long the events of turns are kept for clients that come back: `GANDER_JOURNAL_MINUTES`.
  ///
  /// @throws InvalidInput if it is no number
  public static Duration eventsKept(Map<String, String> variables) {
    return Duration.ofMinutes(number(variables, "GANDER_JOURNAL_MINUTES", EVENT_MINUTES));
  }

  /// How long a server that was told to stop goes on with what it has begun:
  /// `GANDER_DRAIN_SECONDS`. Without it, nothing goes on.
  ///
  /// @throws InvalidInput if it is no number
  public static Duration drain(Map<String, String> variables) {
    return Duration.ofSeconds(number(variables, "GANDER_DRAIN_SECONDS", 0));
  }

  private static int number(Map<String, String> variables, String name, int usual) {
    String text = variables.getOrDefault(name, "").strip();
    if (text.isEmpty()) {
      return usual;
    }
    if (!text.matches("\\d{1,6}")) {
      throw new InvalidInput(name + " must be a whole number, not `" + text + "`");
    }
    return Integer.parseInt(text);
  }
}
