package dev.gander.application.api.session;

import dev.gander.domain.config.Settings;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.share.RelayAddress;
import dev.gander.domain.share.ShareLink;
import dev.gander.domain.share.SharedTexts;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/// `POST /sessions/{id}/share/nostr`: publishes a session's export, readable only by link.
public final class ShareSession {
  private static final String RELAYS = "GOOSE_NOSTR_RELAYS";
  private static final List<String> GOOSE_RELAYS =
      List.of(
          "wss://relay.damus.io",
          "wss://relay.primal.net",
          "wss://nos.lol",
          "wss://relay.nostr.band");
  private static final Function<Json, List<String>> LIST = JsonFields.listOf(JsonFields::asText);

  private final ExportSession export;
  private final Settings settings;
  private final SharedTexts texts;

  public ShareSession(ExportSession export, Settings settings, SharedTexts texts) {
    this.export = export;
    this.settings = settings;
    this.texts = texts;
  }

  /// @param form makes the document that is shared, as in [ExportSession]
  /// @param relays where to; if there are none, those of the settings or else goose's own
  /// @throws dev.gander.domain.session.SessionNotFound for an unknown id
  /// @throws Unavailable if a relay's address is none, there are too many, or none took the session
  public ShareLink share(
      SessionId id, BiFunction<Session, Iterator<Message>, String> form, List<String> relays)
      throws InterruptedException {
    String text = export.export(id, form);
    List<RelayAddress> addresses = addresses(relays.isEmpty() ? configured() : relays);
    if (addresses.size() > ShareLink.MOST_RELAYS) {
      throw new Unavailable("No link may name more than " + ShareLink.MOST_RELAYS + " relays");
    }
    return texts.publish(text, addresses);
  }

  /// A setting that is no list of texts counts as not set, as in goosed.
  private List<String> configured() {
    try {
      return settings
          .find(RELAYS)
          .map(LIST)
          .filter(relays -> !relays.isEmpty())
          .orElse(GOOSE_RELAYS);
    } catch (InvalidShape _) {
      return GOOSE_RELAYS;
    }
  }

  private static List<RelayAddress> addresses(List<String> relays) {
    try {
      return relays.stream()
          .map(String::strip)
          .filter(relay -> !relay.isEmpty())
          .distinct()
          .map(RelayAddress::new)
          .toList();
    } catch (InvalidInput e) {
      // 500 is all that goosed and its document know besides 404.
      throw new Unavailable(e.text(), e);
    }
  }
}
