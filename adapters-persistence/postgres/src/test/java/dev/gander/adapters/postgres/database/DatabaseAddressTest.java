package dev.gander.adapters.postgres.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.InvalidInput;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {
  private static final String PLAIN = "postgresql://gander:s3cr%40t@db1,db2:5433/geese?";

  @Test
  void escapesStandForWhatTheyAre() {
    DatabaseAddress address = DatabaseAddress.parse(PLAIN + "sslmode=verify-full&currentSchema=v");

    assertEquals("s3cr@t", address.password());
    assertEquals("db1,db2:5433", address.hosts());
    assertEquals(Map.of("sslmode", "verify-full", "currentSchema", "v"), address.parameters());
    assertFalse(address.toString().contains("s3cr"), address.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "sslmod=require, sslmod",
    "sslmode=verify-ful, sslmode",
    "sslmode=VERIFY-FULL, sslmode",
    "sslmode=, sslmode",
    "sslmode, sslmode",
    "targetServerType=leader, targetServerType",
    "currentSchema=a;b, schema",
    "sslrootcert=%4, %-escape"
  })
  void whatIsMistypedIsRefusedByName(String parameter, String named) {
    String text =
        assertThrows(InvalidInput.class, () -> DatabaseAddress.parse(PLAIN + parameter)).text();

    assertTrue(text.contains(named), text);
    assertFalse(text.contains("s3cr"), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sslmode=disable",
        "sslmode=prefer",
        "sslmode=verify-ca",
        "targetServerType=primary",
        "targetServerType=any"
      })
  void whatTheDriverKnowsIsTaken(String parameter) {
    String[] parts = parameter.split("=", 2);

    assertEquals(Map.of(parts[0], parts[1]), DatabaseAddress.parse(PLAIN + parameter).parameters());
  }
}
