package dev.gander.adapters.http.session;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.Route;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.session.GetSession;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.Session;
import dev.gander.domain.share.SharedText;
import java.util.List;

/// Sessions shared by link. Links contain keys: they are returned, never written anywhere else.
public final class SharingRoutes {
  private final UseCases.Sharing use;

  public SharingRoutes(UseCases.Sharing use) {
    this.use = use;
  }

  public List<Route> routes() {
    return List.of(
        Route.post("import_session_nostr", "/sessions/import/nostr", this::importShared)
            .withMebibytes(25),
        Route.post("share_session_nostr", "/sessions/{session_id}/share/nostr", this::share)
            .withMebibytes(25));
  }

  private Answer share(Call call) throws InterruptedException {
    List<String> relays =
        call.body(
            fields -> fields.orElse("relays", JsonFields.listOf(JsonFields::asText), List.of()));
    SharedText shared = use.share().share(call.session(), SessionDocument::shareable, relays);
    return Answer.json(
        JsonObject.builder()
            .put("deeplink", shared.link())
            .put("nevent", shared.locator())
            .put("eventId", shared.id())
            .put("relays", JsonArray.of(shared.places(), Json::of))
            .build());
  }

  private Answer importShared(Call call) throws InterruptedException {
    Session stored = use.importing().add(call.body(fields -> fields.text("deeplink")));
    GetSession.WithMessages found = use.get().get(stored.id());
    return SessionDocument.plain(found.session(), found.messages().iterator());
  }
}
