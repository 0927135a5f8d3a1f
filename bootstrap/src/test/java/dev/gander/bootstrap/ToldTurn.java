package dev.gander.bootstrap;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageJson;
import dev.gander.domain.message.MessageJson.Reading;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What a client has been told of a turn by its events, and so may rely on.
final class ToldTurn {
  private final String said;
  private final int calls;
  private final Set<String> shownCalls = new HashSet<>();
  private final Set<String> answeredCalls = new HashSet<>();
  private boolean anything;
  private boolean end;

  /// @param said a word of the user's message that no other message has
  /// @param calls how many tools the whole turn calls
  ToldTurn(String said, int calls) {
    this.said = said;
    this.calls = calls;
  }

  void take(JsonObject event) {
    anything = true;
    switch (JsonFields.of(event).text("type")) {
      case "Message" -> {
        Message message =
            JsonFields.of(event)
                .required("message", json -> MessageJson.read(json, Reading.STRICT));
        message.toolRequests().forEach(request -> shownCalls.add(request.id()));
        responses(message).forEach(answeredCalls::add);
      }
      case "Finish" -> end = true;
      case "Error" -> throw new AssertionError(said + ": " + event);
      default -> {}
    }
  }

  boolean isOver() {
    return end;
  }

  /// Whether all of it is in a conversation, and nothing of it is there by half.
  boolean isKept(List<Json> stored) {
    List<Message> messages =
        stored.stream().map(json -> MessageJson.read(json, Reading.STRICT)).toList();
    Set<String> requests = new HashSet<>();
    Set<String> responses = new HashSet<>();
    for (Message message : messages) {
      message.toolRequests().forEach(request -> requests.add(request.id()));
      if (!responses(message).allMatch(requests::contains)) {
        return false; // an answer before its request
      }
      responses(message).forEach(responses::add);
    }
    boolean userSpoke = messages.stream().anyMatch(message -> message.text().contains(said));
    return (userSpoke || !anything)
        && requests.equals(responses)
        && requests.containsAll(shownCalls)
        && responses.containsAll(answeredCalls)
        && (!end || answeredCalls.size() == calls);
  }

  private static Stream<String> responses(Message message) {
    return message.content().stream()
        .filter(Content.ToolResponse.class::isInstance)
        .map(block -> ((Content.ToolResponse) block).id());
  }

  @Override
  public String toString() {
    return "turn %s, told %s, shown %s, answered %s, end %s"
        .formatted(said, anything, shownCalls, answeredCalls, end);
  }
}
