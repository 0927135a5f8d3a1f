package dev.gander.application.api.news;

import dev.gander.domain.message.Message;
import dev.gander.domain.run.Run;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.AskedQuestion;
import dev.gander.domain.turn.QuestionNotice;
import dev.gander.domain.turn.SessionEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the reader of a page is told. What has a state is told with the state that it has now.
public sealed interface NewsEvent {
  /// All that the reader has missed was told; from here on it is told what happens.
  record Ready() implements NewsEvent {}

  /// A session is new, or has changed: its name, or what a turn has made of it.
  record SessionChanged(Session session) implements NewsEvent {}

  record SessionDeleted(SessionId id) implements NewsEvent {}

  record TurnBegun(SessionId id, String requestId) implements NewsEvent {}

  record TurnEnded(SessionId id, String requestId) implements NewsEvent {}

  /// A message of a watched session that is stored: what a user has said, or what the reader has
  /// missed.
  record Stored(SessionId id, Message message) implements NewsEvent {}

  /// A turn of a watched session tells something.
  record Told(SessionId id, SessionEvent.Published event) implements NewsEvent {}

  /// The questions that are open now, in place of all that the reader knows.
  record OpenQuestions(List<AskedQuestion> open) implements NewsEvent {
    public OpenQuestions {
      open = List.copyOf(open);
    }
  }

  record Question(QuestionNotice notice) implements NewsEvent {}

  record RunChanged(Run run) implements NewsEvent {}

  /// What the reader has loaded is not what is stored, and the stream cannot tell the difference:
  /// of a session, of which it tells nothing more, or of all that it watches.
  ///
  /// @param id null for everything
  record Outdated(@Nullable SessionId id) implements NewsEvent {}
}
