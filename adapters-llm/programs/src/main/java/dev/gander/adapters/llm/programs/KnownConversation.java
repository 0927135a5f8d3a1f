package dev.gander.adapters.llm.programs;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.Role;
import dev.gander.domain.message.Transcript;
import dev.gander.json.jackson.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What a program that keeps state already knows of a conversation, by the user's messages. A
/// conversation that has since been edited, cleared or summarised is a different one. One thread at
/// a time.
public final class KnownConversation {
  private final List<String> told = new ArrayList<>();

  /// Whether the messages are the known ones plus one new message from the user.
  public boolean isContinuedBy(List<Message> messages) {
    List<String> asked = asked(messages);
    return asked.size() == told.size() + 1 && asked.subList(0, told.size()).equals(told);
  }

  /// Records that the program has been told all of these.
  public void tell(List<Message> messages) {
    told.clear();
    told.addAll(asked(messages));
  }

  private static List<String> asked(List<Message> messages) {
    return messages.stream()
        .filter(KnownConversation::isUsersOwn)
        .map(message -> Objects.requireNonNullElseGet(message.id(), message::text))
        .toList();
  }

  private static boolean isUsersOwn(Message message) {
    return message.role() == Role.USER && !message.hasToolResponse();
  }

  /// The user's newest message.
  public static Message newest(List<Message> messages) {
    return messages.reversed().stream()
        .filter(KnownConversation::isUsersOwn)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the user has said nothing"));
  }

  /// The text of the newest message, for a program that cannot see pictures.
  ///
  /// @throws ProviderException `Unsupported` if it contains a picture
  public static String newestText(List<Message> messages, String program) {
    Message newest = newest(messages);
    if (newest.content().stream().anyMatch(Content.Image.class::isInstance)) {
      throw new ProviderException.Unsupported(program + " cannot be shown pictures");
    }
    return newest.text();
  }

  /// A summary of everything before the newest message, for a program that has not seen it; empty
  /// if there is nothing.
  public static String memo(List<Message> messages) {
    List<Message> earlier = messages.subList(0, messages.lastIndexOf(newest(messages)));
    return earlier.isEmpty()
        ? ""
        : """
        This conversation began before you joined it. What was said so far:

        %s

        Go on from there; do not repeat what was done. The newest message of the user follows."""
            .formatted(transcript(earlier));
  }

  /// A conversation as text.
  public static String transcript(List<Message> messages) {
    return new Transcript(JsonText::write).of(messages, 0);
  }
}
