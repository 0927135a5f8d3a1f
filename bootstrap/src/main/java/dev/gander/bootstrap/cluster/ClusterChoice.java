package dev.gander.bootstrap.cluster;

import dev.gander.domain.cluster.ClusterSettings;
import dev.gander.domain.error.InvalidInput;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Whether this server shares its stores with others. Only the environment decides: settings are
/// themselves something that may be shared.
public final class ClusterChoice {
  private ClusterChoice() {}

  /// Reads `GANDER_DATABASE`, `GANDER_CLUSTER`, `GANDER_DATABASE_CONNECTIONS` and
  /// `GANDER_DATABASE_PATIENCE`.
  ///
  /// @param node the name of this server
  /// @return empty for a server on its own
  /// @throws InvalidInput if a number is none
  public static Optional<ClusterSettings> of(Map<String, String> variables, String node) {
    String address = variables.getOrDefault("GANDER_DATABASE", "").strip();
    return address.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ClusterSettings(
                address,
                variables.getOrDefault("GANDER_CLUSTER", "gander"),
                node,
                number(variables, "GANDER_DATABASE_CONNECTIONS", ClusterSettings.CONNECTIONS),
                Duration.ofSeconds(
                    number(
                        variables,
                        "GANDER_DATABASE_PATIENCE",
                        (int) ClusterSettings.PATIENCE.toSeconds()))));
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
