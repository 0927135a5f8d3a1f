package dev.gander.client;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Action;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageJson;
import dev.gander.json.jackson.JsonText;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A session at a server. Prompts wait for each other there.
public final class Chat {
  private static final String DATA = "data: ";

  private final GanderClient client;
  private final Place place;
  private final Duration patience;
  private final @Nullable Predicate<Action.ToolConfirmation> approval;

  Chat(
      GanderClient client,
      Place place,
      Duration patience,
      @Nullable Predicate<Action.ToolConfirmation> approval) {
    this.client = client;
    this.place = place;
    this.patience = patience;
    this.approval = approval;
  }

  /// A session, and where it works.
  record Place(String id, Path folder) {}

  /// The id of the session.
  public String id() {
    return place.id();
  }

  /// The folder in which it works, on the server's machine.
  public Path folder() {
    return place.folder();
  }

  /// The same chat, whose tool calls are allowed or denied by this when somebody has to decide.
  public Chat deciding(Predicate<Action.ToolConfirmation> isAllowed) {
    return new Chat(client, place, patience, isAllowed);
  }

  public Chat allowing() {
    return deciding(_ -> true);
  }

  public Chat denying() {
    return deciding(_ -> false);
  }

  /// The same chat, which waits no longer for anything to happen; by default five minutes.
  public Chat waiting(Duration longest) {
    return new Chat(client, place, longest, approval);
  }

  /// Sends a prompt, and waits for the end of its turn.
  ///
  /// What a model's service refuses is an answer that says so.
  ///
  /// @throws ChatFailure if the turn breaks off, nothing happens for too long, or a call has to be
  ///   decided on and nobody does; the turn is over then
  public ChatAnswer ask(String text) {
    return ask(text, _ -> {});
  }

  /// The same, for whoever does not want to wait with reading.
  ///
  /// @param reader gets each message, or fragment of one, when it comes; what it throws ends the
  ///   turn
  public ChatAnswer ask(String text, Consumer<Message> reader) {
    List<Message> come = new ArrayList<>();
    Consumer<Message> each = come::add;
    try (Stream<String> lines = client.stream("/reply", prompt(text))) {
      return await(
          lines.filter(line -> line.startsWith(DATA)).iterator(), come, each.andThen(reader));
    }
  }

  /// The stored conversation.
  public List<Message> messages() {
    Json session = client.get("/sessions/" + id());
    return JsonFields.of(session)
        .required("conversation", it -> MessageJson.readAll(it, MessageJson.Reading.TOLERANT));
  }

  private ChatAnswer await(Iterator<String> events, List<Message> come, Consumer<Message> reader) {
    long last = System.nanoTime();
    while (events.hasNext()) {
      JsonFields event = JsonFields.of(JsonText.parse(events.next().substring(DATA.length())));
      switch (event.text("type")) {
        case "Message" -> {
          Message message = event.required("message", Chat::message);
          reader.accept(message);
          decide(message, come);
          last = System.nanoTime();
        }
        case "Error" -> throw new ChatFailure(event.text("error"), new ChatAnswer(come));
        case "Finish" -> {
          return new ChatAnswer(come);
        }
        default -> {
          if (System.nanoTime() - last > patience.toNanos()) {
            throw new ChatFailure("nothing has come for " + patience, new ChatAnswer(come));
          }
        }
      }
    }
    throw new ChatFailure("the stream broke off", new ChatAnswer(come));
  }

  private static Message message(Json json) {
    return MessageJson.read(json, MessageJson.Reading.TOLERANT);
  }

  private void decide(Message message, List<Message> come) {
    for (Content block : message.content()) {
      if (block instanceof Content.ActionRequired(Action.ToolConfirmation question)) {
        if (approval == null) {
          throw new ChatFailure(
              "the call of `"
                  + question.toolName()
                  + "` needs an approval: chat.allowing(), denying() or deciding(…)",
              new ChatAnswer(come));
        }
        client.post(
            "/action-required/tool-confirmation",
            JsonObject.builder()
                .put("sessionId", id())
                .put("id", question.id())
                .put("action", approval.test(question) ? "allow_once" : "deny_once")
                .build());
      }
    }
  }

  private JsonObject prompt(String text) {
    Message message =
        Message.user(
            UUID.randomUUID().toString(), Instant.now().getEpochSecond(), new Content.Text(text));
    return JsonObject.builder()
        .put("session_id", id())
        .put("user_message", MessageJson.write(message))
        .build();
  }
}
