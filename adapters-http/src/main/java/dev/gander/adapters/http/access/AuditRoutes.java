package dev.gander.adapters.http.access;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.Route;
import dev.gander.application.api.UseCases;
import dev.gander.domain.access.AuditEntry;
import dev.gander.domain.access.AuditLog;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.util.List;

/// Who has asked for what.
public final class AuditRoutes {
  private static final long USUAL_PAGE = 100;

  private final UseCases.Access use;

  public AuditRoutes(UseCases.Access use) {
    this.use = use;
  }

  public List<Route> routes() {
    return List.of(Route.get("read_audit", "/gander/v1/audit", this::read));
  }

  private Answer read(Call call) {
    long limit = call.query().optionalUnsigned("limit").orElse(USUAL_PAGE);
    long before = call.query().optionalUnsigned("before").orElse(Long.MAX_VALUE);
    return Answer.json(
            JsonObject.of(
                "entries", JsonArray.of(use.readAudit().read(before, limit), AuditRoutes::write)))
        .with("cache-control", "no-store");
  }

  private static Json write(AuditLog.Numbered numbered) {
    AuditEntry entry = numbered.entry();
    return JsonObject.builder()
        .put("number", numbered.number())
        .put("at", entry.at().toString())
        .put("who", entry.who())
        .putOrNull("from", entry.from())
        .put("operation", entry.operation())
        .putOrNull("about", entry.about())
        .put("outcome", entry.outcome())
        .build();
  }
}
