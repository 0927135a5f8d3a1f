package dev.gander.adapters.acp.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gander.adapters.acp.connection.AcpMethod;
import dev.gander.adapters.acp.rpc.RpcError;
import dev.gander.application.api.UseCases;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageJson;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionJson;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.share.SharedText;
import dev.gander.json.jackson.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// Sessions as texts and links.
public record TransferMethods(UseCases use) {

  public Map<String, AcpMethod> methods() {
    return Map.of(
        "session/export", AcpMethod.of(this::export),
        "session/import", AcpMethod.of(this::importing),
        "session/share/nostr", AcpMethod.of(this::share));
  }

  private Json export(JsonFields fields) {
    SessionId id = new SessionId(fields.text("sessionId"));
    try {
      return JsonObject.of(
          "data", Json.of(use.sessions().exporting().export(id, TransferMethods::text)));
    } catch (SessionNotFound _) {
      throw RpcError.internal("Session not found");
    }
  }

  /// The tree of a long conversation would be several times as large as its text.
  private static String text(Session session, Iterator<Message> messages) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      JsonText.pretty(SessionJson.write(session), "conversation", items(messages), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString(UTF_8);
  }

  private static Iterator<Json> items(Iterator<Message> messages) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return messages.hasNext();
      }

      @Override
      public Json next() {
        return MessageJson.write(messages.next());
      }
    };
  }

  /// Newer clients call the text `input`, and say what it is. A text that is no session is an
  /// internal error.
  private Json importing(JsonFields fields) throws InterruptedException {
    boolean isNew = fields.object().has("input");
    String text = fields.text(isNew ? "input" : "data");
    String source = isNew ? fields.orElse("source", JsonFields::asText, "auto") : "json";
    boolean isLink =
        switch (source) {
          case "json" -> false;
          case "nostr" -> true;
          case "auto" -> isLink(text);
          case String unknown -> throw InvalidShape.unknownVariant(unknown);
        };
    try {
      return imported(
          isLink ? use.sharing().importing().add(text) : use.sessions().importing().add(text));
    } catch (InvalidInput e) {
      throw RpcError.internal(e.text());
    }
  }

  /// Without relays, to the usual ones.
  private Json share(JsonFields fields) throws InterruptedException {
    SessionId id = new SessionId(fields.text("sessionId"));
    List<String> relays = fields.orElse("relays", JsonFields.listOf(JsonFields::asText), List.of());
    SharedText shared = use.sharing().share().share(id, TransferMethods::text, relays);
    return JsonObject.builder()
        .put("deeplink", shared.link())
        .put("nevent", shared.locator())
        .put("eventId", shared.id())
        .put("relays", JsonArray.ofTexts(shared.places()))
        .build();
  }

  private static boolean isLink(String text) {
    String start = text.strip();
    return start.startsWith("goose://") || start.startsWith("nostr:");
  }

  private static Json imported(Session session) {
    String title = session.name().text();
    return JsonObject.builder()
        .put("sessionId", session.id().value())
        .putTextIfPresent("title", title.isEmpty() ? null : title)
        .put("updatedAt", session.activity().updatedAt().toString())
        .put("messageCount", session.activity().messageCount())
        .build();
  }
}
