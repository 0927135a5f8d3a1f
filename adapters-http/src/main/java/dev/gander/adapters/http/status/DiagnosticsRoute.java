package dev.gander.adapters.http.status;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.Refusal;
import dev.gander.application.api.status.Diagnostics;
import dev.gander.application.api.status.Diagnostics.Report;
import dev.gander.application.api.status.DiagnosticsJson;
import dev.gander.domain.session.SessionId;
import dev.gander.json.jackson.JsonText;
import java.util.Optional;

/// `GET /diagnostics/{session_id}`: a zip as up to 1.38, or JSON as in 1.39 on request.
final class DiagnosticsRoute {
  private final Diagnostics diagnostics;

  DiagnosticsRoute(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  Answer get(Call call) {
    Optional<String> level = call.query().optionalText("level");
    return level.isPresent()
        ? ofLevel(level.get(), call.session())
        : wantsJson(call) ? full(call.session()) : zip(call.session());
  }

  private Answer ofLevel(String level, SessionId id) {
    return switch (level) {
      case "summary" -> Answer.json(DiagnosticsJson.write(diagnostics.summarize(id)));
      case "full" -> full(id);
      case String _ ->
          throw new Refusal(
              400,
              "Failed to deserialize query string: level: unknown variant `"
                  + level
                  + "`, expected `summary` or `full`");
    };
  }

  private static boolean wantsJson(Call call) {
    String accepted = call.header("accept").orElse("");
    return accepted.contains("application/json") && !accepted.contains("application/zip");
  }

  private Answer full(SessionId id) {
    return Answer.json(DiagnosticsJson.write(diagnostics.collect(id), JsonText::parse));
  }

  /// A zip cannot report problems: as in goosed, they fail the request.
  private Answer zip(SessionId id) {
    Report report = diagnostics.collect(id);
    if (!report.problems().isEmpty()) {
      throw new Refusal(500, String.join("; ", report.problems()));
    }
    String name = "diagnostics_" + id.value().replaceAll("[^\\w.-]", "_") + ".zip";
    return Answer.bytes("application/zip", DiagnosticsZip.of(report))
        .with("content-disposition", "attachment; filename=\"" + name + "\"");
  }
}
