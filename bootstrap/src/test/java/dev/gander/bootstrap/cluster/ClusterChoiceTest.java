package dev.gander.bootstrap.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.cluster.ClusterSettings;
import dev.gander.domain.error.InvalidInput;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterChoiceTest {
  private static final String ADDRESS = "postgresql://me:s3cret@db/gander";

  @Test
  void oneMachineSharesNothing() {
    assertEquals(Optional.empty(), ClusterChoice.of(Map.of("GANDER_CLUSTER", "c"), () -> "n"));
    assertEquals(Optional.empty(), ClusterChoice.of(Map.of("GANDER_DATABASE", "  "), () -> "n"));
  }

  @Test
  void anAddressIsEnough() {
    ClusterSettings chosen = chosen(Map.of());

    assertEquals(new ClusterSettings(ADDRESS, "gander", "n", 10, Duration.ofSeconds(30)), chosen);
    assertFalse(chosen.toString().contains("s3cret"), chosen.toString());
  }

  @Test
  void theRestCanBeChosen() {
    assertEquals(
        new ClusterSettings(ADDRESS, "blue", "n", 40, Duration.ofSeconds(5)),
        chosen(
            Map.of(
                "GANDER_CLUSTER", "blue",
                "GANDER_DATABASE_CONNECTIONS", "40",
                "GANDER_DATABASE_PATIENCE", "5")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "0", "-3", "many", "99999999"})
  void numbersOfConnectionsThatMakeNoSense(String number) {
    assertThrows(InvalidInput.class, () -> chosen(Map.of("GANDER_DATABASE_CONNECTIONS", number)));
  }

  @Test
  void aLeaseLastsTenSecondsUnlessAnotherTimeIsChosen() {
    assertEquals(Duration.ofSeconds(10), ClusterChoice.lease(Map.of()));
    assertEquals(Duration.ZERO, ClusterChoice.drain(Map.of()));
    assertEquals(Duration.ofSeconds(30), ClusterChoice.drain(Map.of("GANDER_DRAIN_SECONDS", "30")));
    assertThrows(
        InvalidInput.class, () -> ClusterChoice.drain(Map.of("GANDER_DRAIN_SECONDS", "soon")));
    assertEquals(Duration.ofSeconds(3), ClusterChoice.lease(Map.of("GANDER_LEASE_SECONDS", "3")));
    assertThrows(
        InvalidInput.class, () -> ClusterChoice.lease(Map.of("GANDER_LEASE_SECONDS", "0")));
    assertEquals(Duration.ofHours(1), ClusterChoice.eventsKept(Map.of()));
    assertEquals(
        Duration.ofMinutes(5), ClusterChoice.eventsKept(Map.of("GANDER_JOURNAL_MINUTES", "5")));
  }

  private static ClusterSettings chosen(Map<String, String> more) {
    Map<String, String> variables = new HashMap<>(more);
    variables.put("GANDER_DATABASE", ADDRESS);
    return ClusterChoice.of(variables, () -> "n").orElseThrow();
  }
}
