package dev.gander.adapters.nostr;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.testkit.store.InMemorySettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsualRelaysTest {
  private static final String SETTING = "GOOSE_NOSTR_RELAYS";
  private static final List<String> GOOSE =
      List.of(
          "wss://relay.damus.io",
          "wss://relay.primal.net",
          "wss://nos.lol",
          "wss://relay.nostr.band");

  private final InMemorySettings settings = new InMemorySettings();
  private final UsualRelays usual = new UsualRelays(settings);

  @Test
  void theSettingIsReadWithEachUse() {
    assertEquals(GOOSE, usual.read());

    settings.put(SETTING, JsonArray.of(List.of("wss://a", "wss://b"), Json::of));

    assertEquals(List.of("wss://a", "wss://b"), usual.read());
  }

  @Test
  void aSettingThatIsNotAListOfTextsCountsAsNotSet() {
    for (Json useless :
        List.of(JsonArray.EMPTY, Json.of("wss://a"), JsonArray.of(List.of(5), Json::of))) {
      settings.put(SETTING, useless);

      assertEquals(GOOSE, usual.read(), useless::toString);
    }
  }
}
