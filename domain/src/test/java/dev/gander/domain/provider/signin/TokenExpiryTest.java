package dev.gander.domain.provider.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokenExpiryTest {
  private static final JsonObject AT_1000 = JsonObject.of("expires_at", Json.of(1000));

  @Test
  void datesAndSecondsAreRead() {
    assertEnds(1000, AT_1000);
    assertEnds(1000, JsonObject.of("expires_at", Json.of("1000")));
    assertEnds(1000, JsonObject.of("expires_on", Json.of("1970-01-01T01:16:40+01:00")));
    assertEnds(
        1000, JsonObject.of("expires_at", Json.of("soon")).with("expires_on", Json.of(1000)));
  }

  @Test
  void theEndIsFoundAtAnyDepth() {
    assertEnds(1000, JsonObject.of("a", JsonArray.of(Json.of(1), JsonObject.of("b", AT_1000))));
  }

  @Test
  void whatCanBeRenewedDoesNotEnd() {
    assertEquals(Optional.empty(), TokenExpiry.of(AT_1000.with("refresh_token", Json.of("r"))));
    assertEnds(1000, AT_1000.with("refresh_token", Json.of("")));
  }

  @Test
  void whatMakesNoSenseIsUnknown() {
    assertEquals(Optional.empty(), TokenExpiry.of(Json.of("x")));
    for (double beyond : new double[] {1e300, -1e300}) {
      assertEquals(Optional.empty(), TokenExpiry.of(JsonObject.of("expires_at", Json.of(beyond))));
    }
    for (Instant last : List.of(Instant.MIN, Instant.MAX)) {
      Json seconds = Json.of(last.getEpochSecond());
      assertEquals(Optional.empty(), TokenExpiry.of(JsonObject.of("expires_at", seconds)));
    }
  }

  private static void assertEnds(long seconds, Json tokens) {
    assertEquals(Optional.of(Instant.ofEpochSecond(seconds)), TokenExpiry.of(tokens));
  }
}
