package dev.gander.domain.imports;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageJson;
import dev.gander.domain.message.MessageJson.Reading;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.session.AttachedRecipe;
import dev.gander.domain.session.SessionDetails;
import dev.gander.domain.session.SessionFiling;
import dev.gander.domain.session.SessionJson;
import dev.gander.domain.session.SessionModel;
import dev.gander.domain.session.SessionOrigin;
import dev.gander.domain.session.SessionType;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// A goose export of any version: the session's JSON form with its messages. Whatever is meaningful
/// only on the originating machine is dropped: model, project, archive state.
public final class GooseExport {
  private GooseExport() {}

  /// @throws dev.gander.domain.error.InvalidInput if it is not an export or a message is wrong
  public static ImportedSession read(ImportDocument document) {
    SessionDetails details = settled(SessionJson.read(document.whole()).details());
    return new ImportedSession(details, messages(document));
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

  /// Reads each message on demand.
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

  private static SessionDetails settled(SessionDetails exported) {
    AttachedRecipe recipe = exported.recipe();
    Json json = recipe.json();
    return exported
        .withRecipe(
            new AttachedRecipe(json == null ? null : Recipe.read(json).json(), recipe.values()))
        .withOrigin(new SessionOrigin(SessionType.USER, exported.origin().scheduleId()))
        .withModel(SessionModel.UNSET)
        .withFiling(SessionFiling.NONE);
  }
}
