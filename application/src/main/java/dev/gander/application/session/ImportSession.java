package dev.gander.application.session;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageJson;
import dev.gander.domain.message.MessageJson.Reading;
import dev.gander.domain.recipe.InlineRecipe;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionJson;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.session.SessionType;
import java.util.List;

/// `POST /sessions/import`: stores what an export of goose holds as a new session of the user
/// (goosed 1.30 and newer). What belongs to its old home stays there: id, times, model, project,
/// archive.
public record ImportSession(SessionStore sessions) {

  /// @param exported a session with its messages in goose's JSON form, of any version
  /// @throws dev.gander.domain.json.InvalidShape if it is none or a message is wrong; nothing is
  ///   stored
  public Session add(Json exported) {
    Session session = SessionJson.read(exported);
    List<Message> messages =
        JsonFields.of(exported)
            .optional("conversation", json -> MessageJson.readAll(json, Reading.TOLERANT));
    return sessions.add(settled(session), messages == null ? List.of() : messages);
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
