package dev.gander.domain.message;

import java.util.List;
import java.util.OptionalInt;

/// The place of an answer to tool calls: directly after the message with the calls. So the results
/// of calls that ran side by side stand in the order of the calls, whichever ended first. Since
/// conversations are ordered by `created`, an answer's is at most that of the message behind it.
public final class AnsweredConversation {
  private AnsweredConversation() {}

  /// The index at which to insert the answer. A message has room for one: empty for a second
  /// answer, and for an unknown message.
  ///
  /// @param askedIn the id of the message with the calls
  public static OptionalInt place(List<Message> conversation, String askedIn) {
    int place = conversation.size();
    while (place > 0 && !askedIn.equals(conversation.get(place - 1).id())) {
      place--;
    }
    boolean isAnswered = place < conversation.size() && conversation.get(place).hasToolResponse();
    return place == 0 || isAnswered ? OptionalInt.empty() : OptionalInt.of(place);
  }

  /// The `created` of an answer in its place.
  ///
  /// @param created when the answer came
  /// @param asked that of the message with the calls
  /// @param next that of the message behind the place; `Long.MAX_VALUE` if there is none
  public static long created(long created, long asked, long next) {
    return Math.clamp(created, asked, next);
  }
}
