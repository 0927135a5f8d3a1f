package dev.gander.adapters.cli.session;

import dev.gander.application.api.UseCases;
import dev.gander.application.api.program.Program.Opened;
import dev.gander.application.api.session.GetSession;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionJson;
import dev.gander.json.jackson.JsonText;
import java.util.List;
import java.util.OptionalLong;

/// Those of this machine, in this process.
final class SessionsHere implements SessionShelf {
  private final Opened opened;
  private final UseCases.Sessions use;

  /// @param opened closed with this
  SessionsHere(Opened opened) {
    this.opened = opened;
    this.use = opened.useCases().sessions();
  }

  @Override
  public List<JsonObject> list() {
    return use.list().list().stream().map(SessionJson::write).toList();
  }

  @Override
  public List<JsonObject> search(String words, int limit) {
    List<Session> found = use.search().search(words, OptionalLong.of(limit), null, null);
    return found.stream().map(SessionJson::write).toList();
  }

  @Override
  public JsonObject show(String id) {
    GetSession.WithMessages found = use.get().get(new SessionId(id));
    return SessionJson.write(found.session(), found.messages());
  }

  @Override
  public String export(String id) {
    return JsonText.pretty(show(id)) + "\n";
  }

  @Override
  public JsonObject add(String document) {
    return SessionJson.write(use.importing().add(document));
  }

  @Override
  public void delete(String id) throws InterruptedException {
    use.delete().delete(new SessionId(id));
  }

  @Override
  public void close() {
    opened.close();
  }
}
