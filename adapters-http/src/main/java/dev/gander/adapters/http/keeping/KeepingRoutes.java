package dev.gander.adapters.http.keeping;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.Route;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.keeping.SweepSessions.Swept;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.keeping.Backup;
import dev.gander.domain.keeping.Retention.Leaving;
import java.util.List;

/// Backups, pins, and sessions that go by the rules; goosed has nothing like it.
public final class KeepingRoutes {
  private static final String PIN = "/gander/v1/sessions/{session_id}/pin";

  private final UseCases.Keeping use;

  public KeepingRoutes(UseCases.Keeping use) {
    this.use = use;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("list_backups", "/gander/v1/backups", this::backups),
        Route.post("make_backup", "/gander/v1/backups", this::backUp),
        Route.post("sweep_sessions", "/gander/v1/retention", this::sweep),
        Route.put("pin_session", PIN, this::pin),
        Route.delete("unpin_session", PIN, this::unpin));
  }

  private Answer backups(Call call) {
    return Answer.json(
        JsonObject.of("backups", JsonArray.of(use.backups().list(), KeepingRoutes::write)));
  }

  private Answer backUp(Call call) throws InterruptedException {
    return Answer.json(write(use.backUp().make()));
  }

  private static Json write(Backup backup) {
    return JsonObject.builder()
        .put("name", backup.name())
        .put("path", backup.place().toString())
        .put("made", backup.made().toString())
        .put("bytes", backup.bytes())
        .put("sessions", backup.sessions())
        .put("messages", backup.messages())
        .build();
  }

  private Answer sweep(Call call) throws InterruptedException {
    boolean dryRun =
        call.body(fields -> fields.only("dry_run").orElse("dry_run", JsonFields::asBool, false));
    Swept swept = use.sweep().sweep(dryRun);
    return Answer.json(
        JsonObject.builder()
            .put("dry_run", dryRun)
            .put("sessions", JsonArray.of(swept.sessions(), KeepingRoutes::write))
            .put("runs", swept.runs())
            .put("deliveries", swept.deliveries())
            .put("usage_entries", swept.usageEntries())
            .build());
  }

  private static Json write(Leaving leaving) {
    return JsonObject.builder()
        .put("id", leaving.session().id().value())
        .put("name", leaving.session().name().text())
        .put("session_type", leaving.session().type().wire())
        .put("last_active", leaving.lastActive().toString())
        .put("bytes", leaving.bytes())
        .put("reason", leaving.reason())
        .build();
  }

  private Answer pin(Call call) {
    use.pin().pin(call.session());
    return pinned(call, true);
  }

  private Answer unpin(Call call) {
    use.pin().unpin(call.session());
    return pinned(call, false);
  }

  private static Answer pinned(Call call, boolean pinned) {
    return Answer.json(
        JsonObject.builder()
            .put("session_id", call.session().value())
            .put("pinned", pinned)
            .build());
  }
}
