package dev.gander.adapters.acp.status;

import dev.gander.adapters.acp.connection.AcpMethod;
import dev.gander.adapters.acp.rpc.RpcError;
import dev.gander.application.api.status.Diagnostics;
import dev.gander.application.api.status.DiagnosticsJson;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.json.jackson.JsonText;
import java.util.Map;

/// Reports for whoever looks for the reason of a problem.
public record DiagnosticsMethods(Diagnostics use) {

  public Map<String, AcpMethod> methods() {
    return Map.of("diagnostics/get", AcpMethod.of(this::report));
  }

  /// The short report is about no session.
  private Json report(JsonFields fields) {
    SessionId id = new SessionId(fields.text("sessionId"));
    return JsonObject.of(
        "report",
        switch (fields.orElse("level", JsonFields::asText, "summary")) {
          case "summary" -> DiagnosticsJson.write(use.summarize());
          case "full" -> full(id);
          case String unknown -> throw InvalidShape.unknownVariant(unknown);
        });
  }

  private JsonObject full(SessionId id) {
    try {
      return DiagnosticsJson.write(use.collect(id), JsonText::parse);
    } catch (SessionNotFound _) {
      throw RpcError.internal("Session not found");
    }
  }
}
