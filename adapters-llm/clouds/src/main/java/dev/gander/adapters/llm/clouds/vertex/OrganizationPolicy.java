package dev.gander.adapters.llm.clouds.vertex;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.service.ServiceClient;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The models that an organisation lets a project use: its policy `vertexai.allowedModels`, with
/// values such as `publishers/google/models/gemini-2.5-pro:predict`. All models if the policy
/// cannot be read.
final class OrganizationPolicy {
  private static final System.Logger LOG = System.getLogger(OrganizationPolicy.class.getName());
  private static final JsonObject QUESTION =
      JsonObject.of("constraint", Json.of("constraints/vertexai.allowedModels"));

  /// A version after a model's name, `*` in its place, and the permitted action.
  private static final Pattern VALUE =
      Pattern.compile("(?:is:)?publishers/([^/]+)/models/([^:@]+)(?:@[^:]*)?(?::([^:]+))?");

  private OrganizationPolicy() {}

  /// @param client of the service that serves policies
  static Predicate<String> allowed(String project, ServiceClient client)
      throws InterruptedException {
    try {
      String path = "v1/projects/" + Endpoint.segment(project) + ":getEffectiveOrgPolicy";
      return allowed(
          client
              .post(path, JsonText.bytes(QUESTION))
              .object("listPolicy")
              .orElse(JsonObject.EMPTY));
    } catch (ProviderException e) {
      LOG.log(Level.DEBUG, "the policy on models cannot be read: {0}", e.display());
      return _ -> true;
    }
  }

  private static Predicate<String> allowed(JsonObject policy) {
    if (policy.text("allValues").equals(Optional.of("DENY"))) {
      return _ -> false;
    }
    List<String> allowed = values(policy, "allowedValues");
    List<String> denied = values(policy, "deniedValues");
    return name ->
        (allowed.isEmpty() || allowed.stream().anyMatch(value -> names(value, name)))
            && denied.stream().noneMatch(value -> names(value, name));
  }

  private static List<String> values(JsonObject policy, String member) {
    return policy.array(member).orElse(JsonArray.EMPTY).items().stream()
        .filter(JsonString.class::isInstance)
        .map(value -> ((JsonString) value).value())
        .toList();
  }

  /// Whether a value of the policy covers calls to this model.
  private static boolean names(String value, String name) {
    var parts = VALUE.matcher(value);
    if (!parts.matches()) {
      return false;
    }
    String action = parts.group(3);
    VertexModel model = VertexModel.of(name);
    return isLike(parts.group(1), model.publisher())
        && isLike(parts.group(2), name.replaceFirst("@.*", ""))
        && (action == null || action.equals("predict") || action.equals("*"));
  }

  private static boolean isLike(String pattern, String text) {
    String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q");
    return text.matches(regex);
  }
}
