package dev.gander.domain.imports;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageJson;
import dev.gander.domain.message.MessageJson.Reading;
import dev.gander.domain.recipe.InlineRecipe;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionJson;
import dev.gander.domain.session.SessionType;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// An export of goose, of any version: the session's JSON form with its messages. What belongs to
/// its old home stays there: model, project, archive.
public final class GooseExport {
  private GooseExport() {}

  /// @throws dev.gander.domain.error.InvalidInput if it is none or a message is wrong
  public static ImportedSession read(ImportDocument document) {
    Session session = settled(SessionJson.read(document.whole()));
    return new ImportedSession(session, messages(document));
  }

  private static Iterable<Message> messages(ImportDocument document) {
    Optional<Iterable<Json>> items = document.conversation();
    if (items.isPresent()) {
      return () -> new Messages(items.get().iterator());
    }
    JsonFields.of(document.whole())
        .optional(
            ImportDocument.CONVERSATION,
            other -> {
              throw JsonFields.wrongType(other, "a sequence");
            });
    return List.of();
  }

  /// Reads a message when its turn comes.
  private static final class Messages implements Iterator<Message> {
    private final Iterator<Json> items;
    private int next;

    Messages(Iterator<Json> items) {
      this.items = items;
    }

    @Override
    public boolean hasNext() {
      return items.hasNext();
    }

    @Override
    public Message next() {
      try {
        Json item = ImportDocument.shallow(items.next(), ImportDocument.INSIDE_CONVERSATION);
        return MessageJson.read(item, Reading.IMPORTED);
      } catch (InvalidShape e) {
        throw e.within("[" + next + "]").within(ImportDocument.CONVERSATION);
      } finally {
        next++;
      }
    }
  }

  private static Session settled(Session session) {
    Json recipe = session.recipe();
    return session
        .with()
        .recipe(recipe == null ? null : InlineRecipe.ofExport(recipe).json())
        .type(SessionType.USER)
        .providerName(null)
        .modelConfig(null)
        .archivedAt(null)
        .projectId(null)
        .build();
  }
}
