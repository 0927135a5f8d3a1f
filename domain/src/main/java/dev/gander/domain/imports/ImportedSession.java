package dev.gander.domain.imports;

import dev.gander.domain.message.Message;
import dev.gander.domain.session.Session;
import java.util.List;

/// What an import stores. The session's id and times are those of its old home: a store gives new
/// ones.
public record ImportedSession(Session session, List<Message> messages) {
  public ImportedSession {
    messages = List.copyOf(messages);
  }
}
