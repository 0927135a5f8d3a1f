package dev.gander.adapters.cli.session;

import dev.gander.application.api.UseCases;
import dev.gander.application.api.program.Program;
import dev.gander.application.api.program.Program.Opened;
import dev.gander.application.api.program.Program.ShownWork;
import dev.gander.application.api.session.GetSession;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionJson;
import dev.gander.json.jackson.JsonText;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/// Those of this machine, in this process.
final class SessionsHere implements SessionShelf {
  private final Program program;
  private final Opened opened;
  private final UseCases.Sessions use;

  /// @param program shows how far an import is
  /// @param opened closed with this
  SessionsHere(Program program, Opened opened) {
    this.program = program;
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
    AtomicLong stored = new AtomicLong();
    try (ShownWork _ = program.show("Import", document.length(), stored::get)) {
      return SessionJson.write(
          use.importing().add(document, part -> stored.set((long) (part * document.length()))));
    }
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
