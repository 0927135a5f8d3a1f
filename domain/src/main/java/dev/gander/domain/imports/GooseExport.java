package dev.gander.domain.imports;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageJson;
import dev.gander.domain.message.MessageJson.Reading;
import dev.gander.domain.recipe.InlineRecipe;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionJson;
import dev.gander.domain.session.SessionType;
import java.util.List;

/// An export of goose, of any version: the session's JSON form with its messages. What belongs to
/// its old home stays there: model, project, archive.
final class GooseExport {
  private GooseExport() {}

  /// @throws dev.gander.domain.error.InvalidInput if it is none or a message is wrong
  static ImportedSession read(ImportDocument document, ImportDefaults defaults) {
    Json exported = document.whole();
    Session session = SessionJson.read(exported);
    List<Message> messages =
        JsonFields.of(exported)
            .optional("conversation", json -> MessageJson.readAll(json, Reading.IMPORTED));
    return new ImportedSession(settled(session), messages == null ? List.of() : messages);
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
