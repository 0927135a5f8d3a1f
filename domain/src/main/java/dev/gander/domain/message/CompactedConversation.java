package dev.gander.domain.message;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A conversation replaced by its summary. Nothing is deleted: the old messages are hidden from the
/// model only, the summary from the user only. New messages have no id yet.
public final class CompactedConversation {
  private CompactedConversation() {}

  /// Why a conversation is compacted.
  public enum Reason {
    /// The user asked for it: the model waits for the next message.
    COMMAND,
    /// It has grown too long, before a message or in the middle of a turn: the user's last message
    /// is kept verbatim.
    LENGTH
  }

  /// @param now epoch seconds
  public static List<Message> of(
      List<Message> conversation, String summary, Reason reason, long now) {
    int keptAt = reason == Reason.COMMAND ? -1 : lastWords(conversation);
    boolean isLast = keptAt == conversation.size() - 1;
    List<Message> compacted = new ArrayList<>(conversation.size() + 3);
    for (int i = 0; i < conversation.size(); i++) {
      Message message = conversation.get(i);
      MessageMetadata hidden = message.metadata().withAgentVisible(false);
      boolean comesAgain = i == keptAt && isLast;
      compacted.add(message.withMetadata(comesAgain ? hidden.withUserVisible(false) : hidden));
    }
    compacted.add(
        Message.user(null, now, new Content.Text(summary))
            .withMetadata(MessageMetadata.AGENT_ONLY));
    compacted.add(
        Message.assistant(null, now, new Content.Text(note(keptAt >= 0, isLast)))
            .withMetadata(MessageMetadata.AGENT_ONLY));
    if (keptAt >= 0) {
      // In the middle of a turn the user still sees the original message.
      compacted.add(
          Message.user(null, now, new Content.Text(conversation.get(keptAt).text()))
              .withMetadata(isLast ? MessageMetadata.VISIBLE : MessageMetadata.AGENT_ONLY));
    }
    return compacted;
  }

  /// A compacted conversation as it is to be stored. Messages that arrived in the meantime and were
  /// not summarized, such as a user's answer to a tool's question, stay where they are; messages
  /// deleted in the meantime do not come back.
  ///
  /// @param compacted the result of [#of] for stored messages; new ones have no id
  public static List<Message> within(List<Message> stored, List<Message> compacted) {
    List<Message> old = compacted.stream().filter(message -> message.id() != null).toList();
    Set<String> known = old.stream().map(Message::id).collect(Collectors.toSet());
    List<Message> all = new ArrayList<>(stored.size() + 3);
    Iterator<Message> rest = old.iterator();
    for (Message message : stored) {
      if (known.contains(message.id())) {
        nextWith(message.id(), rest).ifPresent(all::add);
      } else {
        all.add(message);
      }
    }
    all.addAll(compacted.stream().filter(message -> message.id() == null).toList());
    return all;
  }

  private static Optional<Message> nextWith(@Nullable String id, Iterator<Message> messages) {
    while (messages.hasNext()) {
      Message next = messages.next();
      if (Objects.equals(next.id(), id)) {
        return Optional.of(next);
      }
    }
    return Optional.empty();
  }

  /// The index of the last message that the user, not a tool, addressed to the model; -1 if there
  /// is none.
  private static int lastWords(List<Message> conversation) {
    for (int i = conversation.size() - 1; i >= 0; i--) {
      Message message = conversation.get(i);
      if (message.isAgentVisible() && message.role() == Role.USER && isWords(message)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isWords(Message message) {
    return message.content().stream().anyMatch(Content.Text.class::isInstance)
        && message.toolRequests().isEmpty()
        && !message.hasToolResponse();
  }

  private static String note(boolean someoneWaits, boolean isLast) {
    String common =
        "The message before this one sums up our conversation so far, which was too long to keep."
            + " I will not mention the summary or that there is one.";
    if (!someoneWaits) {
      return common + " I go on from where we were when the user writes again.";
    }
    return isLast
        ? common + " I answer the user's next message as if nothing had happened."
        : common + " I was in the middle of a task and go on with it, calling tools as needed.";
  }
}
