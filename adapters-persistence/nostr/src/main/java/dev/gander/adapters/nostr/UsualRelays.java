package dev.gander.adapters.nostr;

import dev.gander.domain.config.Settings;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import java.util.List;
import java.util.function.Function;

/// The relays to publish to when the request names none: those in the settings, or else goose's.
record UsualRelays(Settings settings) {
  private static final String KEY = "GOOSE_NOSTR_RELAYS";
  private static final List<String> GOOSE =
      List.of(
          "wss://relay.damus.io",
          "wss://relay.primal.net",
          "wss://nos.lol",
          "wss://relay.nostr.band");
  private static final Function<Json, List<String>> LIST = JsonFields.listOf(JsonFields::asText);

  /// As written in the settings. A setting that is not a list of strings counts as not set, as in
  /// goosed.
  List<String> read() {
    try {
      return settings.find(KEY).map(LIST).filter(relays -> !relays.isEmpty()).orElse(GOOSE);
    } catch (InvalidShape _) {
      return GOOSE;
    }
  }
}
