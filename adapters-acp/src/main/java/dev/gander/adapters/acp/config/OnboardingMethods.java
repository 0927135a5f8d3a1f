package dev.gander.adapters.acp.config;

import dev.gander.adapters.acp.connection.AcpMethod;
import dev.gander.application.api.config.ImportSettings;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What new users bring along from other programs. goose's own settings need not be taken over:
/// they are those of this server.
public record OnboardingMethods(ImportSettings use) {
  private static final Set<String> KINDS = Set.of("goose_config", "claude_desktop");

  public Map<String, AcpMethod> methods() {
    return Map.of(
        "onboarding/import/scan", AcpMethod.of(this::scan),
        "onboarding/import/apply", AcpMethod.of(this::apply));
  }

  private Json scan(JsonFields fields) {
    List<String> kinds =
        fields.orElse("sources", JsonFields.listOf(OnboardingMethods::kind), List.of());
    return JsonObject.of("candidates", JsonArray.of(use.scan(kinds), OnboardingMethods::candidate));
  }

  private static String kind(Json json) {
    String word = JsonFields.asText(json);
    if (!KINDS.contains(word)) {
      throw InvalidShape.unknownVariant(word);
    }
    return word;
  }

  private static JsonObject candidate(ImportSettings.Candidate candidate) {
    return JsonObject.builder()
        .put("id", candidate.id())
        .put("sourceKind", candidate.settings().kind())
        .put("displayName", candidate.settings().name())
        .put("path", candidate.settings().file().toString())
        .put("counts", counts(candidate.settings().extensions().size()))
        .put("warnings", JsonArray.ofTexts(candidate.settings().warnings()))
        .build();
  }

  private static JsonObject counts(int extensions) {
    return JsonObject.builder()
        .put("providers", 0)
        .put("extensions", extensions)
        .put("sessions", 0)
        .put("skills", 0)
        .put("projects", 0)
        .put("preferences", 0)
        .build();
  }

  private Json apply(JsonFields fields) {
    List<String> ids = fields.required("candidateIds", JsonFields.listOf(JsonFields::asText));
    boolean enabled = fields.orElse("enableImportedExtensions", JsonFields::asBool, false);
    ImportSettings.Result result = use.apply(ids, enabled);
    return JsonObject.builder()
        .put("imported", counts(result.imported()))
        .put("skipped", counts(result.skipped()))
        .put("warnings", JsonArray.ofTexts(result.warnings()))
        .build();
  }
}
